import type { CivilDate } from '@/lib/civil-date'

const MS_PER_DAY = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const LAST_SERIAL = 2_958_465 // 31-12-9999

/**
 * The civil day behind a spreadsheet's day number, undefined when there is none.
 *
 * The 1900 system counts a 29 February 1900 that never was, so numbers below 61 are one less.
 */
export function dateOfSerial(serial: number, is1904: boolean): CivilDate | undefined {
  const day = Math.floor(serial)
  if (!(day >= 1 && day <= LAST_SERIAL) || (!is1904 && day === 60)) return undefined
  const days = !is1904 && day < 60 ? day + 1 : day
  return new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + days * MS_PER_DAY).toISOString().slice(0, 10)
}

/** As people here write a day: dd-mm-yyyy. */
export function writtenDate(date: CivilDate): string {
  return `${date.slice(8, 10)}-${date.slice(5, 7)}-${date.slice(0, 4)}`
}

/** Built-in number formats that show a date: 14-17 and 22, and the East Asian ones. */
export function isDateFormatId(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)
}

/** True for a format code that shows a day, month or year once colours, literals and conditions are set aside. */
export function isDateFormatCode(code: string): boolean {
  const bare = code.replace(/\[[^[\]]*\]|"[^"]*"|\\.|_.|\*./g, '').split(';')[0] ?? ''
  if (/general/i.test(bare)) return false
  return /[dy]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))
}
