import { canonical } from '@/lib/canonical-json'
import type { SecondStageTest } from '@/lib/cat/integration'
import type { PlannedTest } from '@/lib/cat/second-plan'
import { Refusal } from '@/lib/refusal'

/** One candidate's row: points of each test in thousandths, in the order of the plan; null: absent. */
export type SecondStageRow = { number: string; scores: number[] | null }

/**
 * The tests of the second stage that are not held here as a table of text: a header `nomor;Praktik;Wawancara` names them
 * in any order, each with its highest score and weight where somebody writes them (`Praktik/100/40`); a row without any
 * score was absent. Scores have up to three decimals. Refuses with second_header, second_row, naming the line, and with
 * second_stranger, second_twice, second_stage_missing.
 *
 * @param needed numbers of those who need one row
 * @param known numbers of all who may have one
 */
export function readSecondStage(
  text: string,
  tests: readonly PlannedTest[],
  needed: ReadonlySet<string>,
  known: ReadonlySet<string> = needed,
): SecondStageRow[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const columns = header
    .split(';')
    .slice(1)
    .map((cell) => testOf(cell.trim(), tests))
  if (columns.length !== tests.length || new Set(columns).size !== tests.length || columns.includes(undefined))
    throw new Refusal('second_header', { header: tests.map(({ name }) => name).join(';') })
  const named = columns.filter((test) => test !== undefined)

  const rows: SecondStageRow[] = []
  const numbers = new Set<string>()
  for (const [at, cells] of lines.entries()) {
    if (cells.trim() === '') continue
    const line = at + 2
    const row = readRow(cells, line, named, tests)
    const { number } = row
    if (!known.has(number)) throw new Refusal('second_stranger', { line, number })
    if (numbers.has(number)) throw new Refusal('second_twice', { line, number })
    numbers.add(number)
    rows.push(row)
  }
  const missing = [...needed].filter((number) => !numbers.has(number)).length
  if (missing > 0) throw new Refusal('second_stage_missing', { count: missing })
  return rows
}

/** Whether two results of one candidate say the same: the same tests in the same order with the same scores. */
export function isSameScore(one: SecondStageTest[] | null, other: SecondStageTest[] | null): boolean {
  return canonical(one) === canonical(other)
}

function testOf(cell: string, tests: readonly PlannedTest[]): PlannedTest | undefined {
  const [name = '', ...facts] = cell.split('/').map((part) => part.trim())
  return tests.find((test) => {
    const own = [test.maximum, test.weightPercent].map(String)
    return test.name.toLowerCase() === name.toLowerCase() && (facts.length === 0 || facts.join('/') === own.join('/'))
  })
}

function readRow(
  line: string,
  at: number,
  columns: readonly PlannedTest[],
  tests: readonly PlannedTest[],
): SecondStageRow {
  const [number = '', ...cells] = line.split(';').map((cell) => cell.trim().replace(/^'/, ''))
  if (cells.every((cell) => cell === '')) return { number, scores: null }
  if (cells.length > columns.length) throw new Refusal('second_row', { line: at })
  const scores = tests.map((test) => {
    const score = thousandths(cells[columns.indexOf(test)] ?? '')
    if (score === null || score > test.maximum * 1000) throw new Refusal('second_row', { line: at })
    return score
  })
  return { number, scores }
}

/** "395", "61,5" or "61.500" in thousandths. */
function thousandths(cell: string): number | null {
  const [, whole, part = ''] = /^(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(cell) ?? []
  return whole === undefined ? null : Number(whole) * 1000 + Number(part.padEnd(3, '0'))
}
