import { expect, test } from 'vitest'
import type { Grade } from '@/lib/registry/positions'
import { creditOf, creditParts, printedCredit } from './credit-points'
import { promotionFindings } from './promotion'
import { facts, reference, unmet } from './promotion.fixture'

const officer = (grade: Grade | null) =>
  ({ kind: 'functional', name: `Auditor ${grade}`, echelon: null, grade }) as const
const functional = (grade: Grade | null, changes: Partial<typeof facts>) =>
  unmet('functional', { post: officer(grade), superiorRank: 'I/a', ...changes })

test('Ahli Pertama III/a with 50 points and 1 year 11 months in the rank is refused', () => {
  const pertama = (rankSince: string) =>
    functional('Ahli Pertama', { rank: 'III/a', creditThousandths: 50_000, rankSince })
  expect(pertama('2025-05-01')).toEqual(['tenure_2'])
  expect(pertama('2025-04-01')).toEqual([])
})

test('points accumulate within the grade: the second rank of a grade asks for twice the first', () => {
  const credit = (grade: Grade, rank: (typeof facts)['rank'], points: number) =>
    functional(grade, { rank, creditThousandths: points * 1000 })
  expect(credit('Ahli Pertama', 'III/a', 49.999)).toEqual(['credit_points'])
  expect(credit('Ahli Madya', 'IV/b', 299)).toEqual(['credit_points'])
  expect(credit('Ahli Madya', 'IV/b', 300)).toEqual([])
  expect(credit('Terampil', 'II/c', 40)).toEqual([])
})

test('a rank still below the grade was earned in the one before', () => {
  expect(functional('Ahli Muda', { rank: 'III/b', creditThousandths: 0 })).toEqual([])
})

test('past the last rank of the grade the decree of the next grade comes first, with or without the test', () => {
  expect(functional('Ahli Pertama', { rank: 'III/b', creditThousandths: 100_000 })).toEqual(['grade'])
  expect(functional('Ahli Pertama', { rank: 'III/b', creditThousandths: 100_000, proofs: ['UKOM'] })).toEqual(['grade'])
})

test('there is no Ujian Dinas and no superior rule', () => {
  expect(functional('Ahli Muda', { rank: 'III/c', creditThousandths: 100_000, educationLevel: '40' })).toEqual([])
})

test('without an assessment or a grade the points are unmet', () => {
  expect(functional('Ahli Pertama', { rank: 'III/a' })).toEqual(['credit_points'])
  expect(functional(null, { rank: 'III/a', creditThousandths: 50_000 })).toEqual(['credit_points', 'grade'])
})

test('points stand in a finding as whole thousandths, and a decree prints three decimals', () => {
  const credit = { creditThousandths: 49_999, supportCreditThousandths: 4_999 }
  const held = { ...facts, ...credit, post: officer('Ahli Pertama'), rank: 'III/a' } as const
  const findings = promotionFindings('functional', held, '2027-04-01', '2027-03-01', reference)
  const finding = findings.find(({ code }) => code === 'promotion.credit_points')
  expect(finding?.facts).toEqual({
    creditThousandths: 49_999,
    supportCreditThousandths: 4_999,
    requiredThousandths: 50_000,
    grade: 'Ahli Pertama',
  })
  expect(creditParts(findings)).toEqual({ mainCreditThousandths: 45_000, supportCreditThousandths: 4_999 })
  expect(printedCredit(findings)).toBe('49,999')
})

test('findings that were stored with decimal points are read as they were meant', () => {
  const stored = (credit: number | null) => [
    { code: 'promotion.credit_points', met: true, facts: { credit, required: 50, grade: 'Ahli Pertama' }, source: '' },
  ]
  expect(creditOf(stored(112.005))).toBe(112_005)
  expect(printedCredit(stored(112.5))).toBe('112,500')
  expect(creditParts(stored(112.5))).toEqual({ mainCreditThousandths: 112_500, supportCreditThousandths: null })
  expect(creditParts(stored(null))).toEqual({ mainCreditThousandths: null, supportCreditThousandths: null })
  expect(printedCredit(stored(null))).toBeNull()
  expect(printedCredit([])).toBeNull()
})
