import { useLocale, useTranslations } from 'next-intl'
import { CheckList, useNextCards } from '@/components/registry/career-next'
import { inMillions } from '@/components/registry/career-scale'
import { yearOf } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Career } from '@/lib/sapk/public.server'

const NODE = {
  rank: 'top-0.5 left-[57px] size-4 border-3 border-c1 bg-c1',
  small: 'top-[5px] left-[60px] size-2.5 bg-c1',
  study: 'top-[5px] left-[60px] size-2.5 bg-c3',
  ahead: 'top-0.5 left-[57px] size-4 border-3 border-c1 bg-bg',
} as const

/** The same line upright, for a phone: year, event, pay in millions. */
export function CareerList({ career }: { career: Career }) {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  const cards = useNextCards(career)
  const millions = (amount: number | null) => (amount === null ? '' : inMillions(amount, locale))
  const paidOn = (on: string) => career.salary.findLast((step) => step.on <= on)?.amountRupiah ?? null
  const past = career.points.filter(({ kind, isProjected }) => !isProjected && kind !== 'today')
  return (
    <>
      <ol className="text-sm">
        {past.map((point, index) => (
          <li key={`${point.on}${point.kind}${point.label}`} className={ROW}>
            <Node look={point.kind === 'rank' || index === 0 ? 'rank' : point.kind === 'diploma' ? 'study' : 'small'} />
            <Line />
            <span className="num text-right text-muted">{yearOf(point.on)}</span>
            <span className="min-w-0">
              {(point.kind === 'rank' || point.kind === 'appointment') && (
                <b className="font-head text-base">{point.rank} </b>
              )}
              {point.kind === 'appointment' ? t('asCpns') : point.label}
            </span>
            <span className="num text-right text-muted">{millions(paidOn(point.on))}</span>
          </li>
        ))}
        <li className={`${ROW} font-semibold`}>
          <span aria-hidden="true" className="absolute top-2 left-[53px] z-1 h-1 w-6 rounded-xs bg-c2" />
          <Line isDotted />
          <span className="num -ml-2 text-right whitespace-nowrap">
            {formatDate(career.today, 'short', locale).replace(/ \d{4}$/, '')}
          </span>
          <span>{t('todayIn', { year: yearOf(career.today) })}</span>
          <span className="num text-right">{millions(paidOn(career.today))}</span>
        </li>
        {cards.map((card, index) => (
          <li key={card.key} className={ROW}>
            <Node look="ahead" />
            {index < cards.length - 1 && <Line isDotted />}
            <span className="num text-right text-muted">{/\d{4}$/.exec(card.on)?.[0]}</span>
            <div className="col-span-2 min-w-0">
              <b className="font-head text-base">{card.title}</b>
              <span className="num block text-xs text-muted">{card.on}</span>
              <CheckList checks={card.checks} />
              <p>{card.result}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="mt-4 text-xs text-muted">{t('listNote')}</p>
    </>
  )
}

const ROW = 'relative grid grid-cols-[48px_1fr_44px] gap-x-8 pb-3 leading-5'

function Node({ look }: { look: keyof typeof NODE }) {
  return <span aria-hidden="true" className={`absolute z-1 rounded-full ${NODE[look]}`} />
}

function Line({ isDotted = false }: { isDotted?: boolean }) {
  const look = isDotted ? 'left-16 border-l-2 border-dotted border-c1' : 'left-[63px] w-1 bg-c1'
  return <span aria-hidden="true" className={`absolute top-2.5 -bottom-2.5 ${look}`} />
}
