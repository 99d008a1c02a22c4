import * as z from 'zod'
import type { CivilDate } from '@/lib/civil-date'
import { reason } from '@/lib/reason-input'
import type { Sensitive } from '@/lib/registry/masked'
import { seen } from '@/lib/registry/standing'

/** Papers that prove who somebody is, besides the KTP. */
export const OTHER_IDENTITIES = ['passport', 'permit', 'licence'] as const

/** What the form never shows whole: an empty one is kept as it is, `EMPTIED` takes it away. */
export const KEPT_FIELDS = [
  'otherIdentityNumber',
  'landline',
  'postalCode',
  'healthInsuranceNumber',
  'taspenNumber',
  'housingNumber',
] as const satisfies readonly Sensitive[]
export type KeptField = (typeof KEPT_FIELDS)[number]

export const EMPTIED = '-'

const kept = (most: number) => z.string().trim().max(most, 'too_long')
const written = (most: number) => kept(most).overwrite((typed) => (typed === EMPTIED ? '' : typed))

/** What data utama holds beside the columns that every import brings. */
export const supplementInput = z.object({
  ...seen,
  birthPlaceCode: written(40),
  otherIdentityKind: z.enum(['', ...OTHER_IDENTITIES]),
  otherIdentityNumber: kept(40),
  workPlace: written(150),
  positionClass: written(10).regex(/^(|[1-9]|1[0-7])$/, 'main_data.position_class'), // Permenpan RB 39/2013
  officialEmail: written(200).refine(isAddressOrNone, 'main_data.official_email'),
  landline: kept(30),
  postalCode: kept(10).regex(/^(|-|[1-9]\d{4})$/, 'main_data.postal_code'),
  smartCardNumber: written(30),
  spouseCardNumber: written(40),
  npwpOn: z.iso.date().nullable(),
  healthInsuranceNumber: z
    .string()
    .overwrite((typed) => typed.replaceAll(/\s/g, ''))
    .regex(/^(|-|\d{13})$/, 'main_data.health_insurance_number'),
  taspenNumber: kept(40),
  taspenOn: z.iso.date().nullable(),
  housingNumber: kept(40),
  treasuryCode: written(10).regex(/^(|\d{3})$/, 'main_data.treasury_code'),
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

function isAddressOrNone(typed: string): boolean {
  return typed === '' || z.regexes.email.test(typed)
}

/** Days of a person that cannot be, as refusals by the names that they were given; none before a birth that is unknown. */
export function dayFaults(
  days: Record<string, CivilDate | null>,
  bornOn: CivilDate,
  on: CivilDate,
): Record<string, string> {
  const faulty = Object.entries(days).flatMap(([name, day]) => {
    if (day && day > on) return [[name, 'history.in_future']]
    return day && day <= bornOn ? [[name, 'history.before_birth']] : []
  })
  return Object.fromEntries(faulty)
}
