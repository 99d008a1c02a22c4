import { useLocale, useTranslations } from 'next-intl'
import { activitiesOf, useFigure, useTargetText } from '@/components/kinerja/activity-words'
import type { EvaluatedItem } from '@/components/kinerja/evaluation-result'
import { Card } from '@/components/ui/card'
import { type Exact, formatExact, fractionFrom } from '@/lib/exact'
import { formatRupiah } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { type Assessment, BEHAVIOUR_ASPECTS, stepsByActivity, twoDecimals } from '@/lib/kinerja/assessment'
import { behaviourShare, planShare } from '@/lib/kinerja/pp46'
import { type Step, stepText } from '@/lib/kinerja/working'
import type { Predicate } from '@/lib/registry/predicate'
import { typedNumber } from '@/lib/typed-decimal'

/** A score of PP 46/2011 as all sides read it: each activity with its value and its working, behaviour, and the whole. */
export function ScoreOutcome({
  items,
  assessment,
  predicate,
  ground,
}: {
  items: readonly EvaluatedItem[]
  assessment: Assessment
  predicate: Predicate
  ground: string | null
}) {
  const t = useTranslations('evaluation')
  const figure = useFigure()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card title={t('activities')} flush>
          <ScoredActivities items={items} assessment={assessment} />
        </Card>
        {assessment.extraTasks.length + assessment.creations.length > 0 && (
          <Card title={t('additions')}>
            <ul className="grid gap-2 text-sm">
              {assessment.extraTasks.map(({ text, letter }) => (
                <li key={text + letter} className="wrap-anywhere">
                  {text} <span className="text-muted">({letter})</span>
                </li>
              ))}
              {assessment.creations.map(({ text, letter, level }) => (
                <li key={text + letter} className="wrap-anywhere">
                  {text} <span className="text-muted">({`${t(`creativity.${level}`)}, ${letter}`})</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card title={t('behaviour')}>
          <dl className="grid grid-cols-2 gap-3 text-sm sm:grid-cols-3">
            {BEHAVIOUR_ASPECTS.map(
              (aspect) =>
                (aspect !== 'leadership' || assessment.isStructural) && (
                  <div key={aspect}>
                    <dt className="text-muted text-xs">{t(`aspect.${aspect}`)}</dt>
                    <dd className="num font-semibold">{figure(assessment.behaviour[aspect])}</dd>
                  </div>
                ),
            )}
          </dl>
        </Card>
      </div>
      <ScoreCard assessment={assessment} predicate={predicate}>
        {ground && (
          <div className="text-sm">
            <h3 className="text-sm">{t('groundScore')}</h3>
            <p className="whitespace-pre-line wrap-anywhere">{ground}</p>
          </div>
        )}
      </ScoreCard>
    </div>
  )
}

function ScoredActivities({ items, assessment }: { items: readonly EvaluatedItem[]; assessment: Assessment }) {
  const t = useTranslations('evaluation')
  const words = useTranslations('skp')
  const locale = localeFrom(useLocale())
  const targetText = useTargetText()
  const figure = useFigure()
  const steps = stepsByActivity(assessment.steps).activities
  const given = (value: string) => figure(value || '0')
  return (
    <ol className="divide-y divide-line">
      {activitiesOf(items).map((item, at) => {
        const done = assessment.activities.find(({ itemId }) => itemId === item.id)
        const working = steps[at] ?? []
        const { quantityUnit, durationUnit, costRupiah } = item.activity
        return (
          <li key={item.id} className="px-4 py-3 text-sm print:break-inside-avoid">
            <div className="flex items-baseline justify-between gap-4">
              <p className="font-semibold wrap-anywhere">{t('activityOf', { number: at + 1, text: item.text })}</p>
              <p className="num shrink-0 font-semibold">{numberOf(working.at(-1), locale)}</p>
            </div>
            <p className="num text-muted">{t('target', { target: targetText(item.activity) })}</p>
            <p className="num">
              {done?.isDone
                ? t('realised', {
                    realised: [
                      `${given(done.quantity)} ${quantityUnit ?? ''}`.trim(),
                      `${words('aspect.quality').toLowerCase()} ${given(done.quality)}`,
                      `${given(done.duration)} ${dataWord(words, `durationUnit.${durationUnit}`)}`,
                      ...(costRupiah === null ? [] : [formatRupiah(typedNumber(done.cost), locale)]),
                      ...(done.credit ? [`${words('credit').toLowerCase()} ${given(done.credit)}`] : []),
                    ].join(' · '),
                  })
                : t('notDone')}
            </p>
            <details className="mt-1 print:hidden">
              <summary className="cursor-pointer text-primary">{t('working', { number: at + 1 })}</summary>
              <Steps steps={working} />
            </details>
          </li>
        )
      })}
    </ol>
  )
}

/** The number and its word, the two parts it is made of, and how. */
export function ScoreCard({
  assessment,
  predicate,
  children,
}: {
  assessment?: Assessment
  predicate?: Predicate
  children?: React.ReactNode
}) {
  const t = useTranslations('evaluation')
  const locale = localeFrom(useLocale())
  if (!assessment || !predicate) {
    return (
      <Card title={t('score')}>
        <p className="text-muted text-sm">{t('scoreNone')}</p>
      </Card>
    )
  }
  const number = (fraction: string) => localNumber(twoDecimals(fraction), locale)
  const share = (part: Exact) => localNumber(formatExact(part, 2), locale)
  return (
    <Card title={t('score')}>
      <div className="grid gap-4">
        <p aria-live="polite">
          <span className="num block font-semibold text-4xl">{number(assessment.value)}</span>
          <span className="font-semibold">{t(`word.${predicate}`)}</span>
        </p>
        <table className="w-full text-sm">
          <caption className="sr-only">{t('scoreParts')}</caption>
          <thead>
            <tr className="text-muted text-xs">
              <td />
              <th scope="col" className="py-1 text-right font-normal">
                {t('scoreValue')}
              </th>
              <th scope="col" className="py-1 text-right font-normal">
                {t('scoreShare')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" className="py-1 text-left font-normal">
                {t('scorePlan')}
              </th>
              <td className="num text-right">{number(assessment.plan)}</td>
              <td className="num text-right">{share(planShare(fractionFrom(assessment.plan)))}</td>
            </tr>
            <tr>
              <th scope="row" className="py-1 text-left font-normal">
                {t('scoreBehaviour')}
              </th>
              <td className="num text-right">{number(assessment.behaviourValue)}</td>
              <td className="num text-right">{share(behaviourShare(fractionFrom(assessment.behaviourValue)))}</td>
            </tr>
          </tbody>
        </table>
        <details className="text-sm">
          <summary className="cursor-pointer font-semibold text-primary">{t('workingWhole')}</summary>
          <Steps steps={stepsByActivity(assessment.steps).whole} />
          <p className="mt-2 text-muted text-xs">{t('workingVersion', { version: assessment.version })}</p>
        </details>
        {children}
      </div>
    </Card>
  )
}

function Steps({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('working')
  const locale = localeFrom(useLocale())
  return (
    <dl className="mt-2 grid gap-2">
      {steps.map((each) => (
        <div key={each.code + each.expression}>
          <dt className="text-muted text-xs">{t(each.code)}</dt>
          <dd className="num wrap-anywhere">{stepText(each, locale)}</dd>
        </div>
      ))}
    </dl>
  )
}

function numberOf(step: Step | undefined, locale: 'id' | 'en'): string {
  return step ? localNumber(twoDecimals(step.value), locale) : ''
}

/** Two decimals always, with the sign of the reader. */
function localNumber(decimals: string, locale: 'id' | 'en'): string {
  const [whole = '', fraction = ''] = decimals.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, locale === 'id' ? '.' : ',')
  return `${grouped}${locale === 'id' ? ',' : '.'}${fraction}`
}
