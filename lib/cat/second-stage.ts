import type { SecondStageTest } from '@/lib/cat/integration'
import { Refusal } from '@/lib/refusal'

/** One candidate's second stage; null tests: absent. */
export type SecondStageRow = { number: string; tests: SecondStageTest[] | null }

const MOST_TESTS = 6

/**
 * The second stage as a table of text: a header `nomor;CAT/500/50;Praktik/100/50` names each test with its highest score
 * and its weight in per cent; a row without any score was absent. Scores have up to three decimals. Refuses with
 * second_header, second_weights, second_row, naming the line.
 *
 * @param expected numbers of those who went on, each of whom needs one row
 */
export function readSecondStage(text: string, expected: ReadonlySet<string>): SecondStageRow[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const tests = header.split(';').slice(1).map(readTest)
  if (tests.length === 0 || tests.length > MOST_TESTS || tests.includes(null)) throw new Refusal('second_header')
  const known = tests.filter((test) => test !== null)
  const weights = known.reduce((sum, { weightPercent }) => sum + weightPercent, 0)
  if (weights !== 100) throw new Refusal('second_weights', { weights })

  const rows = lines.flatMap((line, at) => (line.trim() === '' ? [] : [readRow(line, at + 2, known)]))
  const numbers = new Set<string>()
  for (const [at, { number }] of rows.entries()) {
    if (!expected.has(number)) throw new Refusal('second_stranger', { line: at + 2, number })
    if (numbers.has(number)) throw new Refusal('second_twice', { line: at + 2, number })
    numbers.add(number)
  }
  if (numbers.size < expected.size) throw new Refusal('second_stage_missing', { count: expected.size - numbers.size })
  return rows
}

/** Whether two results of one candidate say the same: the same tests in the same order with the same scores. */
export function isSameScore(one: SecondStageTest[] | null, other: SecondStageTest[] | null): boolean {
  if (one === null || other === null) return one === other
  return (
    one.length === other.length &&
    one.every(({ scoreThousandths, maximum, weightPercent }, at) => {
      const same = other[at]
      return (
        same?.scoreThousandths === scoreThousandths && same.maximum === maximum && same.weightPercent === weightPercent
      )
    })
  )
}

type Test = { maximum: number; weightPercent: number }

function readTest(cell: string): Test | null {
  const [, maximum = 0, weightPercent = 0] =
    /^[^/]{1,60}\/(\d{1,4})\/(\d{1,3})$/.exec(cell.trim())?.slice(0).map(Number) ?? []
  return maximum > 0 && weightPercent > 0 && weightPercent <= 100 ? { maximum, weightPercent } : null
}

function readRow(line: string, at: number, tests: readonly Test[]): SecondStageRow {
  const [number = '', ...cells] = line.split(';').map((cell) => cell.trim().replace(/^'/, ''))
  if (cells.every((cell) => cell === '')) return { number, tests: null }
  const scored = tests.map((test, place): SecondStageTest => {
    const score = thousandths(cells[place] ?? '')
    if (score === null || score > test.maximum * 1000) throw new Refusal('second_row', { line: at })
    return { ...test, scoreThousandths: score }
  })
  if (cells.length > tests.length) throw new Refusal('second_row', { line: at })
  return { number, tests: scored }
}

/** "395", "61,5" or "61.500" in thousandths. */
function thousandths(cell: string): number | null {
  const [, whole, part = ''] = /^(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(cell) ?? []
  return whole === undefined ? null : Number(whole) * 1000 + Number(part.padEnd(3, '0'))
}
