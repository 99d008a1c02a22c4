import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { CivilDate } from '@/lib/civil-date'
import type { Rank } from '@/lib/registry/ranks'
import { type PromotionFacts, type PromotionType, promotionFindings } from './promotion'
import { facts, head, reference } from './promotion.fixture'
import { isFirstPromotion, requiredDocuments } from './required-documents'
import { readSample, text } from './sample.fixture'

const ON = '2027-04-01'
const BASE = ['SK_PANGKAT', 'PREDIKAT_2025', 'PREDIKAT_2026']
const auditor = { kind: 'functional', name: 'Auditor Ahli Muda', echelon: null, grade: 'Ahli Muda' } as const

const documents = (type: PromotionType, changes: Partial<PromotionFacts>, isFirst = false, toRank: Rank = 'III/c') =>
  requiredDocuments(
    { type, toRank, findings: promotionFindings(type, { ...facts, ...changes }, ON, '2027-03-01', reference) },
    isFirst,
  )

test('every promotion shows the last rank decree and the two predicates that were looked at', () => {
  expect(documents('regular', {})).toEqual(BASE)
})

test('a Spesialis I shows the predicate of the last year alone', () => {
  expect(documents('regular', { isSpecialist: true, educationLevel: '45' })).toEqual(['SK_PANGKAT', 'PREDIKAT_2026'])
})

test('a first promotion shows the papers of the appointment too', () => {
  expect(documents('regular', {}, true)).toEqual([...BASE, 'SK_CPNS', 'SK_PNS', 'KARPEG', 'IJAZAH', 'TRANSKRIP'])
})

test('a structural one shows post, inauguration, duty and leadership training', () => {
  const post = { post: head('IV.a'), rank: 'III/b' } as const
  expect(documents('structural', post)).toEqual([...BASE, 'SK_JABATAN', 'SPP', 'SPMT', 'STTPL_PIM'])
})

test('a functional one shows angka kredit and post, and the competency test where it enters the jenjang', () => {
  const base = [...BASE, 'PAK', 'KONVERSI_AK', 'AKUMULASI_AK', 'SK_JABATAN']
  expect(documents('functional', { post: auditor, rank: 'III/c' }, false, 'III/d')).toEqual(base)
  expect(documents('functional', { post: auditor, rank: 'III/b' })).toEqual([...base, 'SERTIFIKAT_UKOM'])
})

test('into another group it shows the Ujian Dinas or what exempts from it, the diploma where that does', () => {
  const exam = (changes: Partial<PromotionFacts>) => documents('regular', { rank: 'II/d', ...changes }, false, 'III/a')
  expect(exam({ educationLevel: '30' })).toEqual([...BASE, 'STLUD'])
  expect(exam({ educationLevel: '30', proofs: ['PIM_IV'] })).toEqual([...BASE, 'STLUD'])
  expect(exam({ educationLevel: '40' })).toEqual([...BASE, 'IJAZAH'])
})

test('from IV/c on it shows the curriculum vitae for the Sekretariat Negara', () => {
  expect(documents('regular', {}, false, 'IV/b')).not.toContain('DRH')
  expect(documents('regular', {}, false, 'IV/c')).toContain('DRH')
})

test('every document has its name in both languages', () => {
  const all = new Set([
    ...documents('regular', { rank: 'III/d' }, true, 'IV/c'),
    ...documents('structural', { post: head('IV.a'), rank: 'III/b' }),
    ...documents('functional', { post: auditor, rank: 'III/b' }),
  ])
  for (const locale of ['id', 'en']) {
    const { document } = JSON.parse(readFileSync(`messages/${locale}/proposal.json`, 'utf8'))
    for (const type of all) expect(document[type.replace(/_\d{4}$/, '')], `${locale} ${type}`).toBeTruthy()
  }
})

test('the rank of the appointment alone is no promotion, a second decree of the same rank neither', () => {
  expect(isFirstPromotion([], '2019-03-01')).toBe(true)
  expect(isFirstPromotion([{ rank: 'III/a', effectiveOn: '2019-03-01' }], '2019-03-01')).toBe(true)
  const appointed = [
    { rank: 'III/a', effectiveOn: '2019-03-01' },
    { rank: 'III/a', effectiveOn: '2020-04-01' },
  ] as const
  expect(isFirstPromotion(appointed, '2019-03-01')).toBe(true)
})

test('a rank above that of the appointment, or one decided after it, is a promotion', () => {
  const promoted = [
    { rank: 'III/a', effectiveOn: '2019-03-01' },
    { rank: 'III/b', effectiveOn: '2023-04-01' },
  ] as const
  expect(isFirstPromotion(promoted, '2019-03-01')).toBe(false)
  expect(isFirstPromotion([{ rank: 'IV/a', effectiveOn: '2022-04-01' }], '1998-03-01')).toBe(false)
})

let sample: Awaited<ReturnType<typeof readSample>>
beforeAll(async () => {
  sample = await readSample('e2e/samples/pegawai-babel-clean.xlsx')
}, 60_000)

test('in the sample workbook those still in the rank of their appointment are before their first promotion', () => {
  const ranks = new Map<string, { rank: Rank; effectiveOn: CivilDate }[]>()
  for (const row of sample.ranks) {
    const rank = { rank: text(row, 'gol') as Rank, effectiveOn: text(row, 'tmt') }
    ranks.set(text(row, 'nip'), [...(ranks.get(text(row, 'nip')) ?? []), rank])
  }
  const first = sample.people.filter((row) =>
    isFirstPromotion(ranks.get(text(row, 'nip')) ?? [], text(row, 'tmt_cpns')),
  )
  const unpromoted = sample.people.filter((row) => row.gol === row.gol_awal)
  expect(first.map((row) => row.nip)).toEqual(unpromoted.map((row) => row.nip))
  expect(first.length).toBeGreaterThan(0)
  expect(first.length).toBeLessThan(sample.people.length / 2)
})
