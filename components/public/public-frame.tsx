import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LocaleLink } from '@/components/shell/locale-link'
import { localeFrom } from '@/lib/i18n/preferences'

/**
 * Header and footer of the pages that need no sign-in. Plain links: these pages work, and stay light, without client
 * navigation. `links` stand in the header (hidden on a phone), `action` is the one button there.
 */
export function PublicFrame({
  links = [],
  action,
  children,
}: {
  links?: { href: string; label: string }[]
  action?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('public.frame')
  const locale = localeFrom(useLocale())
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center gap-3 border-b border-line px-4 md:h-16 md:gap-6 md:px-12 print:hidden">
        <a href="/" className="flex min-h-11 items-center no-underline" aria-label={t('home')}>
          <span className="mark">Satya</span>
        </a>
        <span className="hidden text-sm font-medium text-muted lg:block">{t('tagline')}</span>
        <nav aria-label={t('main')} className="ml-auto flex items-center gap-3 text-sm md:gap-6">
          {links.map(({ href, label }) => (
            <a key={href} href={href} className="text-text no-underline hover:underline max-md:hidden">
              {label}
            </a>
          ))}
          <LocaleLink
            locale={locale}
            className="min-h-11 min-w-11 cursor-pointer text-link underline underline-offset-3 hover:decoration-2"
          />
          {action}
        </nav>
      </header>
      {children}
      <footer className="mt-auto flex flex-wrap gap-x-6 gap-y-2 border-t border-line px-4 py-4 text-sm text-muted max-md:flex-col md:px-12 md:py-5 print:hidden">
        <span className="md:mr-auto">{t('about')}</span>
        {[
          { href: '/bantuan', label: t('help') },
          { href: '/bantuan#aksesibilitas', label: t('accessibility') },
          { href: '/bantuan#data-pribadi', label: t('privacy') },
        ].map(({ href, label }) => (
          <a key={href} href={href} className="text-muted max-md:py-2.5">
            {label}
          </a>
        ))}
      </footer>
    </div>
  )
}
