import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { exact, formatExact, fractionText, sum } from '@/lib/exact'
import { PREDICATES } from '@/lib/registry/predicate'
import { buildReference } from '@/lib/registry/reference'
import { rowOn } from '@/lib/registry/validity'
import { type CreditPeriod, creditFor, creditScore, splitAtGrades, thresholdFinding, totalCredit } from './conversion'
import { stepText } from './working'

const { creditPoints } = buildReference(readReferenceRows())
const grade = (name: string) => {
  const row = rowOn(creditPoints, name, '2026-01-01')
  if (!row) throw new Error(`no jenjang ${name}`)
  return row
}
const credit = (name: string, ...of: [(typeof PREDICATES)[number], number]) =>
  creditScore(grade(name).coefficientThousandths, ...of).value

test('the published examples come out', () => {
  expect(formatExact(credit('Ahli Pertama', 'very_good', 12), 2)).toBe('18.75')
  expect(fractionText(credit('Ahli Pertama', 'good', 2))).toBe('25/12')
  expect(formatExact(credit('Ahli Pertama', 'good', 2), 2)).toBe('2.08')
  expect(formatExact(sum([credit('Ahli Pertama', 'very_good', 12), credit('Ahli Pertama', 'good', 2)]), 2)).toBe(
    '20.83',
  )
  expect(formatExact(credit('Ahli Muda', 'very_good', 9), 3)).toBe('28.125')
  expect(formatExact(credit('Ahli Madya', 'needs_improvement', 5), 5)).toBe('11.71875')
})

test('a predikat is worth 150, 100, 75, 50 or 25 per cent of the year', () => {
  const year = PREDICATES.map((each) => formatExact(credit('Ahli Utama', each, 12), 1))
  expect(year).toEqual(['75.0', '50.0', '37.5', '25.0', '12.5'])
})

test('each jenjang has its koefisien and what it asks for in a rank and in itself', () => {
  const names = ['Pemula', 'Terampil', 'Mahir', 'Penyelia', 'Ahli Pertama', 'Ahli Muda', 'Ahli Madya', 'Ahli Utama']
  const rows = names.map((name) => {
    const { coefficientThousandths, rankThresholdThousandths, gradeThresholdThousandths } = grade(name)
    return [coefficientThousandths, rankThresholdThousandths, gradeThresholdThousandths]
  })
  expect(rows).toEqual([
    [3_750, 15_000, 15_000],
    [5_000, 20_000, 60_000],
    [12_500, 50_000, 100_000],
    [25_000, 100_000, null],
    [12_500, 50_000, 100_000],
    [25_000, 100_000, 200_000],
    [37_500, 150_000, 450_000],
    [50_000, 200_000, null],
  ])
})

test('the working names months, per cent and koefisien', () => {
  const { steps } = creditScore(37_500, 'needs_improvement', 5)
  expect(steps.map((each) => stepText(each, 'id', 5))).toEqual(['5 / 12 × 75 % × 37,5 = 11,71875'])
})

test('a PAK prints thousandths, half up', () => {
  expect(creditFor(12_500, 'good', 48)).toBe(50_000)
  expect(creditFor(12_500, 'very_good', 32)).toBe(50_000)
  expect(creditFor(37_500, 'good', 12)).toBe(37_500)
  expect(creditFor(5000, 'needs_improvement', 12)).toBe(3750)
  expect(creditFor(12_500, 'poor', 12)).toBe(6250)
  expect(creditFor(12_500, 'very_poor', 12)).toBe(3125)
  expect(creditFor(12_500, 'good', 4)).toBe(4_167)
  expect(creditFor(37_500, 'needs_improvement', 5)).toBe(11_719)
})

/** Four months of Baik as Ahli Pertama are 4,1666… */
const thirds = Array.from({ length: 12 }, (_, at): CreditPeriod => {
  const year = 2023 + Math.floor(at / 3)
  const [startsOn, endsOn] =
    [
      ['01-01', '04-30'],
      ['05-01', '08-31'],
      ['09-01', '12-31'],
    ][at % 3] ?? []
  return {
    startsOn: `${year}-${startsOn}`,
    endsOn: `${year}-${endsOn}`,
    predicate: 'good',
    coefficientThousandths: 12_500,
  }
})

test('a threshold is held against the exact sum: twelve times 4,1666… are 50', () => {
  const { value } = totalCredit(thirds)
  expect(value).toEqual(exact(50))
  expect(thresholdFinding(value, 50_000).met).toBe(true)
  expect(thresholdFinding(totalCredit(thirds.slice(1)).value, 50_000)).toMatchObject({
    met: false,
    facts: { creditThousandths: 45_833, requiredThousandths: 50_000, exact: '275/6' },
  })
})

test('what is just short of a threshold is never shown as reaching it', () => {
  expect(thresholdFinding(exact(499_999_999, 10_000_000), 50_000)).toMatchObject({
    met: false,
    facts: { creditThousandths: 49_999 },
  })
})

test('a period is cut where the jenjang changes; a month belongs to the jenjang of its first day', () => {
  const year = { startsOn: '2026-01-01', endsOn: '2026-12-31', predicate: 'good' } as const
  const grades = (since: string) => [
    { since: '2023-01-01', coefficientThousandths: 12_500 },
    { since, coefficientThousandths: 25_000 },
  ]
  const parts = (since: string) => splitAtGrades(year, grades(since)).map(({ startsOn, endsOn }) => [startsOn, endsOn])
  expect(parts('2026-04-01')).toEqual([
    ['2026-01-01', '2026-03-31'],
    ['2026-04-01', '2026-12-31'],
  ])
  expect(parts('2026-04-02')).toEqual([
    ['2026-01-01', '2026-04-30'],
    ['2026-05-01', '2026-12-31'],
  ])
  expect(parts('2027-01-01')).toEqual([['2026-01-01', '2026-12-31']])
  expect(parts('2026-01-01')).toEqual([['2026-01-01', '2026-12-31']])
  expect(formatExact(totalCredit(splitAtGrades(year, grades('2026-04-01'))).value, 3)).toBe('21.875')
})

test('however a year is cut into months, they make the year', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PREDICATES), fc.integer({ min: 1, max: 11 }), (predicate, months) => {
      const parts = [months, 12 - months].map((each) => creditScore(12_500, predicate, each).value)
      expect(sum(parts)).toEqual(creditScore(12_500, predicate, 12).value)
    }),
  )
})
