'use client'

import { useTransition } from 'react'
import type { Action } from '@/lib/refusal'

/** Ends the session here. Looks like a line of a menu unless told otherwise. */
export function SignOutButton({
  action,
  label,
  icon,
  className = 'shell-menu-item',
}: {
  action: Action<void>
  label: string
  icon?: React.ReactNode
  className?: string
}) {
  const [isBusy, start] = useTransition()
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      className={className}
      onClick={() =>
        start(async () => {
          await action()
        })
      }
    >
      {icon}
      {label}
    </button>
  )
}
