import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { retirementAge } from '@/lib/registry/positions'
import { nextIncrement } from './increment'
import { pensionEstimate, retirementAgeOn } from './pension'
import { CONDITIONAL_CODES, judgePromotion, type PromotionFacts, proposedRank } from './promotion'
import { reference } from './promotion.fixture'
import { placeOf } from './promotion-structural'
import { DATA_DATE, readSample, type SampleRow, text } from './sample.fixture'

const SAMPLES = `${import.meta.dirname}/../../e2e/samples`
const expected = JSON.parse(readFileSync(`${SAMPLES}/kp-2027-04.expected.json`, 'utf8'))
const EFFECTIVE_ON = '2027-04-01'

/** The names the sample gives to unmet conditions. */
const SAMPLE_CODES: Record<string, string> = {
  'promotion.period': 'PERIOD_INVALID',
  'promotion.pns': 'STATUS_NOT_PNS',
  'promotion.legal_status': 'KEDUDUKAN_NOT_ACTIVE',
  'promotion.sanction': 'HUKDIS_RUNNING',
  'promotion.predicate_missing': 'PREDIKAT_MISSING',
  'promotion.predicate': 'PREDIKAT_BELOW_BAIK',
  'promotion.top_rank': 'TOP_RANK',
  'promotion.retirement': 'PENSION_BEFORE_TMT',
  'promotion.tenure_4': 'YEARS_IN_RANK_LT_4',
  'promotion.education_ceiling': 'EDUCATION_CEILING',
  'promotion.tenure_1': 'YEARS_IN_RANK_LT_1',
  'promotion.post_tenure_1': 'YEARS_IN_POST_LT_1',
  'promotion.inauguration': 'NOT_AFTER_PELANTIKAN',
  'promotion.post_minimum': 'TWO_OR_MORE_BELOW_MINIMUM',
  'promotion.post_maximum': 'AT_POST_MAXIMUM',
  'promotion.superior': 'ABOVE_SUPERIOR',
  'promotion.service_exam_1': 'UJIAN_DINAS_I',
  'promotion.service_exam_2': 'UJIAN_DINAS_II',
}

const OUTCOMES = { eligible: 'MS', conditional: 'MS_BERSYARAT', ineligible: 'TMS' }
const NO_INCREMENT: Record<string, string> = {
  last_step: 'LAST_ROW',
  after_retirement: 'AFTER_PENSION',
  unpaid_leave_unknown: 'CLTN_PERIOD_UNKNOWN',
}

let sample: Awaited<ReturnType<typeof readSample>>

beforeAll(async () => {
  sample = await readSample(`${SAMPLES}/pegawai-babel-clean.xlsx`)
}, 60_000)

test('every line of the sample comes out as expected', () => {
  expect(expected.answers).toHaveLength(150)
  const byNip = new Map(sample.people.map((row) => [row.nip, row]))
  for (const line of expected.answers) {
    const row = byNip.get(line.nip)
    if (!row) throw new Error(`no row ${line.nip}`)
    expect(answer(row)).toEqual(line)
  }
})

test('the counts over the whole workbook come out as expected', () => {
  const counts: Record<string, Record<string, number>> = {
    reguler: {},
    reguler_failed: {},
    struktural: {},
    struktural_failed: {},
    kgb_none: {},
  }
  const count = (table: string, key: string) => {
    const entry = counts[table]
    if (entry) entry[key] = (entry[key] ?? 0) + 1
  }
  let functional = 0
  for (const { reguler, struktural, jf, kgb } of sample.people.map(answer)) {
    if (jf) functional += 1
    if ('reason' in kgb) count('kgb_none', kgb.reason ?? '')
    if (reguler) count('reguler', reguler.status)
    if (struktural) count('struktural', `${struktural.case ?? '-'} ${struktural.status}`)
    for (const code of reguler?.failed ?? []) count('reguler_failed', code ?? '')
    for (const code of struktural?.failed ?? []) count('struktural_failed', code ?? '')
  }
  expect({ people: sample.people.length, jf_skipped: functional, ...counts }).toEqual(expected.summary_whole_workbook)
})

function answer(row: SampleRow) {
  const facts = sample.factsOf(row)
  const { type, findings, outcome } = judgePromotion(facts, EFFECTIVE_ON, DATA_DATE, reference)
  const unmet = findings.filter((finding) => !finding.met)
  const verdict = {
    status: OUTCOMES[outcome],
    failed: unmet.filter(({ code }) => !CONDITIONAL_CODES.has(code)).map(({ code }) => SAMPLE_CODES[code]),
    conditions: unmet.filter(({ code }) => CONDITIONAL_CODES.has(code)).map(({ code }) => SAMPLE_CODES[code]),
  }
  return {
    nip: text(row, 'nip'),
    gol: facts.rank,
    tmt_gol: facts.rankSince,
    reguler: type === 'regular' ? verdict : null,
    struktural: type === 'structural' ? { case: caseOf(facts), ...verdict } : null,
    superior_gol: (type === 'structural' && facts.superiorRank) || undefined,
    jf: type === 'functional' ? 'SKIPPED' : null,
    kp: type === 'functional' ? null : printed(facts),
    kgb: incrementAnswer(facts, row),
    pensiun: pensionAnswer(facts, row),
  }
}

function caseOf(facts: PromotionFacts) {
  const range = reference.echelons.get(facts.post.echelon ?? '')?.[0]
  const place = range && placeOf(facts.rank, range.minRank, range.maxRank)
  return place === 'one_below' ? 'a' : place === 'inside' ? 'b' : null
}

function printed(facts: PromotionFacts) {
  const next = proposedRank(facts, EFFECTIVE_ON, reference)
  return next ? { gol_baru: next.rank, mkg: yearsMonths(next.serviceMonths), gaji_pokok: next.salaryRupiah } : null
}

function incrementAnswer(facts: PromotionFacts, row: SampleRow) {
  const latestPredicate = facts.predicates[2025] ?? null
  const increment = nextIncrement({ ...facts, latestPredicate }, DATA_DATE, reference)
  if ('none' in increment) return { tmt: null, reason: NO_INCREMENT[increment.none] }
  return {
    tmt: increment.effectiveOn,
    mkg_tahun: increment.serviceYears,
    gaji_baru: increment.newRupiah,
    gaji_lama: increment.oldRupiah,
    cpns: text(row, 'status_cpns_pns') === 'C',
    performance_ok: increment.isPerformanceSufficient,
  }
}

function pensionAnswer(facts: PromotionFacts, row: SampleRow) {
  const years = retirementAge(reference, facts.post, DATA_DATE)
  const reached = retirementAgeOn(text(row, 'tgl_lahir'), years)
  const pension = pensionEstimate(
    { ...facts, cpnsOn: text(row, 'tmt_cpns'), creditedMonths: 0 },
    reached,
    facts.retiresOn,
    reference,
  )
  const age = { bup_tahun: years, bup: reached, tmt_pensiun: facts.retiresOn }
  if (!pension) return { ...age, masa_kerja: null, persen: null, estimasi: null, reason: 'CLTN_PERIOD_UNKNOWN' }
  return {
    ...age,
    masa_kerja: yearsMonths(pension.serviceMonths),
    persen: (pension.percentTenThousandths / 10_000).toFixed(4),
    mkg_akhir: yearsMonths(pension.rankServiceMonths),
    dasar: pension.baseRupiah,
    pokok_rumus: pension.formulaRupiah,
    estimasi: pension.estimateRupiah,
  }
}

function yearsMonths(months: number): [number, number] {
  return [Math.floor(months / 12), months % 12]
}
