import * as z from 'zod'
import type { ReferenceTable } from '@/db/reference/shapes'
import type { HistoryKind } from '@/lib/registry/history'
import { NIP_SHAPE } from '@/lib/registry/nip'
import { PREDICATES, RATINGS } from '@/lib/registry/predicate'
import { RANKS } from '@/lib/registry/ranks'
import { asTyped, typedNumber } from '@/lib/typed-decimal'

/**
 * What a form asks for one column: `schema` turns the typed text into the stored value. The choices of `list` come from
 * the tables of the register, those of `choice` have a sentence each in `registry.<words>`.
 */
export type HistoryField = HistoryControlField & { schema: z.ZodType<unknown, string | boolean> }

/** The part of it that the browser needs to draw the form. */
export type HistoryControlField = { isOptional: boolean } & (
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
  .transform((typed) => Math.round(typedNumber(typed) * THOUSAND))

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
const monthsOrNone = (most: number) => maybe(whole(most), control('months'))
const numberOrNone = (most: number) => maybe(whole(most), control('number'))
const decimal = field(thousandths, control('decimal'))
const decimalOrNone = maybe(thousandths, control('decimal'))
const yesNo = { schema: z.boolean(), isOptional: false, ...control('checkbox') }
const choice = <V extends readonly [string, ...string[]]>(values: V, words: string) =>
  field(z.enum(values), { control: 'choice' as const, values, words })
const choiceOrNone = <V extends readonly [string, ...string[]]>(values: V, words: string) =>
  maybe(z.enum(values), { control: 'choice' as const, values, words })
const list = (of: ReferenceTable) => field(written.min(1), { control: 'list' as const, of })
const listOrNone = (of: ReferenceTable) => maybe(written, { control: 'list' as const, of })
const idOrNone = (of: 'positions') => maybe(whole(2 ** 31 - 1), { control: 'list' as const, of })
const idIn = (of: 'positions' | 'units') => field(whole(2 ** 31 - 1), { control: 'list' as const, of })

const CENTURY_MONTHS = 1200
const nipOrNone = maybe(z.string().regex(NIP_SHAPE), control('text'))
const nikOrNone = maybe(z.string().regex(/^\d{16}$/), control('text'))
const MOST_RUPIAH = 100_000_000

/** What passes an examination or exempts from it, as the training history names it. */
export const EXAM_PROOFS = [
  'PIM_II',
  'PIM_III',
  'PIM_IV',
  'UJIAN_DINAS_I',
  'UJIAN_DINAS_II',
  'UPKP',
  'UKOM',
  'OUTSTANDING_ACHIEVEMENT',
  'NEW_DISCOVERY',
] as const
export type ExamProof = (typeof EXAM_PROOFS)[number]

/** The columns of each history that a person may write, in the order in which the form asks for them. */
export const historyFields = {
  rank: {
    rank: choice(RANKS, 'rank'),
    promotionType: listOrNone('promotion_types'),
    serviceMonths: months(CENTURY_MONTHS),
    salaryRupiah: numberOrNone(MOST_RUPIAH),
    technicalApprovalNumber: textOrNone,
    technicalApprovalOn: dayOrNone,
    mainCreditThousandths: decimalOrNone,
    supportCreditThousandths: decimalOrNone,
  },
  position: {
    positionId: idIn('positions'),
    unitId: idIn('units'),
    echelon: listOrNone('echelons'),
    inauguratedOn: dayOrNone,
    assignment: choice(['definitive', 'acting', 'daily', 'additional'], 'assignment'),
    endsOn: dayOrNone,
    changeKind: choiceOrNone(['position', 'unit'], 'changeKind'),
    movedOn: dayOrNone,
    subject: textOrNone,
  },
  education: {
    level: list('education_levels'),
    program: text,
    school: textOrNone,
    diplomaNumber: textOrNone,
    graduatedYear: yearOrNone,
    graduatedOn: dayOrNone,
    degree: textOrNone,
    isAppointmentBasis: yesNo,
  },
  training: {
    kind: choice(['leadership', 'technical', 'exam', 'merit'], 'trainingKind'),
    code: choiceOrNone(EXAM_PROOFS, 'trainingCode'),
    name: text,
    hours: numberOrNone(5000),
    organiser: textOrNone,
    endedOn: dayOrNone,
  },
  performance: {
    year,
    periodStartsOn: dayOrNone,
    periodEndsOn: dayOrNone,
    predicate: choice(PREDICATES, 'predicate'),
    workResult: choiceOrNone(RATINGS, 'expectation'),
    behaviour: choiceOrNone(RATINGS, 'expectation'),
    appraiserName: textOrNone,
    superiorName: textOrNone,
    coefficientThousandths: decimalOrNone,
    planScoreThousandths: decimalOrNone,
    serviceScoreThousandths: decimalOrNone,
    integrityScoreThousandths: decimalOrNone,
    commitmentScoreThousandths: decimalOrNone,
    disciplineScoreThousandths: decimalOrNone,
    teamworkScoreThousandths: decimalOrNone,
    leadershipScoreThousandths: decimalOrNone,
    averageScoreThousandths: decimalOrNone,
  },
  creditPoint: {
    kind: choice(['first', 'integration', 'conversion'], 'creditKind'),
    mainThousandths: decimal,
    supportThousandths: decimal,
    periodStartsOn: day,
    periodEndsOn: day,
    positionId: idOrNone('positions'),
  },
  appointment: {
    status: choice(['cpns', 'pns', 'pppk'], 'status'),
    technicalApprovalNumber: textOrNone,
    startLetterNumber: textOrNone,
    startedOn: dayOrNone,
    trainingNumber: textOrNone,
    trainingOn: dayOrNone,
    positionName: textOrNone,
    formationYear: yearOrNone,
    procurementKind: textOrNone,
    healthLetterNumber: textOrNone,
    healthLetterOn: dayOrNone,
    drugFreeLetterNumber: textOrNone,
    policeLetterNumber: textOrNone,
    lateApprovalNumber: textOrNone,
    lateApprovalOn: dayOrNone,
  },
  family: {
    relation: choice(['spouse', 'child', 'parent'], 'relation'),
    name: text,
    nik: nikOrNone,
    sex: choiceOrNone(['male', 'female'], 'sex'),
    bornOn: dayOrNone,
    status: choice(['married', 'divorced', 'deceased', 'biological', 'step', 'adopted', 'living'], 'familyStatus'),
    certificateNumber: textOrNone,
    ordinal: numberOrNone(20),
    endedOn: dayOrNone,
    endCertificateNumber: textOrNone,
    civilServantNip: nipOrNone,
    cardNumber: textOrNone,
    situation: choiceOrNone(['studying', 'working', 'married'], 'childSituation'),
    spouseOrdinal: maybe(whole(20).pipe(z.number().min(1)), control('number')),
    receivesAllowance: yesNo,
  },
  serviceTime: {
    employer: text,
    startedOn: day,
    endedOn: day,
    creditedMonths: months(CENTURY_MONTHS),
    technicalApprovalNumber: textOrNone,
    technicalApprovalOn: dayOrNone,
  },
  discipline: {
    severity: choice(['light', 'medium', 'severe'], 'severity'),
    kind: textOrNone,
    termMonths: monthsOrNone(CENTURY_MONTHS),
    endsOn: day,
    regulation: textOrNone,
    ground: textOrNone,
    rankBefore: choiceOrNone(RANKS, 'rank'),
    rankAfter: choiceOrNone(RANKS, 'rank'),
    annulmentNumber: textOrNone,
    annulledOn: dayOrNone,
  },
  award: { kind: list('penghargaan'), year },
  leave: {
    kind: choice(['annual', 'long', 'sick', 'maternity', 'important', 'CLTN'], 'leaveKind'),
    unpaidKind: listOrNone('cltn'),
    endsOn: dayOrNone,
    days: numberOrNone(2000),
    approvalNumber: textOrNone,
    returnedOn: dayOrNone,
  },
} as const satisfies Record<HistoryKind, Record<string, HistoryField>>

export function fieldsOf(kind: HistoryKind): Record<string, HistoryField> {
  return historyFields[kind]
}

/** The same without the schemas, which stay with the server until the form is checked. */
export function controlFieldsOf(kind: HistoryKind): Record<string, HistoryControlField> {
  const fields = Object.entries(fieldsOf(kind)).map(([name, { schema: _, ...field }]) => [name, field])
  return Object.fromEntries(fields)
}

/** Texts of the form into the values of one history. */
export function valuesSchema(kind: HistoryKind): z.ZodObject {
  const schemas = Object.entries(fieldsOf(kind)).map(([name, { schema }]) => [name, schema])
  return z.object(Object.fromEntries(schemas))
}

/** The stored values of a row as the form shows them; without a row, what a new one begins with. */
export function typedValues(kind: HistoryKind, row: Record<string, unknown> | null): Record<string, string | boolean> {
  const typed = Object.entries(fieldsOf(kind)).map(([name, { control, isOptional }]) => {
    const value = row?.[name]
    if (control === 'checkbox') return [name, value === true]
    if (value === null || value === undefined) return [name, control === 'decimal' && !isOptional ? '0' : '']
    return [name, control === 'decimal' ? asTyped(Number(value) / THOUSAND) : String(value)]
  })
  return Object.fromEntries(typed)
}
