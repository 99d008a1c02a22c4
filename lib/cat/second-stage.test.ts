import { expect, test } from 'vitest'
import { isSameScore, readSecondStage } from './second-stage'

const expected = new Set(['P-1', 'P-2'])
const read = (...lines: string[]) => readSecondStage(lines.join('\r\n'), expected)
const HEADER = 'nomor;CAT/500/50;Praktik/100/50'

test('each test has its highest score and weight; a row without scores was absent', () => {
  expect(read(HEADER, 'P-1;395;61,5', 'P-2;;')).toEqual([
    {
      number: 'P-1',
      tests: [
        { maximum: 500, weightPercent: 50, scoreThousandths: 395_000 },
        { maximum: 100, weightPercent: 50, scoreThousandths: 61_500 },
      ],
    },
    { number: 'P-2', tests: null },
  ])
})

test('a header that names no tests, and weights that make no hundred, are refused', () => {
  const header = (first: string) => () => read(first, 'P-1;1', 'P-2;1')
  for (const first of ['nomor', 'nomor;CAT', 'nomor;CAT/0/100', 'nomor;CAT/500/0', 'nomor;/500/100'])
    expect(header(first), first).toThrow('second_header')
  expect(header('nomor;CAT/500/90')).toThrow('second_weights')
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

test('two results are the same when every test, its share and its score are', () => {
  const [scored, absent] = read(HEADER, 'P-1;395;61,5', 'P-2;;').map(({ tests }) => tests)
  const against = (header: string, row: string) => read(header, row, 'P-2;;')[0]?.tests ?? null
  expect(isSameScore(scored ?? null, against(HEADER, 'P-1;395,0;61.500'))).toBe(true)
  expect(isSameScore(absent ?? null, null)).toBe(true)
  expect(isSameScore(scored ?? null, absent ?? null)).toBe(false)
  expect(isSameScore(absent ?? null, scored ?? null)).toBe(false)
  expect(isSameScore(scored ?? null, against(HEADER, 'P-1;395;61,501'))).toBe(false)
  expect(isSameScore(scored ?? null, against('nomor;CAT/500/60;Praktik/100/40', 'P-1;395;61,5'))).toBe(false)
  expect(isSameScore(scored ?? null, against('nomor;CAT/500/100', 'P-1;395'))).toBe(false)
})
