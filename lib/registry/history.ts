import * as z from 'zod'
import { reason } from '@/lib/reason-input'
import { valuesSchema } from '@/lib/registry/history-fields'

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

const MOST_TEXT = 200

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
