import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AccountMenu, type KeepPreferences } from '@/components/shell/account-menu'
import { Clock } from '@/components/shell/clock'
import { CommandBar } from '@/components/shell/command-bar'
import { ConnectionState } from '@/components/shell/connection-state'
import { Navigation, type NavigationLink } from '@/components/shell/navigation'
import { RailToggle } from '@/components/shell/rail-toggle'
import { RouteFocus } from '@/components/shell/route-focus'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import { AppLink } from '@/components/ui/link'
import { civilDateIn } from '@/lib/civil-date'
import { formatDate, formatTime, type Zone } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

const MOST_SHOWN = 49

export type NavigationItem = {
  href: string
  label: string
  icon: IconName
  count?: number
  /** The letter after g that goes there: b, a, p, l. */
  key?: string
}

/** `acting` is what a person is told who acts for another official. */
export type ShellActor = { name: string; roleLabel: string; unitLabel: string; acting?: string }

/**
 * The office: rail, top bar, bottom bar on a phone, keyboard, focus after a route change. `main` has the id `isi`.
 * A page that needs the width puts `data-slim` on any element (the rail shrinks to icons), one that draws to the edges
 * puts `data-flush`. `signOut` holds the own places and the way out; `roles` lists the other roles of the person;
 * `extras` is for the session-end dialog.
 */
export function OfficeShell({
  navigation,
  actor,
  agency,
  now,
  zone = 'Asia/Jakarta',
  isRailSlim,
  search,
  told,
  roles,
  keepPreferences,
  signOut,
  extras,
  children,
}: {
  navigation: NavigationItem[]
  actor: ShellActor
  agency: string
  now: Date
  zone?: Zone
  isRailSlim: boolean
  /** GET `endpoint`?q= answers `SearchResult[]`. */
  search?: { endpoint: string; placeholder: string }
  /** How much the person has not read yet. */
  told: number
  roles?: ReactNode
  keepPreferences: KeepPreferences
  signOut: ReactNode
  extras?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('shell')
  const locale = localeFrom(useLocale())
  const links: NavigationLink[] = navigation.map(({ icon, ...item }) => ({ ...item, icon: <Icon name={icon} /> }))
  return (
    <div className="shell">
      <aside className="shell-rail" aria-label={t('rail')}>
        <AppLink href={navigation[0]?.href ?? '/'} className="shell-brand" aria-label={t('home')}>
          <span className="mark">
            S<span className="shell-wide">atya</span>
          </span>
        </AppLink>
        <Navigation label={t('mainMenu')} links={links} variant="rail" />
        <Clock now={now.toISOString()} zone={zone} locale={locale} />
        <RailToggle
          isSlim={isRailSlim}
          collapse={{ label: t('collapse'), icon: <Icon name="panel-left-close" /> }}
          expand={{ label: t('expand'), icon: <Icon name="panel-left-open" /> }}
        />
      </aside>
      <header className="shell-top">
        <RouteFocus busyLabel={t('loading')} />
        <AppLink
          href={navigation[0]?.href ?? '/'}
          className="flex h-11 items-center no-underline md:hidden"
          aria-label={t('home')}
        >
          <span className="mark">Satya</span>
        </AppLink>
        <span className="hidden min-w-0 text-sm leading-[18px] font-semibold text-balance md:line-clamp-2">
          {agency}
        </span>
        <CommandBar
          endpoint={search?.endpoint}
          links={links.map(({ href, label, key }) => ({ href, label, key }))}
          searchIcon={<Icon name="search" />}
          words={commandWords(t, search?.placeholder)}
        />
        <span className="flex-1" />
        <ConnectionState
          online={{ label: t('online'), icon: <Icon name="check" className="size-4 text-success" /> }}
          offline={{ label: t('offline'), icon: <Icon name="wifi-off" className="size-4 text-warning" /> }}
        />
        <AppLink href="/pemberitahuan" className="shell-icon" title={t('told.title')}>
          <Icon name="bell" />
          <span className="sr-only">{t('told.title')}</span>
          {told > 0 && (
            <span className="shell-told num">
              {told > MOST_SHOWN ? `${MOST_SHOWN}+` : told}
              <span className="sr-only"> {t('told.new')}</span>
            </span>
          )}
        </AppLink>
        <AppLink href="/bantuan" className="shell-icon max-md:hidden" aria-label={t('help')} title={t('help')}>
          <Icon name="circle-question-mark" />
        </AppLink>
        <AccountMenu actor={actor} agency={agency} roles={roles} keep={keepPreferences} signOut={signOut} />
      </header>
      {actor.acting && (
        <aside className="shell-acting" aria-label={t('acting')} title={actor.acting}>
          <Icon name="user-check" className="size-4" />
          <span className="line-clamp-2 md:line-clamp-1">{actor.acting}</span>
        </aside>
      )}
      <main id="isi" className="shell-main" tabIndex={-1}>
        <p className="mb-4 hidden border-b border-line pb-2 text-xs print:block">
          {t('printed', {
            agency,
            date: formatDate(civilDateIn(zone, now), 'long', locale),
            time: formatTime(now, locale, zone),
          })}
        </p>
        {children}
      </main>
      <Navigation
        label={t('bottomMenu')}
        links={links}
        variant="bottom"
        more={{ label: t('more'), icon: <Icon name="ellipsis" /> }}
      />
      {extras}
    </div>
  )
}

/** The command bar is a client component: it gets its words, not the translation code. */
function commandWords(t: ReturnType<typeof useTranslations<'shell'>>, placeholder?: string) {
  return {
    open: placeholder ?? t('search.open'),
    title: t('search.title'),
    hint: t('search.hint'),
    close: t('close'),
    pages: t('search.pages'),
    results: t('search.results'),
    nothing: t('search.nothing'),
    failed: t('search.failed'),
    searching: t('search.searching'),
    shortcuts: {
      title: t('shortcuts.title'),
      toggle: t('shortcuts.toggle'),
      rows: [
        ['Ctrl K', t('shortcuts.commands')],
        ['/', t('shortcuts.search')],
        ['?', t('shortcuts.sheet')],
        ['j  k', t('shortcuts.move')],
        ['x', t('shortcuts.pick')],
        ['Enter', t('shortcuts.open')],
        ['e', t('shortcuts.edit')],
        ['s  t  n', t('shortcuts.review')],
        ['Ctrl Enter', t('shortcuts.primary')],
      ] as [keys: string, meaning: string][],
      goTo: t('shortcuts.goTo'),
    },
  }
}

export type CommandWords = ReturnType<typeof commandWords>
