import * as z from 'zod'
import type { ReferenceTable } from '@/db/reference/shapes'
import { MAX_REASON, MIN_REASON } from '@/lib/registry/inputs'
import { RANKS } from '@/lib/registry/ranks'

/** The histories of a person, each with the word that its address has. */
export const HISTORY_SLUGS = {
  rank: 'golongan',
  position: 'jabatan',
  education: 'pendidikan',
  training: 'diklat',
  performance: 'kinerja',
  creditPoint: 'angka-kredit',
  appointment: 'cpns-pns',
  family: 'keluarga',
  serviceTime: 'masa-kerja',
  discipline: 'hukuman-disiplin',
  award: 'penghargaan',
  leave: 'cuti',
} as const

export type HistoryKind = keyof typeof HISTORY_SLUGS

export const HISTORY_KINDS = Object.keys(HISTORY_SLUGS) as HistoryKind[]

/**
 * What a form asks for one column: `schema` turns the typed text into the stored value. The choices of `list` come from
 * the tables of the register, those of `choice` have a sentence each in `registry.<words>`.
 */
export type HistoryField = { schema: z.ZodType<unknown, string | boolean>; isOptional: boolean } & (
  | { control: 'text' | 'date' | 'number' | 'decimal' | 'months' | 'checkbox' }
  | { control: 'choice'; values: readonly string[]; words: string }
  | { control: 'list'; of: ReferenceTable | 'positions' | 'units' }
)

const MOST_TEXT = 200
const written = z.string().trim().max(MOST_TEXT, 'too_long')

/** An empty answer is no value; any other has to fit. */
function optional<T>(schema: z.ZodType<T, string>): z.ZodType<T | null, string> {
  return z
    .string()
    .transform((typed) => typed.trim() || null)
    .pipe(schema.nullable() as z.ZodType<T | null, string | null>)
}

const whole = (most: number) => z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(most))
const THOUSAND = 1000
/** A decimal number with up to three places, comma or point, as thousandths. */
const thousandths = z
  .string()
  .trim()
  .regex(/^\d{1,6}([.,]\d{1,3})?$/)
  .transform((typed) => Math.round(Number(typed.replace(',', '.')) * THOUSAND))

const field = <T, C>(schema: z.ZodType<T, string>, rest: C) => ({ schema, isOptional: false, ...rest })
const maybe = <T, C>(schema: z.ZodType<T, string>, rest: C) => ({ schema: optional(schema), isOptional: true, ...rest })

const control = <C extends HistoryField['control']>(name: C) => ({ control: name })
const text = field(written.min(1), control('text'))
const textOrNone = maybe(written, control('text'))
const day = field(z.iso.date(), control('date'))
const dayOrNone = maybe(z.iso.date(), control('date'))
const year = field(
  z
    .string()
    .regex(/^(19|20)\d\d$/)
    .transform(Number),
  control('number'),
)
const yearOrNone = maybe(
  z
    .string()
    .regex(/^(19|20)\d\d$/)
    .transform(Number),
  control('number'),
)
const months = (most: number) => field(whole(most), control('months'))
const numberOrNone = (most: number) => maybe(whole(most), control('number'))
const decimal = field(thousandths, control('decimal'))
const yesNo = { schema: z.boolean(), isOptional: false, ...control('checkbox') }
const choice = <V extends readonly [string, ...string[]]>(values: V, words: string) =>
  field(z.enum(values), { control: 'choice' as const, values, words })
const choiceOrNone = <V extends readonly [string, ...string[]]>(values: V, words: string) =>
  maybe(z.enum(values), { control: 'choice' as const, values, words })
const list = (of: ReferenceTable) => field(written.min(1), { control: 'list' as const, of })
const listOrNone = (of: ReferenceTable) => maybe(written, { control: 'list' as const, of })
const idIn = (of: 'positions' | 'units') => field(whole(2 ** 31 - 1), { control: 'list' as const, of })

const CENTURY_MONTHS = 1200
const MOST_RUPIAH = 100_000_000
const RATED = ['above', 'as_expected', 'below'] as const

/** The columns of each history that a person may write, in the order in which the form asks for them. */
const historyFields = {
  rank: {
    rank: choice(RANKS, 'rank'),
    promotionType: listOrNone('promotion_types'),
    serviceMonths: months(CENTURY_MONTHS),
    salaryRupiah: numberOrNone(MOST_RUPIAH),
    technicalApprovalNumber: textOrNone,
    technicalApprovalOn: dayOrNone,
  },
  position: {
    positionId: idIn('positions'),
    unitId: idIn('units'),
    echelon: listOrNone('echelons'),
    inauguratedOn: dayOrNone,
    assignment: choice(['definitive', 'acting', 'daily', 'additional'], 'assignment'),
    endsOn: dayOrNone,
  },
  education: {
    level: list('education_levels'),
    program: text,
    school: textOrNone,
    diplomaNumber: textOrNone,
    graduatedYear: yearOrNone,
    isAppointmentBasis: yesNo,
  },
  training: {
    kind: choice(['leadership', 'technical', 'exam'], 'trainingKind'),
    code: choiceOrNone(
      ['PIM_II', 'PIM_III', 'PIM_IV', 'UJIAN_DINAS_I', 'UJIAN_DINAS_II', 'UPKP', 'UKOM'],
      'trainingCode',
    ),
    name: text,
    hours: numberOrNone(5000),
    organiser: textOrNone,
    endedOn: dayOrNone,
  },
  performance: {
    year,
    predicate: choice(['very_good', 'good', 'needs_improvement', 'poor', 'very_poor'], 'predicate'),
    workResult: choiceOrNone(RATED, 'expectation'),
    behaviour: choiceOrNone(RATED, 'expectation'),
    appraiserName: textOrNone,
  },
  creditPoint: {
    kind: choice(['first', 'integration', 'conversion'], 'creditKind'),
    mainThousandths: decimal,
    supportThousandths: decimal,
    periodStartsOn: day,
    periodEndsOn: day,
  },
  appointment: {
    status: choice(['cpns', 'pns', 'pppk'], 'status'),
    technicalApprovalNumber: textOrNone,
    startLetterNumber: textOrNone,
    startedOn: dayOrNone,
    trainingNumber: textOrNone,
    trainingOn: dayOrNone,
  },
  family: {
    relation: choice(['spouse', 'child', 'parent'], 'relation'),
    name: text,
    bornOn: dayOrNone,
    status: choice(['married', 'divorced', 'deceased', 'biological', 'step', 'adopted', 'living'], 'familyStatus'),
    certificateNumber: textOrNone,
    receivesAllowance: yesNo,
  },
  serviceTime: { employer: text, startedOn: day, endedOn: day, creditedMonths: months(CENTURY_MONTHS) },
  discipline: {
    severity: choice(['light', 'medium', 'severe'], 'severity'),
    kind: textOrNone,
    endsOn: day,
    regulation: textOrNone,
  },
  award: { kind: list('penghargaan'), year },
  leave: {
    kind: choice(['annual', 'long', 'sick', 'maternity', 'important', 'CLTN'], 'leaveKind'),
    endsOn: dayOrNone,
    days: numberOrNone(2000),
  },
} as const satisfies Record<HistoryKind, Record<string, HistoryField>>

export function fieldsOf(kind: HistoryKind): Record<string, HistoryField> {
  return historyFields[kind]
}

/** Texts of the form into the values of one history. */
export function valuesSchema(kind: HistoryKind): z.ZodObject {
  const schemas = Object.entries(fieldsOf(kind)).map(([name, { schema }]) => [name, schema])
  return z.object(Object.fromEntries(schemas))
}

/** The stored values of a row as the form shows them; without a row, what a new one begins with. */
export function typedValues(kind: HistoryKind, row: Record<string, unknown> | null): Record<string, string | boolean> {
  const typed = Object.entries(fieldsOf(kind)).map(([name, { control }]) => {
    const value = row?.[name]
    if (control === 'checkbox') return [name, value === true]
    if (control === 'decimal') return [name, String(Number(value ?? 0) / THOUSAND).replace('.', ',')]
    return [name, value === null || value === undefined ? '' : String(value)]
  })
  return Object.fromEntries(typed)
}

const reason = z.string().trim().min(MIN_REASON, 'reason_too_short').max(MAX_REASON, 'too_long')

/** A row of a history as somebody typed it; `values` are read by `valuesSchema`. */
export const historyInput = z.object({
  employeeId: z.uuid(),
  kind: z.enum(HISTORY_KINDS),
  effectiveOn: z.iso.date(),
  decreeNumber: z.string().trim().max(100, 'too_long'),
  decreeOn: z.iso.date().nullable(),
  decreeBy: z.string().trim().max(MOST_TEXT, 'too_long'),
  reason,
  values: z.record(z.string().max(40), z.union([z.string().max(500), z.boolean()])),
})
export type HistoryInput = z.infer<typeof historyInput>

/** The same in the place of another row. */
export const correctionInput = historyInput.extend({ replacesId: z.uuid() })
export type CorrectionInput = z.infer<typeof correctionInput>

export type HistoryFormInput = Omit<z.input<typeof historyInput>, 'kind'> & { kind: HistoryKind; replacesId: string }

/** The form of both, with the values of one kind checked; a new row replaces nothing. */
export function historyFormSchema(kind: HistoryKind) {
  return historyInput.extend({ replacesId: z.string(), values: valuesSchema(kind) })
}

/** A row that should never have been there, taken away. */
export const withdrawInput = z.object({ employeeId: z.uuid(), kind: z.enum(HISTORY_KINDS), id: z.uuid(), reason })
export type WithdrawInput = z.infer<typeof withdrawInput>
