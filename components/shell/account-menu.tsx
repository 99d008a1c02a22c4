import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LocaleChoice } from '@/components/shell/locale-choice'
import type { ShellActor } from '@/components/shell/office-shell'
import { ThemeChoice } from '@/components/shell/theme-choice'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import type { Locale } from '@/lib/format'
import { localeFrom, type Theme } from '@/lib/i18n/preferences'

export type KeepPreferences = (chosen: { theme?: Theme; locale?: Locale }) => Promise<unknown>

/** Who acts, in which role and unit; the other roles, language, appearance, help and the way out. */
export function AccountMenu({
  actor,
  agency,
  roles,
  keep,
  signOut,
}: {
  actor: ShellActor
  agency: string
  roles?: ReactNode
  keep: KeepPreferences
  signOut: ReactNode
}) {
  const t = useTranslations('shell')
  const locale = localeFrom(useLocale())
  return (
    <>
      <button type="button" popoverTarget="menu-akun" className="shell-account">
        <span className="max-md:sr-only">
          <b className="block text-sm leading-[18px] whitespace-nowrap">{actor.roleLabel}</b>
          <span className="block max-w-44 truncate text-xs text-muted">{actor.unitLabel}</span>
        </span>
        <Icon name="circle-user-round" className="size-5 md:hidden" />
        <Icon name="chevrons-up-down" className="size-4 max-md:hidden" />
        <span className="sr-only">{t('account')}</span>
      </button>
      <div id="menu-akun" popover="auto" className="shell-account-menu">
        <div className="border-b border-line px-4 py-3">
          <p className="font-semibold">{actor.name}</p>
          <p className="text-sm text-muted">
            {actor.roleLabel}, {actor.unitLabel}
          </p>
          <p className="text-sm text-muted md:hidden">{agency}</p>
        </div>
        {roles && <div className="border-b border-line p-2">{roles}</div>}
        <div className="grid gap-3 border-b border-line px-4 py-3">
          <ThemeChoice
            keep={keep}
            legend={t('theme.legend')}
            options={[
              { value: 'system', label: t('theme.system') },
              { value: 'light', label: t('theme.light') },
              { value: 'dark', label: t('theme.dark') },
            ]}
          />
          <LocaleChoice legend={t('language')} locale={locale} keep={keep} />
        </div>
        <div className="grid p-2">
          <AppLink href="/bantuan" className="shell-menu-item md:hidden">
            <Icon name="circle-question-mark" />
            {t('help')}
          </AppLink>
          {signOut}
        </div>
      </div>
    </>
  )
}
