/** A calendar day without time or zone: `YYYY-MM-DD`. Two of them compare as strings. */
export type CivilDate = string

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/

const DASH = 45
const ZERO = 48

/** The number written in two digits at a place; rules read millions of dates, so no pattern is run for each. */
function twoDigits(date: CivilDate, at: number): number {
  return (date.charCodeAt(at) - ZERO) * 10 + date.charCodeAt(at + 1) - ZERO
}

export function yearOf(date: CivilDate): number {
  if (date.length !== 10 || date.charCodeAt(4) !== DASH || date.charCodeAt(7) !== DASH) {
    throw new RangeError(`not a civil date: ${date}`)
  }
  return twoDigits(date, 0) * 100 + twoDigits(date, 2)
}

/** 1 to 12. */
export function monthOf(date: CivilDate): number {
  return twoDigits(date, 5)
}

function dayOf(date: CivilDate): number {
  return twoDigits(date, 8)
}

/** Days in a month; month 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function civilDate(year: number, month: number, day: number): CivilDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** True for a text that is a day of the calendar: 31 February is none, and no year is before the first. */
export function isCivilDate(text: string): boolean {
  const match = PATTERN.exec(text)
  if (!match) return false
  const month = Number(match[2])
  const day = Number(match[3])
  return Number(match[1]) >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(match[1]), month)
}

/** Moves by whole months; a day that the target month lacks becomes its last day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = yearOf(date) * 12 + (monthOf(date) - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = (((index % 12) + 12) % 12) + 1
  return civilDate(toYear, toMonth, Math.min(dayOf(date), daysInMonth(toYear, toMonth)))
}

export function addYears(date: CivilDate, years: number): CivilDate {
  return addMonths(date, years * 12)
}

/** Whether a day lies in a span, both ends included; a span without an end goes on. */
export function isWithin(day: CivilDate, { startsOn, endsOn }: { startsOn: CivilDate; endsOn: CivilDate | null }) {
  return startsOn <= day && (endsOn === null || day <= endsOn)
}

const MS_PER_DAY = 86_400_000

function dayNumber(date: CivilDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / MS_PER_DAY
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date((dayNumber(date) + days) * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Calendar days from one date to another, negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Whole months that have passed; negative when `to` is earlier. */
export function wholeMonthsBetween(from: CivilDate, to: CivilDate): number {
  if (to < from) return -wholeMonthsBetween(to, from)
  const months = calendarMonthsBetween(from, to)
  return dayOf(to) < dayOf(from) ? months - 1 : months
}

/** Months from the month of one date to the month of another, whatever the days. */
export function calendarMonthsBetween(from: CivilDate, to: CivilDate): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
}

/** Whole years that have passed, as a birthday counts them; a 29 February is complete on 1 March of a common year. */
export function wholeYearsBetween(from: CivilDate, to: CivilDate): number {
  return Math.trunc(wholeMonthsBetween(from, to) / 12)
}

/** Years of a regulation in the whole months that tenure is counted in. */
export function monthsOf(years: number): number {
  return years * 12
}

export function firstOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 8)}01`
}

export function firstOfNextMonth(date: CivilDate): CivilDate {
  return addMonths(firstOfMonth(date), 1)
}

export function isFirstOfMonth(date: CivilDate): boolean {
  return date.endsWith('-01')
}

export function lastOfMonth(date: CivilDate): CivilDate {
  return addDays(firstOfNextMonth(date), -1)
}

/** 1 Monday to 7 Sunday. */
export function isoWeekday(date: CivilDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

const calendars = new Map<string, Intl.DateTimeFormat>()

/** The day on the wall clock of a zone at an instant. */
export function civilDateIn(zone: string, instant: Date): CivilDate {
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  calendars.set(zone, calendar)
  return calendar.format(instant)
}

/** The day that counts for deadlines and for what is in force: that of BKN in Jakarta. */
export function civilDay(instant: Date): CivilDate {
  return civilDateIn('Asia/Jakarta', instant)
}
