import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFindingSentence } from '@/components/ui/findings-list'
import { Icon } from '@/components/ui/icon'
import { formatDate, formatMonths, formatPercent, formatRupiah } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Finding } from '@/lib/refusal'
import { rankTitle } from '@/lib/registry/ranks'
import type { Career } from '@/lib/sapk/public.server'

type Point = Career['points'][number]
/** `fact` is what an unmet condition was decided by. */
type Check = { state: 'met' | 'waiting' | 'unmet'; text: string; fact?: string | null }
export type NextCard = { key: string; on: string; title: string; checks: Check[]; result: ReactNode; isMain: boolean }

/** What comes next, each with the conditions that decide it: pay, rank, the rank after it, the pension. */
export function CareerNext({ career }: { career: Career }) {
  const cards = useNextCards(career)
  return (
    <div className="grid border-t border-line md:grid-flow-col md:auto-cols-fr">
      {cards.map((card) => (
        <section
          key={card.key}
          className={`flex flex-col border-line px-0 pt-4 max-md:border-b max-md:pb-4 md:min-h-49 md:px-5 md:first:pl-0 md:not-first:border-l ${card.isMain ? 'shadow-[inset_0_3px_0_var(--color-primary)]' : ''}`}
        >
          <p className="num text-xs text-muted">{card.on}</p>
          <h2 className="text-lg">{card.title}</h2>
          <CheckList checks={card.checks} />
          <p className="mt-auto pt-1 text-sm">{card.result}</p>
        </section>
      ))}
    </div>
  )
}

const LOOKS = {
  met: { icon: 'circle-check', tone: 'text-success' },
  waiting: { icon: 'circle-dashed', tone: 'text-muted' },
  unmet: { icon: 'circle-alert', tone: 'text-danger' },
} as const

export function CheckList({ checks }: { checks: readonly Check[] }) {
  const t = useTranslations('registry.career.state')
  return (
    <ul className="mt-2 mb-3 grid gap-1 text-sm">
      {checks.map(({ state, text, fact }) => (
        <li key={text} className="flex gap-2">
          <Icon name={LOOKS[state].icon} className={`mt-px size-4.5 ${LOOKS[state].tone}`} />
          <span>
            <span className="sr-only">{t(state)}: </span>
            {text}
            {fact && <span className="block text-muted">{fact}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

const MOST_CHECKS = 4

export function useNextCards(career: Career): NextCard[] {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  const checksOf = useChecks()
  const { points, increment, facts, today } = career
  const date = (on: string) => formatDate(on, 'short', locale)
  const [first, second] = points.filter(({ kind }) => kind === 'promotion')
  const cards: NextCard[] = []
  if (!('none' in increment)) {
    const isKnown = increment.isPerformanceSufficient !== null
    cards.push({
      key: 'increment',
      on: date(increment.effectiveOn),
      title: t('increment'),
      checks: [
        { state: 'waiting', text: t('serviceReaches', { years: increment.serviceYears }) },
        {
          state: !isKnown ? 'waiting' : increment.isPerformanceSufficient ? 'met' : 'unmet',
          text: t(isKnown ? 'performanceKnown' : 'performanceUnknown'),
        },
        {
          state: increment.noticeDueOn <= today ? 'met' : 'waiting',
          text: t('notice', { on: date(increment.noticeDueOn) }),
        },
      ],
      result: t.rich('fromTo', {
        from: formatRupiah(increment.oldRupiah, locale),
        to: formatRupiah(increment.paidRupiah, locale),
        b: (chunks) => <b>{chunks}</b>,
      }),
      isMain: false,
    })
  }
  for (const [point, isMain] of [[first, true] as const, [second, false] as const]) {
    if (point) cards.push(promotionCard(point, isMain))
  }
  if (!first) cards.push(blockedCard())
  const pension = points.find(({ kind }) => kind === 'retirement')
  if (pension) cards.push(pensionCard(pension))
  return cards.sort((one, other) => Number(one.key === 'pension') - Number(other.key === 'pension'))

  function promotionCard(point: Point, isMain: boolean): NextCard {
    const name = isMain
      ? t('rankTitle', { rank: point.rank, title: rankTitle(point.rank) })
      : t('rankEarliest', { rank: point.rank })
    return {
      key: point.on,
      on: date(point.on),
      title: name,
      checks: checksOf(point.findings).slice(0, MOST_CHECKS),
      result:
        point.amountRupiah !== null &&
        t.rich('becomes', { amount: formatRupiah(point.amountRupiah, locale), b: (chunks) => <b>{chunks}</b> }),
      isMain,
    }
  }

  function blockedCard(): NextCard {
    const { stops, findings } = career.promotion
    return {
      key: 'blocked',
      on: t('noDate'),
      title: t('noPromotion'),
      checks: checksOf(stops.length > 0 ? stops : findings).slice(0, MOST_CHECKS),
      result: t('noPromotionWhy'),
      isMain: true,
    }
  }

  function pensionCard(point: Point): NextCard {
    const service = points.find(({ kind }) => kind === 'service_promotion')
    const percent = Math.min(75, (2.5 * point.serviceMonths) / 12)
    return {
      key: 'pension',
      on: date(point.on),
      title: t('pensionAt', { age: facts.retirementAgeYears }),
      checks: [
        { state: 'waiting', text: t('ageReached', { age: facts.retirementAgeYears, on: date(career.ageReachedOn) }) },
        {
          state: 'met',
          text: t('pensionService', {
            service: formatMonths(point.serviceMonths, locale),
            percent: formatPercent(percent, locale),
          }),
        },
        ...(service
          ? [{ state: 'waiting' as const, text: t('servicePromotion', { rank: service.rank, on: date(service.on) }) }]
          : []),
      ],
      result:
        point.amountRupiah !== null &&
        t.rich('pensionEstimate', { amount: formatRupiah(point.amountRupiah, locale), b: (chunks) => <b>{chunks}</b> }),
      isMain: false,
    }
  }
}

/** Conditions in a few words: what is open first. Predicates wait while a year is still to be assessed. */
function useChecks(): (findings: readonly Finding[]) => Check[] {
  const sentence = useFindingSentence()
  return (findings) =>
    findings
      .filter(({ code, met }) => !met || SHOWN_WHEN_MET.has(code))
      .map((finding) => {
        const state = stateOf(finding)
        const fact = state === 'unmet' ? sentence(finding, 'unmet') : null
        return { state, text: sentence(finding, 'title') ?? finding.code, fact }
      })
      .sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))
}

function stateOf({ code, met, facts }: Finding): Check['state'] {
  if (!met) return WAITING.has(code) ? 'waiting' : 'unmet'
  return typeof facts.openYear === 'number' ? 'waiting' : 'met'
}

const ORDER = ['unmet', 'waiting', 'met']

/** Conditions that time or a paper still brings. */
const WAITING = new Set([
  'promotion.predicate_missing',
  'promotion.predicate',
  'promotion.predicate_missing_1',
  'promotion.predicate_1',
  'promotion.tenure_4',
  'promotion.tenure_2',
  'promotion.tenure_1',
  'promotion.post_tenure_1',
  'promotion.inaugurated_tenure_1',
  'promotion.credit_points',
  'promotion.service_exam_1',
  'promotion.service_exam_2',
])

/** Conditions worth a line although they are met; the rest goes without saying. */
const SHOWN_WHEN_MET = new Set([
  'promotion.predicate',
  'promotion.predicate_1',
  'promotion.tenure_4',
  'promotion.tenure_2',
  'promotion.tenure_1',
  'promotion.post_tenure_1',
  'promotion.inaugurated_tenure_1',
  'promotion.education_ceiling',
  'promotion.post_maximum',
  'promotion.superior',
  'promotion.credit_points',
  'promotion.service_exam',
])
