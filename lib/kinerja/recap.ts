import { addMonths, type CivilDate, firstOfMonth, isCivilDate } from '@/lib/civil-date'
import { pageNumber } from '@/lib/search-parameters'

export const RECAP_PATH = '/kinerja/rekap'

/** Which part of the recap: a month, a unit with those below it, only people with missing days. */
export type RecapFilter = { month: CivilDate; unitId: number | undefined; onlyMissing: boolean }

/** What an address asks for; this month where it asks for none. */
export function recapFilter(
  query: Record<string, string>,
  today: CivilDate,
): RecapFilter & { page: number; unitPage: number } {
  const asked = `${query.bulan ?? ''}-01`
  return {
    month: isCivilDate(asked) && asked <= today ? asked : firstOfMonth(today),
    unitId: /^\d{1,9}$/.test(query.unit ?? '') ? Number(query.unit) : undefined,
    onlyMissing: query.tampil === 'belum',
    page: pageNumber(query.halaman),
    unitPage: pageNumber(query.halamanunit),
  }
}

/** 2026-11: a month in an address. */
export function monthWord(month: CivilDate): string {
  return month.slice(0, 7)
}

/** The months before and after, the one after only as far as it has begun. */
export function monthsAround(month: CivilDate, today: CivilDate): { before: CivilDate; after: CivilDate | undefined } {
  const after = addMonths(month, 1)
  return { before: addMonths(month, -1), after: after <= today ? after : undefined }
}

/** As many as a phone shows before the people. */
export const UNITS_PER_PAGE = 10
