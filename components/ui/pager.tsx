import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import { AppLink } from '@/components/ui/link'
import { pageWithin } from '@/lib/list-view'

type Look = {
  note?: ReactNode
  /** Where a page has two lists, of which. */
  label?: string
  compact?: boolean
}

/** The turns of a list whose pages have numbers; whoever asks for one beyond the last is led to the last. */
export function Pager({
  page,
  size,
  total,
  href,
  ...look
}: Look & { page: number; size: number; total: number; href: (page: number) => string }) {
  if (total === 0) return null
  const last = pageWithin(page, size, total)
  if (page > last) redirect(href(last) as Route)
  return (
    <PageTurns
      from={(page - 1) * size + 1}
      to={Math.min(page * size, total)}
      total={total}
      previousHref={page > 1 ? href(page - 1) : undefined}
      nextHref={page * size < total ? href(page + 1) : undefined}
      {...look}
    />
  )
}

/**
 * "1-25 dari 569" and the links to the neighbouring pages. `compact` fits into a toolbar, of wide screens only;
 * the wide one is a table's foot with the data time or a hint on its left. A missing href means there is no such page.
 */
export function PageTurns({
  from,
  to,
  total,
  previousHref,
  nextHref,
  note,
  label,
  compact = false,
}: Look & { from: number; to: number; total: number; previousHref?: string; nextHref?: string }) {
  const t = useTranslations('common.pager')
  return (
    <nav
      aria-label={label ?? (compact ? t('labelTop') : t('label'))}
      className={`flex items-center gap-2 text-xs text-muted ${compact ? 'max-md:hidden' : 'border-t border-line py-2 pr-2 pl-4'}`}
    >
      <span className={compact ? 'whitespace-nowrap' : 'mr-auto'}>
        <span className="num">{t('range', { from, to, total })}</span>
        {note && <>. {note}</>}
      </span>
      <PagerLink href={previousHref} icon="chevron-left" label={t('previous')} rel="prev" />
      <PagerLink href={nextHref} icon="chevron-right" label={t('next')} rel="next" />
    </nav>
  )
}

function PagerLink({ href, icon, label, rel }: { href?: string; icon: IconName; label: string; rel: string }) {
  const look = 'inline-flex size-11 items-center justify-center rounded-md md:size-8 print:hidden'
  if (!href) {
    return (
      <span aria-hidden="true" className={`${look} text-line`}>
        <Icon name={icon} className="size-4" />
      </span>
    )
  }
  return (
    <AppLink href={href} rel={rel} aria-label={label} title={label} className={`${look} text-neutral hover:bg-soft`}>
      <Icon name={icon} className="size-4" />
    </AppLink>
  )
}
