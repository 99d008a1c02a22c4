import type { ReactNode } from 'react'
import { AppLink } from '@/components/ui/link'

export type Tab = { href: string; label: string; count?: ReactNode; isCurrent?: boolean }

/** Parts of one page as links, so that the address names the part; each may show the size of its list. */
export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav
      aria-label={label}
      className="flex gap-5 shadow-[inset_0_-1px_var(--color-line)] max-md:-mx-4 max-md:overflow-x-auto max-md:scroll-px-4 max-md:px-4 max-md:[scrollbar-width:none] md:gap-6"
    >
      {items.map(({ href, label, count, isCurrent }) => (
        <AppLink
          key={href}
          href={href}
          aria-current={isCurrent ? 'page' : undefined}
          className="inline-flex min-h-11 shrink-0 items-center gap-2 border-b-2 border-transparent text-sm max-md:aria-[current]:[scroll-initial-target:nearest] font-medium whitespace-nowrap text-muted no-underline hover:text-text aria-[current]:border-primary aria-[current]:font-semibold aria-[current]:text-primary md:min-h-8 md:pb-2.5"
        >
          {label}
          {count !== undefined && <span className="num font-semibold text-text">{count}</span>}
        </AppLink>
      ))}
    </nav>
  )
}
