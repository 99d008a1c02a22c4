'use client'

import type { ReactNode } from 'react'
import { SignOutButton } from '@/components/access/sign-out-button'
import type { Action } from '@/lib/refusal'

/**
 * The way out: warns when entries of daily work or their evidence still wait on this device, and takes everything else of them off it.
 * Entries that wait stay, because they are nowhere else.
 */
export function SignOut({
  action,
  label,
  icon,
  failed,
  unsent,
}: {
  action: Action<void>
  label: string
  icon: ReactNode
  failed: string
  unsent: string
}) {
  const leave: Action<void> = async () => {
    const { countWaiting, forgetDays } = await import('@/components/kinerja/day/leaving') // seldom: no page carries it
    if ((await countWaiting()) > 0 && !confirm(unsent)) return { ok: true, data: undefined }
    await forgetDays()
    return action()
  }
  return <SignOutButton action={leave} label={label} icon={icon} failed={failed} />
}
