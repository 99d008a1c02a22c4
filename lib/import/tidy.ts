import { type CivilDate, civilDate, daysInMonth } from '@/lib/civil-date'

/** Single spaces, none at the ends; a no-break space is a space, what has no width is nothing. */
export function tidy(text: string): string {
  if (!NEEDS_TIDYING.test(text)) return text
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const NEEDS_TIDYING = /^\s|\s$|\s\s|[^\S ]|[\u200b-\u200d\u2060\ufeff]/

/** Digits as people and workbooks write them: without spaces, a leading apostrophe or the formula `="…"`. */
export function tidyDigits(text: string): string {
  const bare = tidy(text).replace(/ /g, '')
  const formula = /^="(.*)"$/.exec(bare)
  return (formula?.[1] ?? bare).replace(/^['’`]/, '')
}

export type DateReading =
  | { date: CivilDate }
  | { fault: 'day' | 'month' | 'year'; start: number; length: number; part: string }
  | { fault: 'format' }

const WRITTEN = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: 0?0[:.]00(?:[:.]00)?)?$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/

/** Reads dd-mm-yyyy, dd/mm/yyyy, dd.mm.yyyy and yyyy-mm-dd; says which part makes a day impossible. */
export function readDate(text: string): DateReading {
  const written = WRITTEN.exec(text)
  if (written) {
    const [, day = '', , month = '', year = ''] = written
    const monthAt = day.length + 1
    return dateOf(
      { text: day, start: 0 },
      { text: month, start: monthAt },
      { text: year, start: monthAt + month.length + 1 },
    )
  }
  const iso = ISO.exec(text)
  if (!iso) return { fault: 'format' }
  const [, year = '', month = '', day = ''] = iso
  return dateOf({ text: day, start: 8 }, { text: month, start: 5 }, { text: year, start: 0 })
}

type Part = { text: string; start: number }

const FIRST_YEAR = 1900
const LAST_YEAR = 2100

function dateOf(day: Part, month: Part, year: Part): DateReading {
  const [d, m, y] = [Number(day.text), Number(month.text), Number(year.text)]
  if (m < 1 || m > 12) return faultAt('month', month)
  if (y < FIRST_YEAR || y > LAST_YEAR) return faultAt('year', year)
  if (d < 1 || d > daysInMonth(y, m)) return faultAt('day', day)
  return { date: civilDate(y, m, d) }
}

function faultAt(fault: 'day' | 'month' | 'year', part: Part): DateReading {
  return { fault, start: part.start, length: part.text.length, part: part.text }
}

/** `L` or `P` however it is written. */
export function readSex(text: string): 'L' | 'P' | undefined {
  const folded = text.toUpperCase().replace(/[^A-Z]/g, '')
  if (folded === 'L' || folded === 'LAKILAKI' || folded === 'PRIA') return 'L'
  return folded === 'P' || folded === 'PEREMPUAN' || folded === 'WANITA' ? 'P' : undefined
}

export const RATINGS = ['Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang'] as const

export type RatingLabel = (typeof RATINGS)[number]

export function readRating(text: string): RatingLabel | undefined {
  const folded = text.toLowerCase()
  return RATINGS.find((rating) => rating.toLowerCase() === folded)
}

/** A whole number of at most nine digits, thousands points allowed in amounts; undefined for anything else. */
export function readWhole(text: string): number | undefined {
  const bare = /^\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text
  return /^\d{1,9}$/.test(bare) ? Number(bare) : undefined
}

const SEVERITIES = ['ringan', 'sedang', 'berat'] as const

/** `sedang 31-12-2026`: severity and last day of the punishment. */
export function readDiscipline(text: string): { severity: (typeof SEVERITIES)[number]; endsOn: CivilDate } | undefined {
  const [word = '', day = '', more] = text.toLowerCase().split(' ')
  const severity = SEVERITIES.find((known) => known === word)
  const reading = readDate(day)
  return severity && more === undefined && 'date' in reading ? { severity, endsOn: reading.date } : undefined
}
