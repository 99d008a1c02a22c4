import { addDays, addMonths, type CivilDate, civilDate, monthOf, yearOf } from '@/lib/civil-date'

/** Triwulan: `2026-Q4`. They sort as text. */
export type Quarter = string

/** Figures are published so many months after the end of their quarter (wbs.md 15). */
const MONTHS_LATE = 1

export function quarterOf(day: CivilDate): Quarter {
  return `${yearOf(day)}-Q${Math.ceil(monthOf(day) / 3)}`
}

export function firstDayOf(quarter: Quarter): CivilDate {
  const [year = 0, number = 1] = quarter.split('-Q').map(Number)
  return civilDate(year, (number - 1) * 3 + 1, 1)
}

export function lastDayOf(quarter: Quarter): CivilDate {
  return addDays(firstDayOf(nextQuarter(quarter)), -1)
}

const ROMAN = ['', 'I', 'II', 'III', 'IV']

/** As people write it: III of 2026. */
export function numberOf(quarter: Quarter): { number: string; year: string } {
  const [year = '', number = ''] = quarter.split('-Q')
  return { number: ROMAN[Number(number)] ?? number, year }
}

export function nextQuarter(quarter: Quarter): Quarter {
  return quarterOf(addMonths(firstDayOf(quarter), 3))
}

/** The first day on which figures of a quarter are published. */
export function publishedFrom(quarter: Quarter): CivilDate {
  return addMonths(firstDayOf(nextQuarter(quarter)), MONTHS_LATE)
}

/** From the first quarter on, those whose figures may be published on the day. */
export function publishable(first: Quarter, on: CivilDate): Quarter[] {
  const quarters: Quarter[] = []
  for (let quarter = first; publishedFrom(quarter) <= on; quarter = nextQuarter(quarter)) quarters.push(quarter)
  return quarters
}
