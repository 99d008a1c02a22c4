import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { EvaluationResults } from '@/components/kinerja/evaluation-result'
import { PredicateMatrix } from '@/components/kinerja/predicate-matrix'
import { Card } from '@/components/ui/card'
import { formatDate, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { FoundEvaluation } from '@/lib/kinerja/evaluations-read.server'
import { CORE_VALUES } from '@/lib/kinerja/plan'
import { predicateOf } from '@/lib/kinerja/rating'
import type { Rating } from '@/lib/registry/predicate'

/** A result as all sides read it. */
export function EvaluationOutcome({ evaluation }: { evaluation: FoundEvaluation }) {
  const t = useTranslations('evaluation')
  const values = useTranslations('skp.value')
  const { row, items, feedback } = evaluation
  const [result, behaviour] = [row?.resultRating, row?.behaviourRating] as [Rating | null, Rating | null]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card title={t('results')} action={result ? t(`rating.${result}`) : t('resultsHint')} flush>
          <EvaluationResults items={items} />
        </Card>
        {behaviour && (
          <Card title={t('behaviour')} action={t(`rating.${behaviour}`)}>
            {feedback.length === 0 && <p className="text-muted text-sm">{t('feedbackNone')}</p>}
            <dl className="grid gap-2 text-sm">
              {CORE_VALUES.flatMap((value) => {
                const said = feedback.find((each) => each.value === value)
                return said ? [{ value, text: said.text }] : []
              }).map(({ value, text }) => (
                <div key={value}>
                  <dt className="text-muted text-xs">{values(`${value}.name`)}</dt>
                  <dd className="wrap-anywhere">{text}</dd>
                </div>
              ))}
            </dl>
          </Card>
        )}
      </div>
      {result && behaviour && (
        <Card title={t('matrix')}>
          <div className="grid gap-4">
            <PredicateMatrix result={result} behaviour={behaviour} />
            <Said label={t('groundRead')} text={row?.ground} />
            {evaluation.part !== 'employee' && <Said label={t('deviation')} text={row?.deviationReason} />}
          </div>
        </Card>
      )}
    </div>
  )
}

/** An objection with what was answered and decided; `children` is what comes next. */
export function ObjectionCard({
  row,
  answerDue,
  children,
}: {
  row: NonNullable<FoundEvaluation['row']>
  answerDue: string
  children: ReactNode
}) {
  const t = useTranslations('evaluation')
  const locale = localeFrom(useLocale())
  const [result, behaviour] = [row.firstResultRating, row.firstBehaviourRating] as [Rating | null, Rating | null]
  const before = row.firstScore
    ? formatNumber(Number(row.firstScore), locale)
    : result && behaviour && t(`predicate.${predicateOf(result, behaviour)}`)
  return (
    <Card
      title={t('objection')}
      action={row.objectedOn && t('objectedOn', { on: formatDate(row.objectedOn, 'short', locale) })}
    >
      <div className="grid gap-4">
        <Said label={t('reasons')} text={row.objection} />
        <Said label={t('answerOf')} text={row.answer ?? t('answerNone', { dueOn: answerDue })} />
        {row.decidedAt && (
          <Said
            label={t('decision')}
            text={`${row.state === 'changed' ? t('changedFrom', { before: before ?? '' }) : t('kept')}. ${row.decision ?? ''}`}
          />
        )}
        {children}
      </div>
    </Card>
  )
}

function Said({ label, text }: { label: string; text?: string | null }) {
  if (!text) return null
  return (
    <div className="text-sm">
      <h3 className="text-sm">{label}</h3>
      <p className="whitespace-pre-line wrap-anywhere">{text}</p>
    </div>
  )
}
