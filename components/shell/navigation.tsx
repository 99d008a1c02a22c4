'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { AppLink } from '@/components/ui/link'

export type NavigationLink = { href: string; label: string; icon: ReactNode; count?: number; key?: string }

const BOTTOM_PLACES = 4

/** The menu of a role, as the rail of a wide screen or the bottom bar of a phone (four, and "Lainnya" for the rest). */
export function Navigation({
  label,
  links,
  variant,
  more,
}: {
  label: string
  links: NavigationLink[]
  variant: 'rail' | 'bottom'
  more?: { label: string; icon: ReactNode }
}) {
  const current = currentLink(links, usePathname(), useSearchParams())
  const shown = variant === 'bottom' && links.length > BOTTOM_PLACES + 1 ? links.slice(0, BOTTOM_PLACES) : links
  const rest = links.slice(shown.length)
  const showsCount = variant === 'rail'
  return (
    <nav aria-label={label} className={`shell-${variant}-nav`}>
      {shown.map((link) => (
        <NavigationItem key={link.href} link={link} isCurrent={link === current} showsCount={showsCount} />
      ))}
      {more && rest.length > 0 && (
        <>
          <button
            type="button"
            popoverTarget="menu-lainnya"
            data-current={(current && rest.includes(current)) || undefined}
          >
            {more.icon}
            <span>{more.label}</span>
          </button>
          <div id="menu-lainnya" popover="auto" className="shell-more">
            {rest.map((link) => (
              <NavigationItem key={link.href} link={link} isCurrent={link === current} showsCount onPick={closeMore} />
            ))}
          </div>
        </>
      )}
    </nav>
  )
}

function NavigationItem({
  link: { href, label, icon, count },
  isCurrent,
  showsCount,
  onPick,
}: {
  link: NavigationLink
  isCurrent: boolean
  showsCount: boolean
  onPick?: () => void
}) {
  return (
    <AppLink href={href} aria-current={isCurrent ? 'page' : undefined} title={label} onClick={onPick}>
      {icon}
      <span className="shell-label">{label}</span>
      {showsCount && count !== undefined && count > 0 && <span className="shell-count num">{count}</span>}
    </AppLink>
  )
}

function closeMore() {
  document.getElementById('menu-lainnya')?.hidePopover()
}

/** The link whose address is the longest beginning of this one; a part of a page that it names must be shown too. */
function currentLink(links: NavigationLink[], path: string, query: URLSearchParams): NavigationLink | undefined {
  return links
    .filter(({ href }) => {
      const [place = '', part] = href.split('?')
      if (part)
        return path === place && [...new URLSearchParams(part)].every(([key, value]) => query.get(key) === value)
      return path === place || path.startsWith(`${place}/`)
    })
    .sort((a, b) => b.href.length - a.href.length)[0]
}
