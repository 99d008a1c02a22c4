import * as z from 'zod'
import { NIP_SHAPE } from '@/lib/registry/nip'

const NIP = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(NIP_SHAPE, 'kinerja.nip'))
const WORDS = z.string().trim().min(5).max(2_000)
const DAY = z.iso.date().refine((day) => day >= '2014-01-01' && day < '2100-01-01', 'kinerja.plan_day')

export const deriveInput = z.object({ startsOn: DAY })

export const assignInput = z.object({
  employeeNip: NIP,
  appraiserNip: NIP,
  kind: z.enum(['letter', 'acting', 'daily']),
  startsOn: DAY,
  endsOn: z.union([DAY, z.literal('')]),
  letterNumber: z.string().trim().min(1).max(100),
  letterOn: DAY,
  reason: WORDS,
})

export const reportInput = z.object({ rightful: z.string().trim().min(3).max(200), reason: WORDS })
export const closeReportInput = z.object({ id: z.uuid(), answer: WORDS })

export type AssignInput = z.input<typeof assignInput>
export type AssignOrder = z.output<typeof assignInput>
