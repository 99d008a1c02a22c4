import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'

const CHIP =
  'inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-md border px-3 text-sm font-medium whitespace-nowrap no-underline md:min-h-8 md:px-2.5'
const ON = 'border-primary bg-soft text-primary'
const OFF = 'border-border bg-bg text-text hover:bg-soft'

/** A row of chips that scrolls sideways on a phone. */
export function ChipRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul
      aria-label={label}
      className="flex gap-2 empty:hidden max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-1 max-md:[scrollbar-width:none] md:flex-wrap"
    >
      {children}
    </ul>
  )
}

/** A filter that is on: the link takes it away. */
export function FilterChip({ label, removeHref }: { label: string; removeHref: string }) {
  const t = useTranslations('common.filter')
  return (
    <li className="flex">
      <AppLink href={removeHref} className={`${CHIP} ${ON}`} replace scroll={false}>
        <span className="sr-only">{t('remove')} </span>
        {label}
        <Icon name="x" className="size-4" />
      </AppLink>
    </li>
  )
}

/** One of several values to choose from, with the number of rows behind it. */
export function ChoiceChip({
  label,
  count,
  href,
  isCurrent = false,
}: {
  label: string
  count?: ReactNode
  href: string
  isCurrent?: boolean
}) {
  return (
    <li className="flex">
      <AppLink
        href={href}
        className={`${CHIP} ${isCurrent ? ON : OFF}`}
        aria-current={isCurrent ? 'true' : undefined}
        replace
        scroll={false}
      >
        {label}
        {count !== undefined && <span className="num font-normal text-muted">{count}</span>}
      </AppLink>
    </li>
  )
}
