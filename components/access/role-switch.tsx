'use client'

import type { ReactNode } from 'react'
import { useAttempt } from '@/components/ui/use-attempt'
import type { Role } from '@/lib/auth/actor'
import type { Action } from '@/lib/refusal'

/** The other roles of the person; choosing one goes on in it, from its own home. `failed` says that it did not work. */
export function RoleSwitch({
  roles,
  icon,
  failed,
  action,
}: {
  /** `label` is the whole command. */
  roles: { role: Role; label: string }[]
  icon?: ReactNode
  failed: string
  action: Action<{ role: Role }>
}) {
  const { attempt, isBusy, trouble } = useAttempt(() => failed)
  return (
    <div className="grid" aria-busy={isBusy}>
      {roles.map(({ role, label }) => (
        <button
          key={role}
          type="button"
          className="shell-menu-item"
          onClick={() =>
            attempt(async () => {
              const result = await action({ role })
              return result.ok ? null : failed
            })
          }
        >
          {icon}
          {label}
        </button>
      ))}
      <p role="alert" className="max-w-64 px-3 text-sm font-semibold text-danger empty:hidden">
        {trouble}
      </p>
    </div>
  )
}
