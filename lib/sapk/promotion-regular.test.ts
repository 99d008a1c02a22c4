import { expect, test } from 'vitest'
import { promotionFindings } from './promotion'
import { facts, reference, unmet } from './promotion.fixture'

const regular = (changes: Partial<typeof facts>, effectiveOn?: string) => unmet('regular', changes, effectiveOn)

test('four full years in the rank, counted to the day', () => {
  expect(regular({ rankSince: '2023-04-01' })).toEqual([])
  expect(regular({ rankSince: '2023-05-01' })).toEqual(['tenure_4'])
})

test('SLTA ends at III/b, S-1 at III/d, S-2 at IV/a', () => {
  const ceiling = (educationLevel: string | null, rank: (typeof facts)['rank']) =>
    regular({ educationLevel, rank, proofs: ['UJIAN_DINAS_I', 'UJIAN_DINAS_II'] })
  expect(ceiling('15', 'III/a')).toEqual([])
  expect(ceiling('15', 'III/b')).toEqual(['education_ceiling'])
  expect(ceiling('40', 'III/c')).toEqual([])
  expect(ceiling('40', 'III/d')).toEqual(['education_ceiling'])
  expect(ceiling('45', 'III/d')).toEqual([])
  expect(ceiling('45', 'IV/a')).toEqual(['education_ceiling'])
  expect(ceiling('50', 'IV/a')).toEqual([])
  expect(ceiling('12', 'II/c')).toEqual([])
  expect(ceiling('10', 'II/c')).toEqual(['education_ceiling'])
  expect(ceiling('05', 'II/a')).toEqual(['education_ceiling'])
  expect(ceiling(null, 'III/a')).toEqual(['education_ceiling'])
})

test('a rank earned above the ceiling in an earlier post is no reason to refuse anything else', () => {
  expect(regular({ educationLevel: '15', rank: 'III/d', proofs: ['UJIAN_DINAS_II'] })).toEqual(['education_ceiling'])
})

test('Ujian Dinas I from II/d unless exempt by diploma, training or achievement', () => {
  const exam = (changes: Partial<typeof facts>) => regular({ rank: 'II/d', educationLevel: '30', ...changes })
  expect(exam({})).toEqual(['service_exam_1'])
  expect(exam({ proofs: ['UJIAN_DINAS_I'] })).toEqual([])
  expect(exam({ proofs: ['PIM_IV'] })).toEqual([])
  expect(exam({ proofs: ['OUTSTANDING_ACHIEVEMENT'] })).toEqual([])
  expect(exam({ proofs: ['UJIAN_DINAS_II'] })).toEqual(['service_exam_1'])
  expect(exam({ educationLevel: '35' })).toEqual([])
  expect(exam({ educationLevel: '40' })).toEqual([])
})

test('Ujian Dinas II from III/d unless exempt', () => {
  const exam = (changes: Partial<typeof facts>) => regular({ rank: 'III/d', educationLevel: '40', ...changes })
  expect(exam({})).toEqual(['education_ceiling', 'service_exam_2'])
  expect(exam({ proofs: ['PIM_III'] })).toEqual(['education_ceiling'])
  expect(exam({ educationLevel: '45' })).toEqual([])
})

test('the direct superior could not be passed before 20 May 2025', () => {
  const early = { rankSince: '2020-04-01', superiorRank: 'III/b', predicates: { 2023: 'good', 2024: 'good' } } as const
  expect(regular(early, '2025-04-01')).toEqual(['superior'])
  expect(regular(early, '2025-06-01')).toEqual([])
  expect(regular({ ...early, superiorRank: 'III/c' }, '2025-04-01')).toEqual([])
  expect(regular({ ...early, superiorRank: null }, '2025-04-01')).toEqual([])
})

test('a Spesialis I rises from III/b after two years, counted to the day, with Baik in the last year alone', () => {
  const specialist = (changes: Partial<typeof facts>, effectiveOn?: string) =>
    regular(
      { isSpecialist: true, educationLevel: '45', predicates: { 2025: 'poor', 2026: 'good' }, ...changes },
      effectiveOn,
    )
  expect(specialist({ rankSince: '2025-04-01' })).toEqual([])
  expect(specialist({ rankSince: '2025-04-02' })).toEqual(['tenure_2'])
  expect(specialist({ rankSince: '2025-05-01' }, '2027-05-01')).toEqual([])
  expect(specialist({ rankSince: '2025-04-01', unpaidMonths: 1 })).toEqual(['tenure_2'])
  expect(specialist({ rankSince: '2025-04-01', predicates: { 2026: 'good' } })).toEqual([])
  expect(specialist({ rankSince: '2025-04-01', predicates: { 2025: 'good', 2026: 'poor' } })).toEqual(['predicate_1'])
  expect(specialist({ rankSince: '2025-04-01', predicates: { 2025: 'good' } })).toEqual(['predicate_missing_1'])
})

test('of any other rank a Spesialis I asks for four years and two of Baik', () => {
  const above = { isSpecialist: true, educationLevel: '45', rank: 'III/c', rankSince: '2025-04-01' } as const
  expect(regular(above)).toEqual(['tenure_4'])
  expect(regular({ ...above, predicates: { 2025: 'poor', 2026: 'good' } })).toEqual(['predicate', 'tenure_4'])
})

test('the two years of a Spesialis I name the regulation that allows them', () => {
  const held = { ...facts, isSpecialist: true, educationLevel: '45' }
  const findings = promotionFindings('regular', held, '2027-04-01', '2027-03-01', reference)
  expect(findings.find(({ code }) => code === 'promotion.tenure_2')?.source).toContain('Kepka BKN 12/2002')
})
