import { useLocale, useTranslations } from 'next-intl'
import { type CareerScale, FRAME, shortMonth, textWidth, withoutOverlap } from '@/components/registry/career-scale'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Career } from '@/lib/sapk/public.server'

const LINE_Y = 84
const DATE_SIZE = 13
const RANK_SIZE = 20

type Mark = {
  on: string
  x: number
  name: string
  date: string
  isProjected: boolean
  width: number
  anchor: Anchor
  isImportant: boolean
}
type Anchor = 'start' | 'middle' | 'end'

/** The level line itself: held ranks are filled, projected ones open, the pension a ring. */
export function CareerRanks({ career, scale }: { career: Career; scale: CareerScale }) {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  const { today, facts, points, pnsOn, cpnsOn } = career
  const retires = facts.retiresOn > today
  const marks = points
    .filter(({ kind }) => kind === 'appointment' || kind === 'rank' || kind === 'promotion')
    .map((point, index): Mark => {
      const isProjected = point.kind === 'promotion'
      const isNear = isProjected && point.on < scale.zoomEndsOn
      const date = isNear ? formatDate(point.on, 'short', locale) : shortMonth(point.on, locale)
      const anchor: Anchor = index === 0 || isNear ? 'start' : 'middle'
      return { ...placed(scale.x(point.on), anchor, point.rank, date), on: point.on, isProjected, isImportant: isNear }
    })
  const pension = retires && {
    ...placed(
      FRAME.right + 11,
      'end',
      t('pension'),
      t('pensionOn', { on: formatDate(facts.retiresOn, 'short', locale), age: facts.retirementAgeYears }),
    ),
    on: facts.retiresOn,
    isProjected: true,
    isImportant: true,
  }
  const labels = withoutOverlap(pension ? [...marks, pension] : marks)
  return (
    <>
      <line x1={FRAME.left} x2={FRAME.today} y1={LINE_Y} y2={LINE_Y} strokeWidth={4} className="stroke-c1" />
      {retires && (
        <line
          x1={FRAME.today}
          x2={FRAME.right}
          y1={LINE_Y}
          y2={LINE_Y}
          strokeWidth={2}
          strokeDasharray="2 6"
          strokeLinecap="round"
          className="stroke-c1"
        />
      )}
      {pnsOn && <circle cx={scale.x(pnsOn)} cy={LINE_Y} r={5} className="fill-c1" />}
      <text x={FRAME.left - 7} y={108} className="fill-muted">
        {pnsOn && pnsOn > cpnsOn ? t('probation', { on: shortMonth(pnsOn, locale) }) : t('probationOpen')}
      </text>
      <Increments career={career} scale={scale} />
      {marks.map(({ on, isProjected }) => (
        <circle
          key={on}
          cx={scale.x(on)}
          cy={LINE_Y}
          r={8}
          strokeWidth={3}
          className={isProjected ? 'fill-bg stroke-c1' : 'fill-c1 stroke-c1'}
        />
      ))}
      {retires && (
        <>
          <circle cx={FRAME.right} cy={LINE_Y} r={11} strokeWidth={2} className="fill-bg stroke-c1" />
          <circle cx={FRAME.right} cy={LINE_Y} r={5} strokeWidth={2.5} className="fill-none stroke-c1" />
        </>
      )}
      {labels.map(({ on, name, date, anchor, x, width }) => {
        const at = anchor === 'start' ? x : anchor === 'end' ? x + width : x + width / 2
        return (
          <g key={on} textAnchor={anchor}>
            <text x={at} y={46} className="fill-text font-head text-[20px] font-bold tracking-tight">
              {name}
            </text>
            <text x={at} y={66} className="num fill-muted">
              {date}
            </text>
          </g>
        )
      })}
    </>
  )
}

/** A mark with the room its two lines take. */
function placed(x: number, anchor: Anchor, name: string, date: string) {
  const width = Math.max(textWidth(name, RANK_SIZE), textWidth(date, DATE_SIZE)) + 6
  const left = anchor === 'start' ? x - 7 : anchor === 'end' ? x - width : x - width / 2
  return { x: left, width, name, date, anchor }
}

/** The next two increments of pay, small on the line. */
function Increments({ career, scale }: { career: Career; scale: CareerScale }) {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  const next = career.points.filter(({ kind }) => kind === 'increment').slice(0, 2)
  const labels = withoutOverlap(
    next.map((point, index) => {
      const on = formatDate(point.on, 'short', locale)
      const text = index === 0 ? t('incrementOn', { on }) : on
      return { x: scale.x(point.on) - 6, width: textWidth(text) + 8, text, on: point.on }
    }),
  )
  return (
    <>
      {next.map(({ on }) => (
        <circle key={on} cx={scale.x(on)} cy={LINE_Y} r={5} strokeWidth={2.5} className="fill-bg stroke-c1" />
      ))}
      {labels.map(({ on, x, text }) => (
        <text key={on} x={x} y={108} className="num fill-muted">
          {text}
        </text>
      ))}
    </>
  )
}
