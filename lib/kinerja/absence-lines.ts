import { type CivilDate, civilDate, isCivilDate } from '@/lib/civil-date'
import { NIP_SHAPE } from '@/lib/registry/nip'

/** One absence as an officer types or pastes it: whose, and which day. */
export type AbsenceLine = { line: number; nip: string; absentOn: CivilDate }

const DAY = /(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/
/**
 * Absences from lines of a NIP and a day, in the order and with the separators of whatever they were copied from; empty
 * lines are left out. Days are written 2026-11-03 or 3/11/2026.
 *
 * @returns the number of the first line that is none of it, in place of the lines
 */
export function readAbsenceLines(text: string): AbsenceLine[] | { faultyLine: number } {
  const lines: AbsenceLine[] = []
  for (const [at, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === '') continue
    const found = DAY.exec(written)
    const absentOn = found ? dayOf(found) : undefined
    const nip = written.replace(found?.[0] ?? '', '').replace(/\D/g, '')
    if (!absentOn || !NIP_SHAPE.test(nip)) return { faultyLine: at + 1 }
    lines.push({ line: at + 1, nip, absentOn })
  }
  return lines
}

function dayOf([, year, month, day, dayFirst, monthThen, yearLast]: RegExpExecArray): CivilDate | undefined {
  const [y, m, d] = [year ?? yearLast, month ?? monthThen, day ?? dayFirst].map(Number)
  const written = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  return isCivilDate(written) ? civilDate(y ?? 0, m ?? 0, d ?? 0) : undefined
}
