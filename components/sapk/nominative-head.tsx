import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { Tabs } from '@/components/ui/tabs'
import type { CivilDate } from '@/lib/civil-date'
import { formatDate, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { type NominativeAddress, nominativeHref, outcomeSlugs } from '@/lib/sapk/nominative-list'
import type { countNominative, findNominativeRun } from '@/lib/sapk/nominative-list.server'
import { cutOff, opening, type Period } from '@/lib/sapk/period'

/** What has changed since the rules were asked, and whether the period takes proposals on this day. */
export function NominativeNotices({
  run,
  period,
  today,
}: {
  run: NonNullable<Awaited<ReturnType<typeof findNominativeRun>>>
  period: Period | undefined
  today: CivilDate
}) {
  const t = useTranslations('nominative')
  const locale = localeFrom(useLocale())
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {(run.changedCount > 0 || run.hasChangedWhole) && (
        <Notice tone="info">
          {run.hasChangedWhole ? t('changedWhole') : t('changed', { count: run.changedCount })}
        </Notice>
      )}
      {period && !cutOff(period, today).met && (
        <Notice tone="info">{t('cutOff', { on: formatDate(period.closesOn, 'long', locale) })}</Notice>
      )}
      {period && !opening(period, today).met && (
        <Notice tone="info">{t('opening', { on: formatDate(period.opensOn, 'long', locale) })}</Notice>
      )}
    </div>
  )
}

/** Everybody, and each answer of the rules with how many it is the answer for. */
export function NominativeTabs({
  address,
  counts,
}: {
  address: NominativeAddress
  counts: Awaited<ReturnType<typeof countNominative>>
}) {
  const t = useTranslations('nominative')
  const locale = localeFrom(useLocale())
  const href = (slug: string | undefined) => nominativeHref(address.query, { hasil: slug })
  return (
    <Tabs
      label={t('tabs')}
      items={[
        {
          href: href(undefined),
          label: t('outcome.all'),
          count: formatNumber(counts.total, locale),
          isCurrent: !address.outcome,
        },
        ...Object.entries(outcomeSlugs).map(([slug, outcome]) => ({
          href: href(slug),
          label: t(`outcome.${outcome}`),
          count: formatNumber(counts[outcome].total, locale),
          isCurrent: address.outcome === outcome,
        })),
      ]}
    />
  )
}
