import type { ReactNode } from 'react'
import type { IconName } from '@/components/ui/icon-names'
import { Tag, type Tone } from '@/components/ui/tag'

const LOOKS = {
  draft: { tone: 'neutral', icon: 'pencil' },
  own: { tone: 'info', icon: 'pencil' },
  submitted: { tone: 'info', icon: 'send' },
  verified: { tone: 'info', icon: 'check' },
  held: { tone: 'info', icon: 'user-check' },
  waiting: { tone: 'waiting', icon: 'hourglass' },
  returned: { tone: 'warning', icon: 'undo-2' },
  conditional: { tone: 'warning', icon: 'triangle-alert' },
  rejected: { tone: 'danger', icon: 'x' },
  unmet: { tone: 'danger', icon: 'x' },
  approved: { tone: 'success', icon: 'check' },
  met: { tone: 'success', icon: 'check' },
  issued: { tone: 'issued', icon: 'badge-check' },
  cancelled: { tone: 'neutral', icon: 'ban' },
  revoked: { tone: 'neutral', icon: 'ban' },
  offline: { tone: 'neutral', icon: 'cloud-off' },
} as const satisfies Record<string, { tone: Tone | 'issued'; icon: IconName }>

export type StatusLook = keyof typeof LOOKS

/**
 * The state of a case. The module says the word (each audience has its own); `look` gives icon and tone, the same
 * everywhere.
 */
export function StatusTag({ look, children }: { look: StatusLook; children: ReactNode }) {
  return <Tag {...LOOKS[look]}>{children}</Tag>
}
