import * as z from 'zod'
import { rankCodes } from './rank-codes'

const text = z.string().trim().min(1).max(300)
const count = z.number().int().min(0).max(100)
/** Angka kredit as the regulations print them; the rules count in their thousandths. */
const points = z.number().min(0).max(10_000).multipleOf(0.001)
const rank = z.enum(rankCodes)
const words = z.array(text)
const label = z.object({ label: text })

/** What `data` of a reference row holds, by table: BKN's administrator may change it, the loader checks it. */
export const referenceShapes = {
  ranks: z.object({
    scheme: z.enum(['PNS', 'PPPK']),
    sapkId: text.nullable(),
    title: text.nullable(),
    groupName: text.nullable(),
    entryEducation: text.nullable(),
    entryServiceYears: count.nullable(),
    next: text.nullable(),
  }),
  salaries: z.object({ rank, serviceYears: count, amountRupiah: z.number().int().positive() }),
  echelons: z.object({
    name: text,
    jptEquivalent: text.nullable(),
    minRank: rank.nullable(),
    maxRank: rank.nullable(),
    typicalPosts: text.nullable(),
    retirementAgeYears: count.nullable(),
  }),
  education_levels: z.object({
    shortName: text,
    name: text,
    entryRank: rank,
    ceilingRank: rank,
    adjustmentRank: rank.nullable(),
    pppkEntry: text.nullable(),
  }),
  credit_points: z.object({
    category: text,
    fromRank: rank,
    toRank: rank,
    coefficient: points,
    rankThreshold: points,
    gradeThreshold: points.nullable(),
  }),
  retirement_ages: z.object({
    kind: z.enum(['managerial', 'non_managerial', 'override', 'transitional']),
    families: words,
    grades: words,
    ageYears: count,
    note: text.nullable(),
  }),
  promotion_types: z.object({ sapkId: text.nullable(), name: text, system: text, isPeriodBound: z.boolean() }),
  retirement_types: z.object({
    sapkId: text.nullable(),
    name: text,
    minAgeYears: text.nullable(),
    minServiceYears: count.nullable(),
  }),
  regional_offices: z.object({ roman: text, name: text, seat: text, provinceCodes: words }),
  provinces: z.object({ bpsCode: text, name: text, capital: text, regionalOffice: count }),
  promotion_periods: z.object({ months: z.array(z.number().int().min(1).max(12)).min(1) }),
  /** Working days that each turn of a proposal has. */
  service_levels: z.object({ workingDays: count }),
  authority_rules: z.object({
    service: z.enum(['promotion', 'retirement', 'recruitment']),
    agency: z.enum(['central', 'province', 'regency', 'any']),
    rankFrom: rank,
    rankTo: rank,
    post: z.enum(['any', 'top', 'other']),
    approvalBy: z.enum(['regional_office', 'bkn', 'head_of_bkn']),
    instrument: z.enum(['approval_note', 'technical_consideration']),
    decreeBy: z.enum([
      'ppk',
      'governor',
      'president',
      'head_of_bkn_for_president',
      'head_of_bkn',
      'head_of_regional_office',
    ]),
    /** The highest rank of a decree that somebody may sign for the PPK. */
    delegableTo: rank.nullable(),
  }),
  /** BKN's small lists, each a table of its own named as BKN names it. */
  kedudukan_hukum: label,
  jenis_pegawai: label,
  jenis_jabatan: label,
  jenis_kawin: label,
  agama: label,
  jenis_hukuman: label,
  latihan_struktural: label,
  cltn: label,
  penghargaan: label,
  jenis_pengadaan: label,
} as const satisfies Record<string, z.ZodObject>

export type ReferenceTable = keyof typeof referenceShapes
export type ReferenceShapes = { [T in ReferenceTable]: z.output<(typeof referenceShapes)[T]> }

/** One row of one table with its period of validity; `validTo` is its last day, null while in force. */
export type ReferenceRow<Table extends ReferenceTable = ReferenceTable> = {
  [T in Table]: {
    tableName: T
    code: string
    validFrom: string
    validTo: string | null
    position: number
    data: ReferenceShapes[T]
    source: string
    confidence: string
  }
}[Table]
