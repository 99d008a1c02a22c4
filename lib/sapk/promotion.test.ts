import { expect, test } from 'vitest'
import { applicablePromotionType, judgePromotion, outcomeOf, proposedRank } from './promotion'
import { facts, head, reference, unmet } from './promotion.fixture'

const regular = (changes: Partial<typeof facts>, effectiveOn?: string) => unmet('regular', changes, effectiveOn)

test('nothing is unmet for somebody who meets everything', () => {
  expect(regular({})).toEqual([])
  expect(judgePromotion(facts, '2027-04-01', '2027-03-01', reference)).toMatchObject({
    type: 'regular',
    outcome: 'eligible',
    isProvisional: false,
  })
})

test('a TMT must be a period date of the rule in force on it', () => {
  const early = {
    rankSince: '2015-04-01',
    predicates: { 2021: 'good', 2022: 'good', 2023: 'good', 2024: 'good' },
  } as const
  expect(regular(early, '2023-12-01')).toEqual(['period'])
  expect(regular(early, '2024-12-01')).toEqual([])
  expect(regular(early, '2024-11-01')).toEqual(['period'])
  expect(regular(early, '2025-11-01')).toEqual([])
})

test('only a PNS is promoted', () => {
  expect(regular({ status: 'cpns' })).toEqual(['pns'])
  expect(regular({ status: 'pppk' })).toEqual(['pns'])
})

test('only the active and those on a study assignment may be proposed', () => {
  expect(regular({ legalStatus: '03' })).toEqual([])
  for (const legalStatus of ['02', '04', '05', '20', '92', '99'])
    expect(regular({ legalStatus })).toEqual(['legal_status'])
})

test('a medium or severe sanction runs while its last day is on or after the TMT; a light one does not count', () => {
  const until = (severity: 'light' | 'medium' | 'severe', endsOn: string) =>
    regular({ sanctions: [{ severity, endsOn }] })
  expect(until('medium', '2027-04-01')).toEqual(['sanction'])
  expect(until('severe', '2028-01-31')).toEqual(['sanction'])
  expect(until('medium', '2027-03-31')).toEqual([])
  expect(until('light', '2027-12-31')).toEqual([])
})

test('blocked data, a missing rank decree and an open proposal stand in the way', () => {
  expect(regular({ isBlocked: true, hasRankDecree: false, hasOpenProposal: true })).toEqual([
    'blocked',
    'decree',
    'open_proposal',
  ])
})

test('nobody is promoted on or after the first day of the pension', () => {
  expect(regular({ retiresOn: '2027-04-01' })).toEqual(['retirement'])
  expect(regular({ retiresOn: '2027-05-01' })).toEqual([])
})

test('IV/e is the top', () => {
  expect(unmet('structural', { rank: 'IV/e', post: head('I.b'), superiorRank: null })).toEqual([
    'top_rank',
    'post_maximum',
  ])
  expect(proposedRank({ ...facts, rank: 'IV/e' }, '2027-04-01', reference)).toBeUndefined()
})

test('an exam without proof makes a case conditional, another unmet condition refuses it', () => {
  const exam = { code: 'promotion.service_exam_2', met: false, facts: {}, source: '' }
  expect(outcomeOf([{ ...exam, met: true }])).toBe('eligible')
  expect(outcomeOf([exam])).toBe('conditional')
  expect(outcomeOf([exam, { ...exam, code: 'promotion.tenure_4' }])).toBe('ineligible')
  expect(outcomeOf([{ ...exam, code: 'promotion.tenure_4' }, exam])).toBe('ineligible')
})

test('the post held decides the type; eselon V.a is structural', () => {
  expect(applicablePromotionType(facts)).toBe('regular')
  expect(applicablePromotionType({ post: head('V.a') })).toBe('structural')
  expect(applicablePromotionType({ post: { ...facts.post, kind: 'functional' } })).toBe('functional')
})

test('the decree prints the next rank, its masa kerja golongan and the salary of the table in force', () => {
  const crossing = { ...facts, rank: 'II/d', rankSince: '2023-04-01', serviceMonths: 18 * 12 + 7 } as const
  expect(proposedRank(crossing, '2027-04-01', reference)).toEqual({
    rank: 'III/a',
    serviceMonths: 17 * 12 + 7,
    salaryRupiah: 3_570_100,
  })
  expect(proposedRank(facts, '2027-04-01', reference)).toMatchObject({ rank: 'III/c', serviceMonths: 144 })
})

test('unpaid leave counts neither for the rank nor for the masa kerja golongan', () => {
  expect(regular({ unpaidMonths: 1 })).toEqual(['tenure_4'])
  expect(proposedRank({ ...facts, unpaidMonths: 6 }, '2027-04-01', reference)?.serviceMonths).toBe(138)
})
