import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'

/** Says what will appear here, why it is empty now, and offers one action (clearing the filters when they did it). */
export function EmptyState({
  title,
  icon = 'inbox',
  action,
  children,
}: {
  title: string
  icon?: IconName
  action?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-1 px-4 py-12 text-center">
      <Icon name={icon} className="mb-2 size-8 text-muted [stroke-width:1.5]" />
      <p className="font-head text-lg font-semibold">{title}</p>
      {children && <div className="max-w-[52ch] text-sm text-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
