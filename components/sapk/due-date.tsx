import { useLocale, useTranslations } from 'next-intl'
import { type CivilDate, daysBetween } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

/** A deadline as people say it: today and late in red, tomorrow in amber. */
export function DueDate({ dueOn, today }: { dueOn: CivilDate | null; today: CivilDate }) {
  const t = useTranslations('proposal.list')
  const locale = localeFrom(useLocale())
  if (!dueOn) return <span className="text-muted">{t('noDue')}</span>
  const days = daysBetween(today, dueOn)
  const date = formatDate(dueOn, 'short', locale)
  if (days < 0) return <b className="whitespace-nowrap text-danger">{t('late', { days: -days })}</b>
  if (days === 0) return <b className="whitespace-nowrap text-danger">{t('today')}</b>
  if (days === 1) return <b className="whitespace-nowrap text-warning">{`${t('tomorrow')}, ${date}`}</b>
  return <b className="whitespace-nowrap">{date}</b>
}
