import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GRADES } from '@/lib/registry/positions'
import { RANKS } from '@/lib/registry/ranks'
import { nextPromotion } from './next-promotion'
import { periodSource } from './period'
import { judgePromotion } from './promotion'
import { facts, head, reference } from './promotion.fixture'

const TODAY = '2027-02-03'
const next = (changes: Partial<typeof facts>) => nextPromotion({ ...facts, ...changes }, '2027-04-01', TODAY, reference)
const codes = (findings: { code: string }[]) => findings.map(({ code }) => code)

test('the next date is the first period still open when nothing has to be waited for', () => {
  expect(next({})).toMatchObject({ type: 'regular', effectiveOn: '2027-04-01', stops: [] })
})

test('four years in the rank are waited for', () => {
  expect(next({ rankSince: '2024-07-01' }).effectiveOn).toBe('2028-07-01')
  expect(next({ rankSince: '2024-07-01', unpaidMonths: 3 }).effectiveOn).toBe('2028-10-01')
})

test('the longer of two waits decides', () => {
  const sanctions = [{ severity: 'medium', endsOn: '2029-01-15' } as const]
  expect(next({ rankSince: '2024-07-01', sanctions }).effectiveOn).toBe('2029-02-01')
})

test('one rank below the post the date is a year after the pelantikan, on a period date', () => {
  const below = { post: head('IV.a'), rank: 'III/b', rankSince: '2026-03-01', postSince: '2026-11-15' } as const
  expect(next(below).effectiveOn).toBe('2027-12-01')
  expect(next({ ...below, rankSince: '2023-03-01' }).effectiveOn).toBe('2027-04-01')
  expect(next({ ...below, inauguratedOn: '2026-12-02' }).effectiveOn).toBe('2028-01-01')
  expect(next({ ...below, inauguratedOn: '2026-12-01' }).effectiveOn).toBe('2027-12-01')
})

test('a poor year is waited out until two good years lie behind it', () => {
  expect(next({ predicates: { 2025: 'good', 2026: 'poor' } }).effectiveOn).toBe('2029-03-01')
  expect(next({ predicates: { 2025: 'poor', 2026: 'good' } }).effectiveOn).toBe('2028-03-01')
})

test('a year that is not assessed yet is as provisional as in the nominatif of the same day, and not missing', () => {
  const today = '2026-11-27'
  for (const first of ['good', 'poor'] as const) {
    const person = { ...facts, predicates: { 2024: first, 2025: 'good' } as const }
    const forecast = nextPromotion(person, '2027-04-01', today, reference)
    expect(forecast.effectiveOn).toBe('2027-04-01')
    expect(forecast.findings).toEqual(judgePromotion(person, '2027-04-01', today, reference).findings)
    expect(codes(forecast.findings.filter(({ met }) => !met))).toEqual(first === 'good' ? [] : ['promotion.predicate'])
  }
})

test('a Spesialis I waits two years, or for the year after a poor one', () => {
  const specialist = { isSpecialist: true, educationLevel: '45', rankSince: '2025-08-01' }
  expect(next(specialist).effectiveOn).toBe('2027-08-01')
  const poor = { ...specialist, rankSince: '2025-01-01', predicates: { 2025: 'good', 2026: 'poor' } } as const
  expect(next(poor).effectiveOn).toBe('2028-03-01')
})

test('missing angka kredit is earned at the rate of Baik', () => {
  const post = { kind: 'functional', name: 'Auditor Ahli Pertama', echelon: null, grade: 'Ahli Pertama' } as const
  expect(next({ post, rank: 'III/a', creditThousandths: 37_500 }).effectiveOn).toBe('2028-04-01')
  expect(next({ post, rank: 'III/a', creditThousandths: 50_000 }).effectiveOn).toBe('2027-04-01')
  expect(codes(next({ post, rank: 'III/b', creditThousandths: 100_000 }).stops)).toEqual(['promotion.grade'])
})

test('what time does not heal gives no date and says why', () => {
  expect(next({ educationLevel: '15' })).toMatchObject({ effectiveOn: null })
  expect(codes(next({ educationLevel: '15' }).stops)).toEqual(['promotion.education_ceiling'])
  expect(codes(next({ post: head('IV.a'), rank: 'III/a' }).stops)).toEqual(['promotion.post_minimum'])
  expect(codes(next({ post: head('IV.a'), rank: 'III/d' }).stops)).toEqual(['promotion.post_maximum'])
  expect(codes(next({ rankSince: '2026-10-01', retiresOn: '2030-10-01' }).stops)).toEqual(['promotion.retirement'])
})

test('what somebody can mend gives a date and stays on the list', () => {
  const { effectiveOn, findings } = next({ isBlocked: true, predicates: { 2025: 'good' } })
  expect(effectiveOn).toBe('2027-04-01')
  expect(codes(findings.filter((finding) => !finding.met))).toEqual([
    'promotion.blocked',
    'promotion.predicate_missing',
  ])
})

test('every date is a period date, not before the first asked for and before the pension', () => {
  const month = fc
    .integer({ min: 0, max: 191 })
    .map((index) => `${2012 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`)
  const posts = fc.oneof(
    fc.constant(facts.post),
    fc.constantFrom('II.a', 'III.a', 'IV.a', 'V.a').map(head),
    fc
      .constantFrom(...GRADES)
      .map((grade) => ({ kind: 'functional', name: `Auditor ${grade}`, echelon: null, grade }) as const),
  )
  fc.assert(
    fc.property(
      month,
      month,
      fc.constantFrom(...RANKS),
      posts,
      fc.nat(300_000),
      (rankSince, postSince, rank, post, creditThousandths) => {
        const { effectiveOn, stops } = next({ rankSince, postSince, rank, post, creditThousandths })
        expect(effectiveOn === null).toBe(stops.length > 0)
        if (effectiveOn === null) return
        expect(periodSource(effectiveOn, reference)).toBeDefined()
        expect(effectiveOn >= '2027-04-01' && effectiveOn < facts.retiresOn).toBe(true)
      },
    ),
  )
})
