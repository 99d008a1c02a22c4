import type { CivilDate } from '@/lib/civil-date'
import type { Facts } from '@/lib/refusal'
import { type NikFault, nikFaults, nikMismatches } from '@/lib/registry/nik'
import { type NipFault, nipFaults, nipMismatches, parseNip, type Sex } from '@/lib/registry/nip'
import { type Problem, problem } from './problem'
import { tidyDigits } from './tidy'

/** One cell as the file has it. */
export type Cell = { row: number; raw: string; isNumeric: boolean }

/** What the other columns of the row say about the person; missing where they are faulty themselves. */
export type Holder = { bornOn?: CivilDate; appointedOn?: CivilDate; sex?: Sex; hasContract: boolean }

/** The digits of a number and what is wrong with it. Digits that are wrong are never stored. */
export type NumberCheck = { digits: string; problems: Problem[] }

/**
 * NIP, or the NI PPPK of somebody with a contract: 18 digits as text that agree with birth date, sex and TMT CPNS. A cell that holds a number has lost what
 * follows its 15th digit; the rest is never guessed.
 */
export function checkNip(cell: Cell, holder: Holder): NumberCheck {
  const digits = tidyDigits(cell.raw)
  const refuse = (found: Problem): NumberCheck => ({ digits: '', problems: [found] })
  if (cell.isNumeric || isScientific(digits)) return refuse(problem(cell.row, 'nip', cell.raw, 'NIP_PRECISION_LOST'))
  if (digits === '') return refuse(problem(cell.row, 'nip', cell.raw, 'NIP_MALFORMED', { reason: 'missing' }))

  const [fault] = nipFaults(digits).filter((found) => found !== 'underage')
  if (fault) {
    const repaired = repair(digits, (text) => agrees(text, holder))
    return refuse(problem(cell.row, 'nip', cell.raw, 'NIP_MALFORMED', malformed(digits, cell.raw, fault, 18), repaired))
  }
  if ((parseNip(digits)?.kind === 'pppk') !== holder.hasContract) {
    return refuse(
      problem(cell.row, 'nip', cell.raw, 'NIP_MALFORMED', {
        reason: holder.hasContract ? 'contract' : 'month',
        part: digits.slice(12, 14),
        ...mark(cell.raw, digits, 12, 2),
      }),
    )
  }
  return { digits, problems: personProblems(cell, digits, holder) }
}

/** The first disagreement between a sound NIP and the person; the month of appointment only warns. */
function personProblems({ row, raw }: Cell, nip: string, { bornOn, appointedOn, sex }: Holder): Problem[] {
  const mismatches = nipMismatches(nip, {
    bornOn: bornOn ?? `${nip.slice(0, 4)}-${nip.slice(4, 6)}-${nip.slice(6, 8)}`,
    appointedOn: appointedOn ?? `${nip.slice(8, 12)}-${nip.slice(12, 14)}-01`,
    sex: sex ?? (nip[14] === '1' ? 'male' : 'female'),
  })
  if (mismatches.includes('birth_date') && bornOn) {
    const [start, length] = differing(nip.slice(0, 8), bornOn.replaceAll('-', ''))
    return [problem(row, 'nip', raw, 'NIP_BIRTHDATE_MISMATCH', { bornOn, ...mark(raw, nip, start, length) })]
  }
  if (mismatches.includes('sex') && sex) {
    return [problem(row, 'nip', raw, 'NIP_GENDER_MISMATCH', { digit: nip[14] ?? '', sex, ...mark(raw, nip, 14, 1) })]
  }
  if (mismatches.includes('appointment') && appointedOn) {
    return [problem(row, 'nip', raw, 'NIP_TMT_MISMATCH', { appointedOn, ...mark(raw, nip, 8, 6) })]
  }
  return []
}

/** NIK: 16 digits as text, its structure only; a disagreement with the person warns. Blank is no fault. */
export function checkNik(cell: Cell, holder: Holder, provinceCodes: ReadonlySet<string>): NumberCheck {
  const digits = tidyDigits(cell.raw)
  const refuse = (found: Problem): NumberCheck => ({ digits: '', problems: [found] })
  if (digits === '') return { digits: '', problems: [] }
  if ((cell.isNumeric && digits.length > 15) || isScientific(digits)) {
    return refuse(problem(cell.row, 'nik', cell.raw, 'NIK_PRECISION_LOST'))
  }
  const [fault] = nikFaults(digits, provinceCodes)
  if (fault) {
    const repaired = repair(digits, (text) => nikFaults(text, provinceCodes).length === 0 && nikAgrees(text, holder))
    return refuse(problem(cell.row, 'nik', cell.raw, 'NIK_MALFORMED', malformed(digits, cell.raw, fault, 16), repaired))
  }
  if (nikAgrees(digits, holder)) return { digits, problems: [] }
  return { digits, problems: [problem(cell.row, 'nik', cell.raw, 'NIK_PERSON_MISMATCH', mark(cell.raw, digits, 6, 6))] }
}

function nikAgrees(nik: string, { bornOn, sex }: Holder): boolean {
  const mismatches = bornOn && sex ? nikMismatches(nik, { bornOn, sex }) : []
  return mismatches.length === 0
}

/** True when a text is a sound NIP of exactly this person, every part known and in agreement. */
function agrees(nip: string, { bornOn, appointedOn, sex }: Holder): boolean {
  if (!bornOn || !appointedOn || !sex || nipFaults(nip).length > 0) return false
  return nipMismatches(nip, { bornOn, appointedOn, sex }).length === 0
}

const LOOKALIKES: Record<string, string> = { O: '0', o: '0', l: '1', I: '1', i: '1' }

/** The text with letters that look like digits replaced, if there are any and the result is certain. */
function repair(digits: string, isCertain: (text: string) => boolean): string | undefined {
  const repaired = digits.replace(/[OolIi]/g, (letter) => LOOKALIKES[letter] ?? letter)
  return repaired !== digits && isCertain(repaired) ? repaired : undefined
}

function malformed(digits: string, raw: string, fault: NipFault | NikFault, expected: number): Facts {
  const at = digits.search(/\D/)
  if (at >= 0)
    return { reason: 'character', character: digits[at] ?? '', position: at + 1, ...mark(raw, digits, at, 1) }
  if (fault === 'length') return { reason: 'length', count: digits.length, expected }
  const [start, length] = (expected === 18 ? NIP_PARTS : NIK_PARTS)[fault] ?? [0, digits.length]
  return { reason: fault, part: digits.slice(start, start + length), ...mark(raw, digits, start, length) }
}

type Parts = Partial<Record<NipFault | NikFault, [number, number]>>

const NIP_PARTS: Parts = { birth_date: [0, 8], month: [12, 2], sex: [14, 1], sequence: [15, 3] }
const NIK_PARTS: Parts = { region: [0, 6], birth_date: [6, 6], sequence: [12, 4] }

/** Where the characters of `digits` stand in the cell as written, which may have spaces between them. */
function mark(raw: string, digits: string, start: number, length: number): Facts {
  let at = -1
  let first = -1
  for (let index = 0; index < start + length; index++) {
    at = raw.indexOf(digits[index] ?? '', at + 1)
    if (at < 0) return {}
    if (index === start) first = at
  }
  return { start: first, length: at - first + 1 }
}

/** The part of a birth date that differs: year, month or day; all of it when several do. */
function differing(written: string, expected: string): [number, number] {
  const parts: [number, number][] = [
    [0, 4],
    [4, 2],
    [6, 2],
  ]
  const wrong = parts.filter(
    ([start, length]) => written.slice(start, start + length) !== expected.slice(start, start + length),
  )
  return wrong.length === 1 && wrong[0] ? wrong[0] : [0, 8]
}

function isScientific(text: string): boolean {
  return /^\d[.,]\d+E\+\d+$/i.test(text)
}
