import type { CivilDate } from '@/lib/civil-date'
import { daysBetween } from '@/lib/civil-date'

export type LinePoint = { on: CivilDate; date: string; label: string; isDeadline?: boolean }

type Placed = LinePoint & { x: number; anchor: 'start' | 'middle' | 'end'; isPast: boolean }

/** Widths are shares of the drawing, inset so that the outer points stay inside. */
const INSET = 2
const CHARACTER_PX = 7.3
const USUAL_WIDTH_PX = 700

/**
 * A period on a date scale: filled up to today, amber from today to the next deadline, open points to come. Wide
 * screens get the drawing, narrow ones the same line upright as a list. `points` are in order of date; texts come
 * ready to read.
 */
export function LevelLine({
  points,
  today,
  todayLabel,
  description,
}: {
  points: readonly LinePoint[]
  today: CivilDate
  /** "Hari ini, 3 Feb" */
  todayLabel: string
  /** The whole line as a sentence, for those who do not see it. */
  description: string
}) {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return null
  const scale = (on: CivilDate) => position(first.on, last.on, on)
  const placed = anchored(points.map((point) => ({ ...point, x: scale(point.on), isPast: point.on <= today })))
  const next = placed.find((point) => point.isDeadline && !point.isPast)
  return (
    <>
      <svg
        role="img"
        aria-label={description}
        className="hidden h-[92px] w-full overflow-visible lg:block print:[print-color-adjust:exact]"
      >
        <Stretch from={INSET} to={100 - INSET} color="var(--color-track)" />
        <Stretch from={INSET} to={scale(today)} color="var(--color-c1)" />
        {next && <Stretch from={scale(today)} to={next.x} color="var(--color-c2)" />}
        {placed.map((point) => (
          <Point key={`${point.on} ${point.label}`} point={point} isNext={point === next} />
        ))}
        <line
          x1={`${scale(today)}%`}
          x2={`${scale(today)}%`}
          y1={28}
          y2={50}
          stroke="var(--color-text)"
          strokeWidth={2}
        />
        <text x={`${scale(today)}%`} y={20} fontSize={13} fontWeight={600} textAnchor="middle" fill="var(--color-text)">
          {todayLabel}
        </text>
      </svg>
      <UprightLine points={placed} today={today} todayLabel={todayLabel} />
    </>
  )
}

function Stretch({ from, to, color }: { from: number; to: number; color: string }) {
  return <line x1={`${from}%`} x2={`${Math.max(from, to)}%`} y1={44} y2={44} stroke={color} strokeWidth={4} />
}

function Point({ point, isNext }: { point: Placed; isNext: boolean }) {
  const color = isNext ? 'var(--color-c2)' : 'var(--color-c1)'
  const shift = { start: -6, middle: 0, end: 6 }[point.anchor]
  return (
    <>
      <circle
        cx={`${point.x}%`}
        cy={44}
        r={6}
        fill={point.isPast ? color : 'var(--color-bg)'}
        stroke={color}
        strokeWidth={2.5}
      />
      <text
        x={`${point.x}%`}
        dx={shift}
        y={70}
        fontSize={14}
        fontWeight={600}
        textAnchor={point.anchor}
        fill="var(--color-text)"
      >
        {point.date}
      </text>
      <text x={`${point.x}%`} dx={shift} y={87} fontSize={13} textAnchor={point.anchor} fill="var(--color-muted)">
        {point.label}
      </text>
    </>
  )
}

function UprightLine({ points, today, todayLabel }: { points: Placed[]; today: CivilDate; todayLabel: string }) {
  const node =
    'relative pb-2 pl-6 text-sm last:pb-0 before:absolute before:top-1 before:left-0.5 before:z-1 before:size-3 before:rounded-full before:border-2 before:border-c1 not-last:after:absolute not-last:after:top-2.5 not-last:after:-bottom-2 not-last:after:left-[7px] not-last:after:w-0.5'
  const past = points.filter((point) => point.isPast)
  const coming = points.filter((point) => !point.isPast)
  const atEnds = today < (points[0]?.on ?? today) || today > (points.at(-1)?.on ?? today)
  return (
    <ol className="lg:hidden">
      {past.map((point) => (
        <li key={`${point.on} ${point.label}`} className={`${node} before:bg-c1 after:bg-c1`}>
          <b>{point.date}</b> <span className="ml-1 text-muted">{point.label}</span>
        </li>
      ))}
      {!atEnds && (
        <li className={`${node} before:border-text! before:bg-text after:bg-c2`}>
          <b>{todayLabel}</b>
        </li>
      )}
      {coming.map((point) => (
        <li key={`${point.on} ${point.label}`} className={`${node} before:bg-bg after:bg-track`}>
          <b>{point.date}</b> <span className="ml-1 text-muted">{point.label}</span>
        </li>
      ))}
    </ol>
  )
}

function position(from: CivilDate, to: CivilDate, on: CivilDate): number {
  const share = daysBetween(from, on) / Math.max(1, daysBetween(from, to))
  return INSET + Math.min(1, Math.max(0, share)) * (100 - 2 * INSET)
}

/** Outer labels point inwards; two that would meet lean away from each other. */
function anchored(points: Omit<Placed, 'anchor'>[]): Placed[] {
  const placed: Placed[] = points.map((point, index) => ({
    ...point,
    anchor: index === 0 ? 'start' : index === points.length - 1 ? 'end' : 'middle',
  }))
  placed.forEach((point, index) => {
    const left = placed[index - 1]
    if (!left || right(left) < leftEdge(point)) return
    if (index - 1 > 0) left.anchor = 'end'
    if (index < placed.length - 1) point.anchor = 'start'
  })
  return placed
}

function widthOf(point: LinePoint): number {
  return ((Math.max(point.date.length, point.label.length) * CHARACTER_PX) / USUAL_WIDTH_PX) * 100
}

function leftEdge(point: Placed): number {
  return point.x - { start: 0, middle: widthOf(point) / 2, end: widthOf(point) }[point.anchor]
}

function right(point: Placed): number {
  return leftEdge(point) + widthOf(point) + 1
}
