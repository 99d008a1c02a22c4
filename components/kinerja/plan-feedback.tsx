import { useLocale, useTranslations } from 'next-intl'
import { formatInstant, type Zone } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Feedback } from '@/lib/kinerja/feedback.server'

/** What the appraiser said about the results and behaviours of a plan, the latest first. */
export function PlanFeedback({ feedback, zone }: { feedback: readonly Feedback[]; zone: Zone }) {
  const t = useTranslations('team.feedback')
  const skp = useTranslations('skp')
  const locale = localeFrom(useLocale())
  if (feedback.length === 0) return <p className="text-sm text-muted">{t('none')}</p>
  return (
    <ul className="grid gap-3 text-sm">
      {feedback.map(({ id, item, value, text, authorName, writtenAt }) => (
        <li key={id} className="border-line border-l-2 pl-3">
          <p className="font-semibold">{item ?? t('value', { name: dataWord(skp, `value.${value}.name`) })}</p>
          <p className="wrap-anywhere whitespace-pre-line">{text}</p>
          <p className="text-xs text-muted">
            {t('by', { author: authorName, at: formatInstant(writtenAt, locale, zone) })}
          </p>
        </li>
      ))}
    </ul>
  )
}
