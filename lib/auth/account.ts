import * as z from 'zod'
import { roles } from '@/lib/auth/actor'
import { reason } from '@/lib/reason-input'
import { nipInput } from '@/lib/registry/nip-input'

/** As long as a NIP or a NIK, which sign in or name somebody: only their own holder may have such a user-id. */
const NUMBER_OF_A_PERSON = /^(\d{16}|\d{18})$/

const role = z.enum(roles)
const held = z.array(role).min(1, 'account_role_missing')

/** A new account on a numbered request letter of the agency's head. */
export const newAccountInput = z.object({
  nip: nipInput('nip_malformed'),
  userId: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, 'user_id_malformed'),
  letterNumber: z.string().trim().min(1).max(100),
  letterOn: z.iso.date(),
  roles: held,
})

/** Whether a user-id could be taken for the number of somebody else. */
export function isForeignNumber(userId: string, own: { nip: string; nik: string | null }): boolean {
  return NUMBER_OF_A_PERSON.test(userId) && userId !== own.nip && userId !== own.nik
}

export const accountRolesInput = z.object({ id: z.uuid(), version: z.number().int(), roles: held })
/** Plt (acting) or Plh (daily) of a post, on a numbered letter, until and with a day. */
export const accountActingInput = z.object({
  id: z.uuid(),
  version: z.number().int(),
  role: z.enum(roles.filter((each) => each !== 'employee')),
  kind: z.enum(['acting', 'daily']),
  post: z.string().trim().min(1).max(200),
  letterNumber: z.string().trim().min(1).max(100),
  until: z.iso.date(),
})

export const accountStateInput = z.object({ id: z.uuid(), version: z.number().int(), reason })
export const accountResetInput = z.object({ id: z.uuid(), version: z.number().int(), reason })
