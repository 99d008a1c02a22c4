import { expect, test } from 'vitest'
import { isProvisional, latestAssessedYear, latestPredicate, performanceFindings } from './performance'

const TMT = '2027-04-01'
const codes = (predicates: Parameters<typeof performanceFindings>[0], decidedOn: string) =>
  performanceFindings(predicates, TMT, decidedOn).flatMap((finding) => (finding.met ? [] : [finding.code]))

test('the two latest assessed years before the TMT count', () => {
  expect(codes({ 2025: 'good', 2026: 'very_good' }, '2027-03-01')).toEqual([])
  expect(codes({ 2024: 'poor', 2025: 'good', 2026: 'good' }, '2027-03-01')).toEqual([])
  expect(codes({ 2025: 'needs_improvement', 2026: 'good' }, '2027-03-01')).toEqual(['promotion.predicate'])
})

test('a missing predicate of a closed year is its own finding', () => {
  expect(codes({ 2025: 'good' }, '2027-02-03')).toEqual(['promotion.predicate_missing'])
  expect(codes({ 2025: 'poor' }, '2027-02-03')).toEqual(['promotion.predicate_missing', 'promotion.predicate'])
})

test('while the year just before the TMT is open the case is provisional and earlier years decide', () => {
  expect(codes({ 2024: 'good', 2025: 'good' }, '2026-11-23')).toEqual([])
  expect(isProvisional({ 2024: 'good', 2025: 'good' }, TMT, '2026-11-23')).toBe(true)
  expect(isProvisional({ 2025: 'good', 2026: 'good' }, TMT, '2027-02-01')).toBe(false)
})

test('a year is assessed from 1 February, or as soon as its predicate is there', () => {
  expect(latestAssessedYear({}, TMT, '2027-01-31')).toBe(2025)
  expect(latestAssessedYear({}, TMT, '2027-02-01')).toBe(2026)
  expect(latestAssessedYear({ 2026: 'good' }, TMT, '2027-01-10')).toBe(2026)
})

test('a year that follows the TMT never counts', () => {
  expect(latestAssessedYear({ 2026: 'poor' }, '2024-04-01', '2026-11-23')).toBe(2023)
})

test('an increment asks for the year that a promotion takes last, and for no older one in its place', () => {
  expect(latestPredicate({ 2024: 'poor', 2025: 'good' }, '2026-11-23')).toBe('good')
  expect(latestPredicate({ 2024: 'poor' }, '2026-11-23')).toBe(null)
  expect(latestPredicate({ 2024: 'poor' }, '2026-01-31')).toBe('poor')
})

test('the finding names the year that is still open', () => {
  const [finding] = performanceFindings({ 2024: 'good', 2025: 'good' }, TMT, '2026-11-23')
  expect(finding?.facts).toEqual({
    firstYear: 2024,
    firstPredicate: 'good',
    lastYear: 2025,
    lastPredicate: 'good',
    openYear: 2026,
  })
})
