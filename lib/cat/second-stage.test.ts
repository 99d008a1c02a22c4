import { expect, test } from 'vitest'
import type { PlannedTest } from './second-plan'
import { isSameScore, readSecondStage } from './second-stage'

const planned = (name: string, maximum: number, weightPercent: number): PlannedTest => {
  return { name, kind: 'other', maximum, weightPercent, minimum: null, programme: null }
}
const tests = [planned('CAT', 500, 50), planned('Praktik', 100, 50)]
const expected = new Set(['P-1', 'P-2'])
const read = (...lines: string[]) => readSecondStage(lines.join('\r\n'), tests, expected)
const HEADER = 'nomor;CAT;Praktik'

test('each test of the plan has its column, in any order; a row without scores was absent', () => {
  const rows = [
    { number: 'P-1', scores: [395_000, 61_500] },
    { number: 'P-2', scores: null },
  ]
  expect(read(HEADER, 'P-1;395;61,5', 'P-2;;')).toEqual(rows)
  expect(read('nomor;praktik;cat', 'P-1;61.5;395', 'P-2;;')).toEqual(rows)
  expect(read('nomor;CAT/500/50;Praktik / 100 / 50', 'P-1;395;61,500', 'P-2')).toEqual(rows)
})

test('a header that names other tests than the plan, or gives them another worth, is refused', () => {
  const headers = ['nomor', 'nomor;CAT', 'nomor;CAT;CAT', 'nomor;CAT;Praktik;Wawancara', 'nomor;CAT;Wawancara']
  for (const first of [...headers, 'nomor;CAT/500/60;Praktik/100/40', 'nomor;CAT/400/50;Praktik'])
    expect(() => read(first, 'P-1;1;1', 'P-2;1;1'), first).toThrow(
      expect.objectContaining({ code: 'second_header', facts: { header: 'CAT;Praktik' } }),
    )
})

test('a row is refused with its line: a score above the highest, no number, a test too many or too few', () => {
  for (const row of ['P-1;501;60', 'P-1;395;enam', 'P-1;395', 'P-1;395;60;1', 'P-1;-1;60', 'P-1;1.2345;60'])
    expect(() => read(HEADER, row, 'P-2;;'), row).toThrow(
      expect.objectContaining({ code: 'second_row', facts: { line: 2 } }),
    )
})

test('everybody who went on has one row, and nobody else', () => {
  expect(() => read(HEADER, 'P-1;395;60', 'P-3;395;60')).toThrow('second_stranger')
  expect(() => read(HEADER, 'P-1;395;60', 'P-1;395;60')).toThrow('second_twice')
  expect(() => read(HEADER, 'P-1;395;60')).toThrow('second_stage_missing')
})

test('a line is named as it stands in the file, blank lines counted', () => {
  const refusal = (code: string, facts: object) => expect.objectContaining({ code, facts })
  expect(() => read(HEADER, '', 'P-1;395;60', '', 'P-3;395;60')).toThrow(
    refusal('second_stranger', { line: 5, number: 'P-3' }),
  )
  expect(() => read(HEADER, 'P-1;395;60', '', '', 'P-1;395;60')).toThrow(
    refusal('second_twice', { line: 5, number: 'P-1' }),
  )
  expect(() => read(HEADER, '', 'P-1;501;60')).toThrow(refusal('second_row', { line: 3 }))
})

test('two results are the same when every test, its share, its floor, where it was held and its score are', () => {
  const one = { name: 'CAT', maximum: 500, weightPercent: 100, minimum: null, scoreThousandths: 395_000 }
  expect(isSameScore([one], [{ ...one }])).toBe(true)
  expect(isSameScore(null, null)).toBe(true)
  expect(isSameScore([one], null)).toBe(false)
  expect(isSameScore(null, [one])).toBe(false)
  const changes = [
    { scoreThousandths: 395_001 },
    { weightPercent: 60 },
    { maximum: 400 },
    { minimum: 1 },
    { session: 'S' },
  ]
  for (const change of changes) expect(isSameScore([one], [{ ...one, ...change }])).toBe(false)
  expect(isSameScore([one], [one, one])).toBe(false)
})
