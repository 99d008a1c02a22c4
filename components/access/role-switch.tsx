'use client'

import { type ReactNode, useTransition } from 'react'
import type { Role } from '@/lib/auth/actor'
import type { Action } from '@/lib/refusal'

/** The other roles of the person; choosing one goes on in it, from its own home. */
export function RoleSwitch({
  roles,
  icon,
  action,
}: {
  /** `label` is the whole command. */
  roles: { role: Role; label: string }[]
  icon?: ReactNode
  action: Action<{ role: Role }>
}) {
  const [isBusy, start] = useTransition()
  return (
    <div className="grid" aria-busy={isBusy}>
      {roles.map(({ role, label }) => (
        <button
          key={role}
          type="button"
          className="shell-menu-item"
          onClick={() =>
            start(async () => {
              await action({ role })
            })
          }
        >
          {icon}
          {label}
        </button>
      ))}
    </div>
  )
}
