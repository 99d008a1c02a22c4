import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

const LOOKS: Record<NoticeTone, { icon: IconName; className: string }> = {
  info: { icon: 'info', className: 'bg-info-bg text-info' },
  success: { icon: 'circle-check', className: 'bg-success-bg text-success' },
  warning: { icon: 'triangle-alert', className: 'bg-warning-bg text-warning' },
  danger: { icon: 'circle-alert', className: 'bg-danger-bg text-danger' },
}

/**
 * A sentence that matters on this page. Draws nothing without children, so a form may always contain one.
 * `live` makes it an alert that is read out when it appears.
 */
export function Notice({
  tone = 'danger',
  title,
  live = false,
  action,
  children,
}: {
  tone?: NoticeTone
  title?: ReactNode
  live?: boolean
  action?: ReactNode
  children?: ReactNode
}) {
  if (!children && !title) return null
  const { icon, className } = LOOKS[tone]
  return (
    <div
      role={live ? 'alert' : undefined}
      className={`flex gap-3 rounded-md border border-tone-edge px-4 py-3 text-sm [&_a]:text-inherit ${className}`}
    >
      <Icon name={icon} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-56">
          {title && <p className="font-semibold">{title}</p>}
          {children}
        </div>
        {action}
      </div>
    </div>
  )
}
