import * as z from 'zod'
import type { documentKind } from '@/db/schema/documents'
import { isCivilDate } from '@/lib/civil-date'
import { performanceForms } from '@/lib/documents/performance-forms'
import { NIP_SHAPE } from '@/lib/registry/nip'
import { terbilangRupiah } from '@/lib/terbilang'

export type DocumentKind = (typeof documentKind.enumValues)[number]

const civilDate = z.string().refine(isCivilDate, 'invalid_date')
const text = z.string().trim().min(1).max(500)
const nip = z.string().regex(NIP_SHAPE)
const grade = z.string().regex(/^(I|II|III|IV)\/[a-e]$/)

/**
 * The head of a letter follows who signs: an official signs under an office with its logo (`office`), the head of a
 * region or ministry under the title alone (`title`).
 */
const letterhead = z.object({
  kind: z.enum(['office', 'title']),
  parent: text.nullable(), // PEMERINTAH PROVINSI …
  office: text,
  address: z.string().max(500),
  logo: z.string().max(200_000).nullable(), // SVG text
})

const signatory = z.object({
  capacity: z.array(text).min(1).max(6), // lines such as "a.n. GUBERNUR …", "KEPALA BADAN …,"
  name: text, // with titles, as it is printed
  rank: text.nullable(), // "Pembina Utama Madya, IV/d"; an elected head has none
  nip: nip.nullable(),
})

const letter = {
  letterhead,
  signatory,
  number: text.nullable(), // null only in a draft
  date: civilDate,
  place: text,
  copies: z.array(text).max(12), // tembusan
}

const employee = z.object({
  frontTitle: text.nullable(),
  name: text, // without titles
  backTitle: text.nullable(),
  nip,
  birthPlace: text,
  birthDate: civilDate,
  education: text,
  position: text,
  unit: text,
  agency: text,
})

/** Rank, its TMT, masa kerja golongan and basic pay: what a promotion changes. */
const rankState = z.object({
  rank: text, // Penata Muda Tingkat I
  grade,
  effectiveOn: civilDate,
  serviceMonths: z.int().min(0).max(720),
  salaryRupiah: z.int().min(0),
})

const promotion = {
  promotionType: text, // as it is said in a sentence: "reguler"
  before: rankState,
  after: rankState,
  creditPoints: text.nullable(), // jabatan fungsional only, as it is printed
}

const examSitting = z.object({ programme: text, session: z.int(), site: text })
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/)

const letterReference = z.object({ office: text, number: text, date: civilDate })

const approvalForm = z.enum(['approval', 'opinion']) // nota persetujuan, pertimbangan teknis

const promotionDecree = z.object({
  ...letter,
  ...promotion,
  employee,
  authority: text, // "Gubernur Kepulauan Bangka Belitung"
  authorityShort: text, // "Gubernur"
  legalBasis: z.array(text).min(1).max(12),
  technicalApproval: letterReference,
})

/** A session as it was held; the second version names the witness, and counts the computers (null only in a draft). */
const examMinutes = z.object({
  ...letter,
  exam: examSitting.extend({
    address: z.string().max(500),
    rooms: z.array(z.object({ name: text, seats: z.int() })).max(200),
    plannedFor: text, // instants as they are printed, with their zone
    releasedAt: text,
    closedAt: text,
  }),
  counts: z.object({
    scheduled: z.int(),
    present: z.int(),
    finished: z.int(),
    byTime: z.int(), // ended by the clock
    disqualified: z.int(),
  }),
  absent: z.array(text).max(5000), // candidate numbers
  events: z.array(z.object({ at: text, what: text, who: text, reason: z.string().max(700), by: text })).max(5000),
  root: fingerprint.nullable(), // null: nobody was scored
  keysHash: fingerprint.nullable(),
})

/** Every template with the data it prints. A template in use is never changed: a new look is a new version. */
export const documentTemplates = {
  'promotion-decree-1': {
    kind: 'promotion_decree',
    data: promotionDecree,
  },
  'promotion-decree-2': {
    kind: 'promotion_decree',
    data: promotionDecree.extend({ technicalApproval: letterReference.extend({ form: approvalForm }) }),
  },
  'technical-approval-1': {
    kind: 'technical_approval',
    data: z.object({
      ...letter,
      ...promotion,
      employee,
      form: approvalForm,
      authority: text, // who approves, as the subject of a sentence
      proposalLetter: letterReference,
      notes: z.array(text).max(10),
    }),
  },
  'proposal-note-1': {
    kind: 'proposal_note',
    data: z.object({
      ...letter,
      ...promotion,
      employee: employee.extend({ echelon: text.nullable(), positionSince: civilDate.nullable() }),
      payOffice: text.nullable(), // KPPN or the region's treasury
      notes: z.array(text).max(10),
    }),
  },
  'proposal-letter-1': {
    kind: 'proposal_letter',
    data: z.object({
      ...letter,
      addressee: z.array(text).min(1).max(4), // "Kepala Kantor Regional VII BKN", "di Palembang"
      agency: text,
      effectiveOn: civilDate, // the period
      attachments: z.int().min(0),
      people: z
        .array(z.object({ name: text, nip, from: grade, to: grade, promotionType: text }))
        .min(1)
        .max(5000),
    }),
  },
  'exam-minutes-1': { kind: 'exam_minutes', data: examMinutes },
  'exam-minutes-2': {
    kind: 'exam_minutes',
    data: examMinutes.extend({ witness: signatory, computers: z.int().nullable() }),
  },
  'exam-certificate-1': {
    kind: 'exam_certificate',
    data: z.object({
      ...letter,
      exam: examSitting.extend({ heldAt: text }),
      candidate: z.object({ name: text, number: text, position: text, formation: text }),
      scores: z.array(
        z.object({ section: text, name: text, score: z.int(), most: z.int(), minimum: z.int().nullable() }),
      ),
      total: z.object({ score: z.int(), most: z.int(), minimum: z.int().nullable() }),
      isAboveGrade: z.boolean(),
      source: text, // of the passing grade
    }),
  },
  'performance-plan-1': { kind: 'performance_plan', data: z.object({ ...letter, ...performanceForms.plan }) },
  'performance-plan-2': {
    kind: 'performance_plan',
    data: z.object({
      ...letter,
      ...performanceForms.plan,
      employeeSignatory: signatory.nullable(), // null: did not sign in time
      settledOn: civilDate.nullable(), // by the superior, where both did not agree
    }),
  },
  'performance-evaluation-1': {
    kind: 'performance_evaluation',
    data: z.object({ ...letter, ...performanceForms.evaluation }),
  },
  'performance-document-1': {
    kind: 'performance_document',
    data: z.object({ ...letter, ...performanceForms.document }),
  },
  'performance-document-2': {
    kind: 'performance_document',
    data: z.object({ ...letter, ...performanceForms.document, employeeSignatory: signatory.nullable() }),
  },
  'credit-conversion-1': { kind: 'credit_conversion', data: z.object({ ...letter, ...performanceForms.conversion }) },
} as const satisfies Record<string, { kind: DocumentKind; data: z.ZodType }>

export type TemplateName = keyof typeof documentTemplates
export type TemplateData<T extends TemplateName> = z.infer<(typeof documentTemplates)[T]['data']>

/** What stands around the text: the state of the document, and how to check it. */
export type Frame = {
  mark: 'draft' | 'sample' | 'test' | null // watermark
  code: string | null // as printed; null in what is not issued
  checkUrl: string | null // what the QR code holds
  certificateIssuer: string | null
}

/**
 * The input of a template: its data, checked, and what follows from them.
 * Throws a ZodError when the data do not fit: the caller, not the user, made them.
 */
export function printModel<T extends TemplateName>(template: T, data: TemplateData<T>): Record<string, unknown> {
  const checked: Record<string, unknown> = documentTemplates[template].data.parse(data)
  const model = { ...checked }
  if ('employee' in data) model.employee = { ...data.employee, ...printedNames(data.employee) }
  if ('after' in data) model.salaryInWords = terbilangRupiah(data.after.salaryRupiah)
  return model
}

type TitledName = { frontTitle: string | null; name: string; backTitle: string | null }

/** `name` with its titles for a sentence, `printedName` with the name in capitals and the titles as they are. */
function printedNames(person: TitledName): { name: string; printedName: string } {
  return { name: titledName(person), printedName: titledName({ ...person, name: person.name.toUpperCase() }) }
}

/** "Dra. Nurhayati Syamsuddin, M.Si." */
export function titledName({ frontTitle, name, backTitle }: TitledName): string {
  return `${frontTitle ? `${frontTitle} ` : ''}${name}${backTitle ? `, ${backTitle}` : ''}`
}
