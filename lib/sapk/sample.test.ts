import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import type { CivilDate } from '@/lib/civil-date'
import { gradeOf, type PostKind, retirementAge } from '@/lib/registry/positions'
import { isRank, type Rank } from '@/lib/registry/ranks'
import { buildReference } from '@/lib/registry/reference'
import { nextIncrement } from './increment'
import { pensionEstimate, retirementAgeOn, retiresOn } from './pension'
import type { Predicate } from './performance'
import { CONDITIONAL_CODES, judgePromotion, type PromotionFacts, proposedRank } from './promotion'
import { placeOf } from './promotion-structural'

const SAMPLES = `${import.meta.dirname}/../../e2e/samples`
const expected = JSON.parse(readFileSync(`${SAMPLES}/kp-2027-04.expected.json`, 'utf8'))
const reference = buildReference(readReferenceRows())
const EFFECTIVE_ON = '2027-04-01'
const DECIDED_ON = '2026-11-23'

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

type Row = Record<string, string>
let rows: Row[]
let superiors: (row: Row) => Rank | null

beforeAll(async () => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(`${SAMPLES}/pegawai-babel-clean.xlsx`)
  rows = sheet(workbook, 'pegawai')
  superiors = superiorsIn(rows, sheet(workbook, 'unor'))
}, 60_000)

test('every line of the sample comes out as expected', () => {
  expect(expected.answers).toHaveLength(150)
  const byNip = new Map(rows.map((row) => [row.nip, row]))
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
  for (const { reguler, struktural, jf, kgb } of rows.map(answer)) {
    if (jf) functional += 1
    if ('reason' in kgb) count('kgb_none', kgb.reason ?? '')
    if (reguler) count('reguler', reguler.status)
    if (struktural) count('struktural', `${struktural.case ?? '-'} ${struktural.status}`)
    for (const code of reguler?.failed ?? []) count('reguler_failed', code ?? '')
    for (const code of struktural?.failed ?? []) count('struktural_failed', code ?? '')
  }
  expect({ people: rows.length, jf_skipped: functional, ...counts }).toEqual(expected.summary_whole_workbook)
})

function answer(row: Row) {
  const facts = factsOf(row)
  const { type, findings, outcome } = judgePromotion(facts, EFFECTIVE_ON, DECIDED_ON, reference)
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

function incrementAnswer(facts: PromotionFacts, row: Row) {
  const latestPredicate = facts.predicates[2025] ?? null
  const increment = nextIncrement({ ...facts, latestPredicate }, DECIDED_ON, reference)
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

function pensionAnswer(facts: PromotionFacts, row: Row) {
  const years = retirementAge(reference, facts.post, DECIDED_ON)
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
    persen: pension.percent.toFixed(4),
    mkg_akhir: yearsMonths(pension.rankServiceMonths),
    dasar: pension.baseRupiah,
    pokok_rumus: pension.formulaRupiah,
    estimasi: pension.estimateRupiah,
  }
}

function factsOf(row: Row): PromotionFacts {
  const name = text(row, 'jabatan')
  const kind = KINDS[text(row, 'jenis_jabatan')] ?? 'executing'
  const post = { kind, name, echelon: row.eselon || null, grade: gradeOf(name) }
  const legalStatus = text(row, 'kedudukan_hukum')
  const [severity, endsOn] = (row.hukdis ?? '').split(' ')
  return {
    status: text(row, 'status_cpns_pns') === 'P' ? 'pns' : 'cpns',
    legalStatus,
    rank: rankOf(row),
    rankSince: text(row, 'tmt_gol'),
    serviceMonths: Number(row.mkg_tahun) * 12 + Number(row.mkg_bulan),
    unpaidMonths: legalStatus === '02' ? null : 0,
    hasRankDecree: true,
    educationLevel: text(row, 'tk_pendidikan'),
    predicates: { 2024: PREDICATES[row.predikat_2024 ?? ''], 2025: PREDICATES[row.predikat_2025 ?? ''] },
    sanctions: severity && endsOn ? [{ severity: SEVERITIES[severity] ?? 'severe', endsOn: reversed(endsOn) }] : [],
    post,
    postSince: text(row, 'tmt_jabatan'),
    superiorRank: superiors(row),
    retiresOn: retiresOn(text(row, 'tgl_lahir'), retirementAge(reference, post, DECIDED_ON), text(row, 'tmt_jabatan')),
    proofs: [],
    creditThousandths: null,
    isBlocked: false,
    hasOpenProposal: false,
  }
}

const KINDS: Record<string, PostKind> = { 1: 'structural', 2: 'functional', 4: 'executing' }
const SEVERITIES: Record<string, 'light' | 'medium' | 'severe'> = { ringan: 'light', sedang: 'medium', berat: 'severe' }
const PREDICATES: Record<string, Predicate> = {
  'Sangat Baik': 'very_good',
  Baik: 'good',
  'Butuh Perbaikan': 'needs_improvement',
  Kurang: 'poor',
  'Sangat Kurang': 'very_poor',
}

/** The head of the unit, for a head the head of the unit above, passing over units without a structural head. */
function superiorsIn(people: Row[], unitRows: Row[]): (row: Row) => Rank | null {
  const units = new Map(unitRows.map((unit) => [unit.kode, unit]))
  const isHeadOf = (person: Row, unit: Row) =>
    person.jenis_jabatan === '1' && person.unor_kode === unit.kode && person.jabatan === unit.nama_jabatan
  const heads = new Map(unitRows.map((unit) => [unit.kode, people.find((person) => isHeadOf(person, unit))]))
  return (row) => {
    const own = units.get(row.unor_kode)
    let unit = own && isHeadOf(row, own) ? units.get(own.induk) : own
    for (; unit; unit = units.get(unit.induk)) {
      const head = heads.get(unit.kode)
      if (head) return rankOf(head)
    }
    return null
  }
}

function sheet(workbook: ExcelJS.Workbook, name: string): Row[] {
  const worksheet = workbook.getWorksheet(name)
  if (!worksheet) throw new Error(`no sheet ${name}`)
  const codes = (worksheet.getRow(1).values as string[]).slice(1)
  const found: Row[] = []
  worksheet.eachRow((line, number) => {
    if (number < 3) return
    found.push(Object.fromEntries(codes.map((code, index) => [code, cell(line.getCell(index + 1).value)])))
  })
  return found
}

function cell(value: ExcelJS.CellValue): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return value === null || value === undefined ? '' : String(value)
}

function text(row: Row, field: string): string {
  const value = row[field]
  if (!value) throw new Error(`no ${field}`)
  return value
}

function rankOf(row: Row): Rank {
  const rank = text(row, 'gol')
  if (!isRank(rank)) throw new Error(`no rank ${rank}`)
  return rank
}

function reversed(date: string): CivilDate {
  return date.split('-').reverse().join('-')
}

function yearsMonths(months: number): [number, number] {
  return [Math.floor(months / 12), months % 12]
}
