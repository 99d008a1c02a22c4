import * as z from 'zod'
import { type ReferenceTable, referenceShapes } from '@/db/reference/shapes'
import { addDays, type CivilDate, isCivilDate } from '@/lib/civil-date'
import { typedNumber } from '@/lib/typed-decimal'

/** The words of the address for the tables of the regulations. */
export const referenceSlugs: Record<ReferenceTable, string> = {
  ranks: 'pangkat',
  salaries: 'gaji-pokok',
  echelons: 'eselon',
  education_levels: 'tingkat-pendidikan',
  credit_points: 'angka-kredit',
  retirement_ages: 'batas-usia-pensiun',
  promotion_types: 'jenis-kenaikan-pangkat',
  retirement_types: 'jenis-pensiun',
  regional_offices: 'kantor-regional',
  provinces: 'provinsi',
  promotion_periods: 'periode-kenaikan-pangkat',
  service_levels: 'tenggat-layanan',
  authority_rules: 'kewenangan',
  kedudukan_hukum: 'kedudukan-hukum',
  jenis_pegawai: 'jenis-pegawai',
  jenis_jabatan: 'jenis-jabatan',
  jenis_kawin: 'jenis-kawin',
  agama: 'agama',
  jenis_hukuman: 'jenis-hukuman',
  latihan_struktural: 'latihan-struktural',
  cltn: 'cltn',
  penghargaan: 'penghargaan',
  jenis_pengadaan: 'jenis-pengadaan',
}

export const referenceTables = Object.keys(referenceSlugs) as ReferenceTable[]

const civilDate = z.string().refine(isCivilDate, 'invalid_date')

/** Of all that the actor saw of it, empty where nothing was there. */
const version = z.string().max(1000)

/** A row as an administrator gives it: the fields of its table are text and are read by `readReferenceData`. */
export const referenceRowInput = z.object({
  tableName: z.enum(referenceTables),
  code: z.string().trim().min(1).max(60, 'too_long'),
  version,
  validFrom: civilDate,
  validTo: z
    .string()
    .refine((text) => text === '' || isCivilDate(text), 'invalid_date')
    .transform((text) => text || null),
  source: z.string().trim().min(3).max(300, 'too_long'),
  data: z.record(z.string().max(40), z.string().max(300, 'too_long')),
})
export type ReferenceRowInput = z.input<typeof referenceRowInput>

/** One field of a table as a form asks for it. */
export type ReferenceField = {
  name: string
  kind: 'text' | 'number' | 'choice' | 'list'
  isOptional: boolean
  choices: readonly string[]
}

/** The fields of a table in the order of its shape. */
export function referenceFields(table: ReferenceTable): ReferenceField[] {
  return Object.entries(referenceShapes[table].shape).map(([name, type]) => {
    const isOptional = type instanceof z.ZodNullable
    const inner = isOptional ? type.unwrap() : type
    if (inner instanceof z.ZodEnum) {
      return { name, kind: 'choice', isOptional, choices: inner.options.map(String) }
    }
    if (inner instanceof z.ZodBoolean) return { name, kind: 'choice', isOptional, choices: ['true', 'false'] }
    if (inner instanceof z.ZodArray) return { name, kind: 'list', isOptional: true, choices: [] }
    return { name, kind: inner instanceof z.ZodNumber ? 'number' : 'text', isOptional, choices: [] }
  })
}

/** A value of a row as the form shows it; `readReferenceData` reads it back. */
export function referenceText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join('; ') : String(value)
}

/**
 * The `data` of a row from the text of a form: numbers with a point or a comma, lists with semicolons.
 *
 * @returns the data, or the faulty fields with their refusal codes
 */
export function readReferenceData(
  table: ReferenceTable,
  texts: Readonly<Record<string, string>>,
): { ok: true; data: Record<string, unknown> } | { ok: false; fields: Record<string, string> } {
  const shape = referenceShapes[table].shape as Record<string, z.ZodType>
  const values = Object.fromEntries(
    referenceFields(table).map((field) => [field.name, typedValue(shape[field.name], field, texts[field.name] ?? '')]),
  )
  const parsed = referenceShapes[table].safeParse(values)
  if (parsed.success) return { ok: true, data: parsed.data }
  const fields = parsed.error.issues.map(({ path: [name], code }) => [
    `data.${String(name)}`,
    code === 'invalid_type' || code === 'too_small' || code === 'too_big' ? 'reference_value' : 'invalid',
  ])
  return { ok: false, fields: Object.fromEntries(fields) }
}

function typedValue(type: z.ZodType | undefined, field: ReferenceField, text: string): unknown {
  const typed = text.trim()
  if (field.kind === 'list') {
    const parts = typed === '' ? [] : typed.split(';').map((part) => part.trim())
    const holdsNumbers = type instanceof z.ZodArray && type.element instanceof z.ZodNumber
    return holdsNumbers ? parts.map(Number) : parts
  }
  if (typed === '') return field.isOptional ? null : undefined
  if (field.kind === 'number') return typedNumber(typed)
  if (type instanceof z.ZodBoolean) return typed === 'true'
  return typed
}

type Dates = { validFrom: CivilDate; validTo: CivilDate | null }

/**
 * What a new row does to the rows of its code: one with the same first day is corrected, the one in force on that day
 * ends the day before. Undefined when the new row would reach into a later one, or ends before it begins.
 */
export function placeRow<R extends Dates>(rows: readonly R[], added: Dates): { corrected?: R; ended?: R } | undefined {
  if (added.validTo !== null && added.validTo < added.validFrom) return undefined
  const later = rows.some(
    (row) => row.validFrom > added.validFrom && (added.validTo === null || row.validFrom <= added.validTo),
  )
  if (later) return undefined
  const corrected = rows.find((row) => row.validFrom === added.validFrom)
  const ended = rows.find(
    (row) => row.validFrom < added.validFrom && (row.validTo === null || row.validTo >= added.validFrom),
  )
  return { corrected, ended }
}

/** The version of a code: that of all its rows, because a new one ends or corrects another. */
export function codeVersion(rows: readonly { validFrom: CivilDate; version: string }[]): string {
  return rows
    .toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
    .map(({ version: ofRow }) => ofRow)
    .join(' ')
}

/** The `data` of a row as the form holds it. */
export function referenceTexts(table: ReferenceTable, data: unknown): Record<string, string> {
  const values = data as Record<string, unknown>
  return Object.fromEntries(referenceFields(table).map(({ name }) => [name, referenceText(values[name])]))
}

/** The last day of a row that another one follows. */
export function dayBefore(day: CivilDate): CivilDate {
  return addDays(day, -1)
}

export const holidayInput = z.object({ day: civilDate, version, name: z.string().trim().min(3).max(120, 'too_long') })
export const holidayRef = z.object({ day: civilDate, version })
