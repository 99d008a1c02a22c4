import { useLocale, useTranslations } from 'next-intl'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { CivilDate } from '@/lib/civil-date'
import { formatMonth } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { PROPOSALS_PATH } from '@/lib/sapk/proposal-list'
import { addressWith } from '@/lib/search-parameters'

/** The periods whose cut-off some proposals have missed, each with the way to those that are still with the agency. */
export function MissedPeriods({ days }: { days: readonly CivilDate[] }) {
  const t = useTranslations('proposal.list')
  const locale = localeFrom(useLocale())
  if (days.length === 0) return null
  return (
    <Notice tone="warning">
      <p>{t('missed')}</p>
      <p className="flex flex-wrap gap-x-4">
        {days.map((day) => (
          <AppLink key={day} href={addressWith(PROPOSALS_PATH, { bagian: 'agency', periode: day })}>
            {t('missedPeriod', { period: formatMonth(day, locale) })}
          </AppLink>
        ))}
      </p>
    </Notice>
  )
}
