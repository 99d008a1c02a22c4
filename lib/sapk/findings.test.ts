import { readFileSync } from 'node:fs'
import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import type { Locale } from '@/lib/format'
import { readableFacts } from '@/lib/i18n/facts'
import type { Finding } from '@/lib/refusal'
import { NO_RANK } from './nominative'
import { cutOff, opening, type Period, periodOn } from './period'
import { type PromotionFacts, promotionFindings } from './promotion'
import { facts, head, reference } from './promotion.fixture'
import { promotionPaths } from './promotion-paths'
import { servicePromotion } from './promotion-service'

const functional = { kind: 'functional', name: 'Auditor Ahli Pertama', echelon: null, grade: 'Ahli Pertama' } as const

/** People who together meet and fail every condition, with facts there and missing. */
const people: Partial<PromotionFacts>[] = [
  {},
  { unpaidLeaves: [{ startsOn: '2024-01-01', endsOn: null, returnedOn: null }] },
  { status: 'cpns', legalStatus: '02', isBlocked: true, hasRankDecree: false, hasOpenProposal: true, predicates: {} },
  { status: 'pppk', legalStatus: '71', predicates: { 2025: 'poor' }, educationLevel: null, superiorRank: null },
  { predicates: { 2026: 'very_poor' }, sanctions: [{ severity: 'severe', endsOn: '2028-01-31' }] },
  { retiresOn: '2027-01-01', rankSince: '2027-01-01', educationLevel: '15', superiorRank: 'II/a' },
  { rank: 'IV/e', educationLevel: '50' },
  { rank: 'II/d', educationLevel: '30' },
  { rank: 'II/d', proofs: ['PIM_IV'] },
  { rank: 'III/d' },
  { rank: 'III/d', educationLevel: '45' },
  { post: head('IV.a'), rank: 'III/b', postSince: '2027-04-01' },
  { post: head('IV.a'), rank: 'III/b', postSince: '2027-03-01' },
  { post: head('IV.a'), rank: 'III/b', rankSince: '2027-01-01', postSince: '2027-01-01' },
  { post: head('IV.a'), rank: 'III/b', rankSince: '2026-01-01', postSince: '2026-01-01' },
  { post: head('IV.a'), rank: 'III/b', inauguratedOn: '2027-04-01' },
  { post: head('IV.a'), rank: 'III/b', inauguratedOn: '2027-03-01' },
  { post: head('IV.a'), rank: 'III/b', rankSince: '2026-01-01', inauguratedOn: '2026-01-02' },
  { post: head('IV.a'), rank: 'I/a' },
  { post: head('IV.a'), rank: 'III/d' },
  { isSpecialist: true, rankSince: '2025-04-01', predicates: { 2025: 'good', 2026: 'good' } },
  { isSpecialist: true, rankSince: '2026-04-01', predicates: { 2026: 'poor' } },
  { isSpecialist: true, predicates: {} },
  { post: head('V.b') },
  { post: { ...head('V.b'), echelon: null } },
  { post: functional, rank: 'III/a', creditThousandths: 12_500 },
  { post: functional, rank: 'III/a', creditThousandths: 50_000, rankSince: '2026-01-01' },
  { post: functional, proofs: ['UKOM'] },
  { post: { ...functional, grade: null } },
  { post: { ...functional, grade: 'Ahli Muda' }, rank: 'III/b' },
  { post: { ...functional, grade: 'Ahli Muda' }, rank: 'III/b', creditThousandths: 12_500 },
]

const april = periodOn('2027-04-01', reference) as Period

const findings: Finding[] = [
  NO_RANK,
  ...people.flatMap((changes) => {
    const one = { ...facts, ...changes }
    const type = one.post.kind === 'executing' ? 'regular' : one.post.kind
    return ['2027-04-01', '2025-04-02', '2028-04-01'].flatMap((on) => [
      ...promotionFindings(type, one, on, '2027-03-01', reference),
      ...servicePromotion(one, '2010-01-01', on),
      ...servicePromotion(one, '2024-01-01', on),
    ])
  }),
  ...promotionPaths(facts, '2027-04-01', '2027-03-01', reference).others.flatMap((path) => path.findings),
  ...['2026-12-31', '2027-03-01'].flatMap((today) => [opening(april, today), cutOff(april, today)]),
]

test('the people of this test meet and fail every condition', () => {
  const kinds = (met: boolean) =>
    [...new Set(findings.filter((finding) => finding.met === met).map(({ code }) => code))].sort()
  expect(kinds(true)).toHaveLength(35)
  const both = kinds(true).filter((code) => code !== 'promotion.service_exam')
  expect(kinds(false)).toEqual([...both, 'promotion.post_kind', 'promotion.post_range', 'promotion.rank'].sort())
})

const translator = (locale: Locale, onError: (error: Error) => void) =>
  createTranslator({
    locale,
    timeZone: 'Asia/Jakarta',
    messages: JSON.parse(readFileSync(`messages/${locale}/findings.json`, 'utf8')),
    onError,
  }) as (key: string, values: Record<string, string | number>) => string

test('angka kredit that a rank below the jenjang does not ask for are told as such, never as a PAK that is missing', () => {
  const told = (credit: number | null) =>
    translator('id', (error) => expect.fail(error.message))(
      'promotion.credit_points.met',
      readableFacts({ creditThousandths: credit, requiredThousandths: 0, grade: 'Ahli Madya' }, 'id'),
    )
  expect(told(null)).toMatch(/^Tidak disyaratkan: .* di bawah jenjang Ahli Madya, .* jenjang sebelumnya$/)
  expect(told(12_500)).toMatch(/^Tidak disyaratkan: .*\. Tercatat 12,5$/)
})

test.each(['id', 'en'] as const)('every finding reads as a whole sentence (%s)', (locale: Locale) => {
  const faults: string[] = []
  const translate = translator(locale, (error) => faults.push(error.message))
  for (const finding of findings) {
    for (const part of finding.met ? ['title', 'met'] : ['title', 'unmet', 'todo']) {
      const sentence = translate(`${finding.code}.${part}`, readableFacts(finding.facts, locale))
      expect(sentence, `${finding.code}.${part} ${JSON.stringify(finding.facts)}`).not.toMatch(
        /none|null|undefined|[{}]|\b\d{4}-\d{2}/,
      )
      expect(sentence.trim().length).toBeGreaterThan(1)
    }
  }
  expect(faults).toEqual([])
})
