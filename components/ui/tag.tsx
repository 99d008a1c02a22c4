import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'

export type Tone = 'neutral' | 'info' | 'waiting' | 'warning' | 'danger' | 'success'

const TONES: Record<Tone | 'issued', string> = {
  neutral: 'bg-neutral-bg text-neutral border-tone-edge',
  info: 'bg-info-bg text-info border-tone-edge',
  waiting: 'bg-waiting-bg text-waiting border-tone-edge',
  warning: 'bg-warning-bg text-warning border-tone-edge',
  danger: 'bg-danger-bg text-danger border-tone-edge',
  success: 'bg-success-bg text-success border-tone-edge',
  issued: 'bg-issued text-on-issued border-issued',
}

/** An icon, a word and a tone; never a colour alone. */
export function Tag({ tone, icon, children }: { tone: Tone | 'issued'; icon: IconName; children: ReactNode }) {
  return (
    <span
      className={`inline-flex min-h-6 items-center gap-1.5 rounded-md border py-0.5 pr-2 pl-1.5 text-xs font-semibold whitespace-nowrap ${TONES[tone]}`}
    >
      <Icon name={icon} className="size-4 [stroke-width:2]" />
      {children}
    </span>
  )
}
