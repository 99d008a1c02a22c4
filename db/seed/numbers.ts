import { type CivilDate, daysBetween, wholeMonthsBetween } from '@/lib/civil-date'
import { nipPrefix, type Sex } from '@/lib/registry/nip'
import type { Place } from './places'

const FIRST_BIRTH = '1958-01-01'
const DAYS = 19_000
const YOUNGEST_MONTHS = 216 // 18 years
const MONTHS = 260
const PPPK_FIRST_YEAR = 2019
const PPPK_YEARS = 8
const FIRST_CONTRACT = 21

/** The numbers of the demonstration begin here, so that workbooks of people invented elsewhere keep those from 1. */
const FIRST_SEQUENCE = 501
const FIRST_NIK_SEQUENCE = 5001

/**
 * The numbers of a population, each unique: a sequence per prefix, counted in memory that does not grow with the
 * population (one byte for each month of appointment of each day of birth).
 */
export function numberSeries() {
  const pns = new Uint8Array(DAYS * MONTHS * 2)
  const pppk = new Uint16Array(DAYS * PPPK_YEARS * 2)
  const births = new Uint16Array(DAYS)
  const bit = (sex: Sex) => (sex === 'male' ? 0 : 1)
  const dayOf = (bornOn: CivilDate) => daysBetween(FIRST_BIRTH, bornOn)

  return {
    nip(bornOn: CivilDate, cpnsOn: CivilDate, sex: Sex): string {
      const month = wholeMonthsBetween(bornOn, cpnsOn) - YOUNGEST_MONTHS
      const place = (dayOf(bornOn) * MONTHS + month) * 2 + bit(sex)
      return nipPrefix(bornOn, cpnsOn, sex) + sequence(pns, place, FIRST_SEQUENCE, 999)
    },
    pppk(bornOn: CivilDate, year: number, sex: Sex): string {
      const place = (dayOf(bornOn) * PPPK_YEARS + year - PPPK_FIRST_YEAR) * 2 + bit(sex)
      const prefix = `${bornOn.replaceAll('-', '')}${year}${FIRST_CONTRACT}${bit(sex) + 1}`
      return prefix + sequence(pppk, place, FIRST_SEQUENCE, 999)
    },
    nik(bornOn: CivilDate, sex: Sex, { regencyCode }: Place, district: number): string {
      const day = Number(bornOn.slice(8)) + (sex === 'female' ? 40 : 0)
      const birth = `${String(day).padStart(2, '0')}${bornOn.slice(5, 7)}${bornOn.slice(2, 4)}`
      const region = `${regencyCode}${String(district).padStart(2, '0')}`
      return `${region}${birth}${sequence(births, dayOf(bornOn), FIRST_NIK_SEQUENCE, 9999)}`
    },
  }
}

export type NumberSeries = ReturnType<typeof numberSeries>

function sequence(counters: Uint8Array | Uint16Array, place: number, first: number, last: number): string {
  const used = counters[place]
  if (used === undefined) throw new RangeError('outside the days the demonstration numbers')
  counters[place] = used + 1
  if (first + used > last) throw new RangeError('a sequence of the demonstration is exhausted')
  return String(first + used).padStart(String(last).length, '0')
}
