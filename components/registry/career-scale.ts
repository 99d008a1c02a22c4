import { scaleLinear } from 'd3-scale'
import { addMonths, type CivilDate, daysBetween, monthOf, yearOf } from '@/lib/civil-date'
import { formatDate, formatDecimals, type Locale } from '@/lib/format'

/** Where the drawing lies: lanes and edges in units of its view box. */
export const FRAME = { width: 1152, height: 464, left: 104, today: 552, zoomEnd: 848, right: 1136 } as const

/** The year ahead is drawn larger: what happens next is read there to the month. */
const ZOOM_MONTHS = 14

/** From a day to its place, in three stretches: the past, the year ahead, the rest until the pension. */
export function careerScale(first: CivilDate, today: CivilDate, end: CivilDate) {
  const zoomEndsOn = addMonths(today, ZOOM_MONTHS)
  const hasRest = end > zoomEndsOn
  const scale = scaleLinear(
    hasRest ? [first, today, zoomEndsOn, end].map(number) : [first, today, end].map(number),
    hasRest ? [FRAME.left, FRAME.today, FRAME.zoomEnd, FRAME.right] : [FRAME.left, FRAME.today, FRAME.right],
  ).clamp(true)
  return { x: (date: CivilDate) => scale(number(date)), zoomEndsOn: hasRest ? zoomEndsOn : end }
}

export type CareerScale = ReturnType<typeof careerScale>

function number(date: CivilDate): number {
  return daysBetween('1970-01-01', date)
}

/** Marks of the axis: round years in the past and far ahead, quarters in the year ahead. */
export function axisTicks(first: CivilDate, today: CivilDate, end: CivilDate, zoomEndsOn: CivilDate) {
  const years = (from: number, to: number) => {
    const stride = Math.max(1, Math.ceil((to - from) / 4))
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place)
      .filter((year) => year % stride === 0)
      .map((year) => ({ on: `${year}-01-01`, isMonth: false }))
  }
  const quarters = [1, 2, 3, 4, 5].map((place) => {
    const on = `${yearOf(today)}-01-01`
    return { on: addMonths(on, Math.ceil(monthOf(today) / 3) * 3 + (place - 1) * 3), isMonth: true }
  })
  return [
    ...years(yearOf(first) + 1, yearOf(today)).filter(({ on }) => on < addMonths(today, -10)),
    ...quarters
      .filter(({ on }) => on > addMonths(today, 1) && on < addMonths(zoomEndsOn, -1))
      .map((tick) => (monthOf(tick.on) === 1 ? { ...tick, isMonth: false } : tick)),
    ...years(yearOf(zoomEndsOn) + 1, yearOf(end)).filter(({ on }) => on > addMonths(zoomEndsOn, 10)),
  ]
}

/** Keeps the labels that do not run into the one before them; the important ones first. */
export function withoutOverlap<T extends { x: number; width: number; isImportant?: boolean }>(
  labels: readonly T[],
): T[] {
  const kept: T[] = []
  const ordered = [...labels].sort(
    (one, other) => Number(other.isImportant ?? false) - Number(one.isImportant ?? false),
  )
  for (const label of ordered) {
    const clashes = kept.some((other) => label.x < other.x + other.width && other.x < label.x + label.width)
    if (!clashes) kept.push(label)
  }
  return kept
}

/** Rough width of a text, enough to keep labels apart. */
export function textWidth(text: string, sizePx = 13): number {
  return text.length * sizePx * 0.56
}

/** Cuts a text to a width; nothing when not even a few letters fit. */
export function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const letters = Math.floor(width / (13 * 0.56)) - 1
  return letters < 4 ? '' : `${text.slice(0, letters).trimEnd()}…`
}

/** Month and year of a day in few letters: `Mar 2011`. */
export function shortMonth(date: CivilDate, locale: Locale): string {
  return formatDate(date, 'short', locale).replace(/^\d+ /, '')
}

/** An amount in millions with two decimals, as wide for 5 as for 5.87. */
export function inMillions(amountRupiah: number, locale: Locale): string {
  return formatDecimals(amountRupiah / 1_000_000, locale, 2)
}
