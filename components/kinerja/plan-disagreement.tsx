import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { formatDate, formatInstant, type Zone } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { FoundPlan } from '@/lib/kinerja/plans-read.server'

/** Where a disagreement on a plan stands: with whom it lies until when, or how it ended, and what was said of it last. */
export function PlanDisagreement({
  plan,
  dueOn,
  today,
  zone,
}: {
  plan: FoundPlan
  dueOn: string
  today: string
  zone: Zone
}) {
  const t = useTranslations('skp.disagreement')
  const locale = localeFrom(useLocale())
  const { state, referredAt, referredBy, decidedAt, people, notes } = plan
  const last = notes.find(({ step }) => step !== null)
  if (!referredAt) return null
  const superior = people.superior?.name ?? t('superior')
  const due = formatDate(dueOn, 'long', locale)
  const at = (instant: Date) => formatInstant(instant, locale, zone)
  const said = () => {
    if (state === 'referred') return t('open', { side: referredBy ?? '', superior, at: at(referredAt), dueOn: due })
    if (state === 'draft') return t('directed', { superior })
    return decidedAt ? t('settled', { superior, at: at(decidedAt) }) : t('agreed', { superior, at: at(referredAt) })
  }
  return (
    <Card title={t('title')} className="print:hidden">
      <p className="text-sm">{said()}</p>
      {last && <p className="wrap-anywhere mt-3 border-line border-l-2 pl-3 text-sm">{last.text}</p>}
      {state === 'referred' && today > dueOn && <Notice>{t('late', { dueOn: due })}</Notice>}
    </Card>
  )
}
