import { useLocale, useTranslations } from 'next-intl'
import { Timeline } from '@/components/ui/timeline'
import { formatInstant, type Zone } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { FoundPlan } from '@/lib/kinerja/plans-read.server'

type PlanStep = 'referral' | 'direction' | 'decision'

/** Dialog kinerja: what was said about a plan and decided on a disagreement, newest first. */
export function PlanDialogue({ notes, zone }: { notes: FoundPlan['notes']; zone: Zone }) {
  const t = useTranslations('skp')
  const locale = localeFrom(useLocale())
  if (notes.length === 0) return <p className="text-muted text-sm">{t('dialogueNone')}</p>
  return (
    <Timeline
      entries={notes.map(({ id, authorName, step, text, writtenAt }) => ({
        key: id,
        state: 'done',
        title: step ? `${authorName}: ${t(`step.${step as PlanStep}`)}` : authorName,
        meta: formatInstant(writtenAt, locale, zone),
        children: <p className="wrap-anywhere">{text}</p>,
      }))}
    />
  )
}
