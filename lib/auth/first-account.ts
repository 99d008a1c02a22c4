import * as z from 'zod'
import { newAccountInput } from '@/lib/auth/account'
import { parseNip } from '@/lib/registry/nip'

/** The first administrator, who stands in no register yet: a PNS of BKN, with what only a person can say of them. */
export const firstAccountInput = newAccountInput.omit({ nip: true, roles: true }).extend({
  nip: newAccountInput.shape.nip.refine((nip) => parseNip(nip)?.kind === 'pns', 'nip_malformed'),
  name: z.string().trim().min(1).max(120, 'too_long'),
  birthPlace: z.string().trim().min(1).max(120, 'too_long'),
})
