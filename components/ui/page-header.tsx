import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'

/**
 * The top of a page: the way back, the h1, one line that answers first, and the page's actions (full width on a
 * phone). A route change moves the focus to this h1.
 */
export function PageHeader({
  title,
  subtitle,
  crumbs = [],
  actions,
}: {
  title: ReactNode
  subtitle?: ReactNode
  crumbs?: { label: string; href?: string }[]
  actions?: ReactNode
}) {
  const t = useTranslations('common')
  return (
    <div className="mb-4 md:mb-6">
      {crumbs.length > 0 && (
        <nav aria-label={t('crumbs')} className="mb-2">
          <ol className="flex flex-wrap items-center gap-2 text-sm text-muted">
            {crumbs.map((crumb, index) => (
              <li key={crumb.label} className={`items-center gap-2 ${crumb.href ? 'flex' : 'hidden md:flex'}`}>
                {index > 0 && <Icon name="chevron-right" className="size-4" />}
                {crumb.href ? <AppLink href={crumb.href}>{crumb.label}</AppLink> : <span>{crumb.label}</span>}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="gap-x-6 gap-y-4 md:flex md:flex-wrap md:items-end">
        <div className="min-w-0 flex-1 md:basis-96">
          <h1 tabIndex={-1}>{title}</h1>
          {subtitle && <div className="mt-1 max-w-[85ch] text-sm text-muted">{subtitle}</div>}
        </div>
        {actions && <div className="mt-4 flex flex-wrap gap-2 max-md:*:flex-auto md:mt-0 print:hidden">{actions}</div>}
      </div>
      <div data-page-message="" role="status" className="mt-3 empty:hidden print:hidden" />
    </div>
  )
}
