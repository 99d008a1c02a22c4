import * as z from 'zod'
import { reason } from '@/lib/reason-input'
import { seen } from '@/lib/registry/standing'

/** Papers that prove who somebody is, besides the KTP. */
export const OTHER_IDENTITIES = ['passport', 'permit', 'licence'] as const

const written = (most: number) => z.string().trim().max(most, 'too_long')

/**
 * What data utama holds and an import does not bring. The form never shows `landline` and `otherIdentityNumber` whole,
 * so that an empty one is kept as it is.
 */
export const supplementInput = z.object({
  ...seen,
  birthPlaceCode: written(40),
  otherIdentityKind: z.enum(['', ...OTHER_IDENTITIES]),
  otherIdentityNumber: written(40),
  landline: written(30),
  smartCardNumber: written(30),
  npwpOn: z.iso.date().nullable(),
  taspenOn: z.iso.date().nullable(),
  reason,
})
export type SupplementInput = z.infer<typeof supplementInput>

/** What Dukcapil answered about a NIK, and on which day. */
export const nikCheckInput = z.object({
  ...seen,
  answer: z.enum(['valid', 'invalid']),
  checkedOn: z.iso.date(),
  reason,
})
export type NikCheckInput = z.infer<typeof nikCheckInput>
