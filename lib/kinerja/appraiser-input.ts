import * as z from 'zod'
import { dayInput } from '@/lib/kinerja/day-input'
import { longReason, remark } from '@/lib/reason-input'
import { nipInput } from '@/lib/registry/nip-input'

const NIP = nipInput('kinerja.nip')

export const deriveInput = z.object({ startsOn: dayInput })

export const assignInput = z.object({
  employeeNip: NIP,
  appraiserNip: NIP,
  kind: z.enum(['letter', 'acting', 'daily']),
  startsOn: dayInput,
  endsOn: z.union([dayInput, z.literal('')]),
  letterNumber: z.string().trim().min(1).max(100),
  letterOn: dayInput,
  reason: longReason,
})

export const reportInput = z.object({ rightful: z.string().trim().min(3).max(200), reason: longReason })
export const closeReportInput = z.object({ id: z.uuid(), answer: remark })

export type AssignInput = z.input<typeof assignInput>
export type AssignOrder = z.output<typeof assignInput>
