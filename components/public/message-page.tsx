import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'

/**
 * A page that says one thing: not found, no right, something broke. What happened, what was kept, what to do.
 * `inShell` when the office shell stands around it and has the main landmark already.
 */
export function MessagePage({
  icon,
  title,
  actions,
  inShell = false,
  children,
}: {
  icon: IconName
  title: string
  actions?: ReactNode
  inShell?: boolean
  children: ReactNode
}) {
  const Frame = inShell ? 'div' : 'main'
  return (
    <Frame id={inShell ? undefined : 'isi'} className="mx-auto w-full max-w-[640px] px-4 py-12 md:py-24">
      <Icon name={icon} className="mb-4 size-10 text-primary [stroke-width:1.5]" />
      <h1 tabIndex={-1}>{title}</h1>
      <div className="mt-2 grid gap-2 text-muted">{children}</div>
      {actions && <div className="mt-6 flex flex-wrap gap-2">{actions}</div>}
    </Frame>
  )
}
