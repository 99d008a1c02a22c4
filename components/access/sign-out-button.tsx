'use client'

import type { ReactNode } from 'react'
import { useAttempt } from '@/components/ui/use-attempt'
import type { Action } from '@/lib/refusal'

/** Ends the session here; `failed` says that it did not. Looks like a line of a menu unless told otherwise. */
export function SignOutButton({
  action,
  label,
  icon,
  failed,
  className = 'shell-menu-item',
}: {
  action: Action<void>
  label: string
  icon?: ReactNode
  failed: string
  className?: string
}) {
  const { attempt, isBusy, trouble } = useAttempt(() => failed)
  return (
    <>
      <button
        type="button"
        aria-busy={isBusy || undefined}
        className={className}
        onClick={() =>
          attempt(async () => {
            const result = await action()
            return result.ok ? null : failed
          })
        }
      >
        {icon}
        {label}
      </button>
      <p role="alert" className="max-w-64 px-3 text-sm font-semibold text-danger empty:hidden">
        {trouble}
      </p>
    </>
  )
}
