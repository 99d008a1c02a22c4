import { expect, test } from 'vitest'
import { promotionFindings } from './promotion'
import { facts, head, reference, unmet } from './promotion.fixture'
import { placeOf } from './promotion-structural'

const structural = (changes: Partial<typeof facts>) => unmet('structural', { post: head('IV.a'), ...changes })

test('the place of a rank in the range of a post', () => {
  expect(placeOf('III/a', 'III/c', 'III/d')).toBe('far_below')
  expect(placeOf('III/b', 'III/c', 'III/d')).toBe('one_below')
  expect(placeOf('III/c', 'III/c', 'III/d')).toBe('inside')
  expect(placeOf('III/d', 'III/c', 'III/d')).toBe('at_maximum')
  expect(placeOf('IV/a', 'III/c', 'III/d')).toBe('at_maximum')
})

test('one rank below the post asks for a year in the rank and a year in the post', () => {
  const below = (rankSince: string, postSince: string) => structural({ rank: 'III/b', rankSince, postSince })
  expect(below('2026-04-01', '2026-04-01')).toEqual([])
  expect(below('2026-05-01', '2026-04-01')).toEqual(['tenure_1'])
  expect(below('2026-04-01', '2026-04-02')).toEqual(['post_tenure_1'])
  expect(below('2026-05-01', '2026-05-02')).toEqual(['tenure_1', 'post_tenure_1'])
})

test('one rank below with four years in the rank waits only for the period after the pelantikan', () => {
  const below = (postSince: string) => structural({ rank: 'III/b', rankSince: '2023-04-01', postSince })
  expect(below('2027-03-31')).toEqual([])
  expect(below('2027-04-01')).toEqual(['inauguration'])
})

test('the year in the post counts from the pelantikan where one is on record, before or after the TMT of the post', () => {
  const sworn = (inauguratedOn: string | null, postSince: string) =>
    structural({ rank: 'III/b', rankSince: '2025-04-01', postSince, inauguratedOn })
  expect(sworn('2026-04-01', '2026-03-01')).toEqual([])
  expect(sworn('2026-04-02', '2026-03-01')).toEqual(['inaugurated_tenure_1'])
  expect(sworn('2026-03-31', '2026-04-20')).toEqual([])
  expect(sworn(null, '2026-04-20')).toEqual(['post_tenure_1'])
})

test('with four years in the rank a pelantikan on record has to lie before the period as well', () => {
  const sworn = (inauguratedOn: string, postSince: string) =>
    structural({ rank: 'III/b', rankSince: '2023-04-01', postSince, inauguratedOn })
  expect(sworn('2027-03-31', '2027-03-01')).toEqual([])
  expect(sworn('2027-04-01', '2027-03-01')).toEqual(['inaugurated'])
  expect(sworn('2027-03-01', '2027-04-01')).toEqual(['inaugurated'])
})

test('two ranks below the post are refused whatever the years', () => {
  expect(structural({ rank: 'III/a', rankSince: '2015-04-01', postSince: '2015-04-01' })).toEqual(['post_minimum'])
})

test('inside the range of the post four years in the rank are asked', () => {
  expect(structural({ rank: 'III/c', rankSince: '2023-04-01', postSince: '2027-03-01' })).toEqual([])
  expect(structural({ rank: 'III/c', rankSince: '2023-05-01' })).toEqual(['tenure_4'])
})

test('nobody rises past the highest rank of the post', () => {
  expect(structural({ rank: 'III/d', educationLevel: '45' })).toEqual(['post_maximum'])
})

test('nobody is promoted past the direct superior, and with nobody above the rule is met', () => {
  expect(structural({ rank: 'III/c', superiorRank: 'III/d' })).toEqual([])
  expect(structural({ rank: 'III/c', superiorRank: 'III/c' })).toEqual(['superior'])
  expect(structural({ rank: 'III/c', superiorRank: null })).toEqual([])
})

test('Ujian Dinas applies to struktural too', () => {
  expect(unmet('structural', { post: head('V.a'), rank: 'II/d', educationLevel: '30' })).toEqual(['service_exam_1'])
  expect(unmet('structural', { post: head('III.b'), rank: 'III/d', educationLevel: '40' })).toEqual(['service_exam_2'])
})

test('an unknown echelon, and one without a range in the law, refuse and say nothing of the ends of the range', () => {
  for (const echelon of ['V.b', null]) {
    const post = { ...head('V.b'), echelon }
    expect(unmet('structural', { post })).toEqual(['post_range'])
    const findings = promotionFindings('structural', { ...facts, post }, '2027-04-01', '2027-03-01', reference)
    expect(findings.map(({ code }) => code)).not.toContain('promotion.post_minimum')
    expect(findings.map(({ code }) => code)).not.toContain('promotion.post_maximum')
  }
})
