import { expect, test } from 'vitest'
import type { PromotionFacts } from './promotion'
import { facts } from './promotion.fixture'
import { servicePromotion, servicePromotionRank } from './promotion-service'

const ON = '2043-06-01'
const retiring: PromotionFacts = { ...facts, rankSince: '2030-04-01', predicates: { 2042: 'good' } }
const unmet = (cpnsOn: string, changes: Partial<PromotionFacts> = {}) =>
  servicePromotion({ ...retiring, ...changes }, cpnsOn, ON).flatMap(({ met, code }) =>
    met ? [] : [code.replace('service_promotion.', '')],
  )

test('thirty years of service ask for a month in the rank', () => {
  expect(unmet('2013-06-01', { rankSince: '2043-05-01' })).toEqual([])
  expect(unmet('2013-06-01', { rankSince: '2043-06-01' })).toEqual(['service'])
})

test('twenty years ask for a year in the rank', () => {
  expect(unmet('2023-06-01', { rankSince: '2042-06-01' })).toEqual([])
  expect(unmet('2023-06-01', { rankSince: '2042-07-01' })).toEqual(['service'])
  expect(unmet('2013-07-01', { rankSince: '2042-07-01' })).toEqual(['service'])
})

test('ten years ask for two years in the rank, less than ten are not enough', () => {
  expect(unmet('2033-06-01', { rankSince: '2041-06-01' })).toEqual([])
  expect(unmet('2033-06-01', { rankSince: '2041-07-01' })).toEqual(['service'])
  expect(unmet('2033-07-01', { rankSince: '2033-07-01' })).toEqual(['service'])
})

test('unpaid leave does not count as service', () => {
  expect(unmet('2033-06-01', { rankSince: '2033-06-01', unpaidMonths: 1 })).toEqual(['service'])
})

test('the last year is at least Baik', () => {
  expect(unmet('2013-06-01', { predicates: { 2042: 'needs_improvement' } })).toEqual(['predicate'])
  expect(unmet('2013-06-01', { predicates: { 2041: 'good' } })).toEqual(['predicate'])
})

test('a medium or severe sanction within the last year refuses, a light or older one does not', () => {
  const under = (severity: 'light' | 'medium', endsOn: string) =>
    unmet('2013-06-01', { sanctions: [{ severity, endsOn }] })
  expect(under('medium', '2042-06-01')).toEqual(['sanction'])
  expect(under('medium', '2042-05-31')).toEqual([])
  expect(under('light', '2043-06-01')).toEqual([])
})

test('the promotion is one rank up and IV/e stays', () => {
  expect(servicePromotionRank('II/d')).toBe('III/a')
  expect(servicePromotionRank('IV/e')).toBe('IV/e')
})
