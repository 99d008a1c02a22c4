import * as z from 'zod'
import { reason } from '@/lib/reason-input'

const DAYS = z.int().min(0).max(31)
/** Nobody is reminded at night. */
const TIME = z.iso
  .time({ precision: -1 })
  .refine((time) => time <= '20:00')
  .nullable()

/** What an agency decides about daily work, from a day on. The limits are those of the table. */
export const entryRulesInput = z.object({
  startsOn: z.iso.date(),
  entryDays: DAYS,
  lateDays: z.int().min(0).max(250).nullable(), // null: a reason opens a day without end
  reviewDays: z.int().min(1).max(31),
  dayMinutes: z.int().min(1).max(1440),
  planDecisionDays: z.int().min(1).max(90),
  evaluatedEvery: z.enum(['month', 'quarter']),
  remindAt: TIME,
  digestAt: TIME,
})

export const extensionInput = z.object({
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  openUntil: z.iso.date(),
  reason,
})

export type EntryRulesInput = z.output<typeof entryRulesInput>
export type ExtensionInput = z.output<typeof extensionInput>
