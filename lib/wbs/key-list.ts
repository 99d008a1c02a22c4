import * as z from 'zod'
import { OFFICER_ROLES } from '@/lib/wbs/officer-roles'
import { isHandler } from '@/lib/wbs/steps'

const roles = z.array(z.enum(OFFICER_ROLES)).min(1, 'wbs_role_missing')
const groupId = z.string().max(64).nullable()

/** What a key stands for in the next list. */
const standing = {
  name: z.string().trim().min(1).max(120),
  position: z.string().trim().min(1).max(120),
  roles,
  groupId,
}

export const offerApproval = z.object({ offer: z.uuid(), ...standing })
export type OfferApproval = z.infer<typeof offerApproval>

export const offerRefusal = z.object({ offer: z.uuid() })

/** What the next list says otherwise of a key. Not its roles: whoever gets others gets a new key (docs/decisions/0117). */
export const keyPlan = z.object({
  key: z.string().min(1).max(64),
  position: standing.position,
  groupId,
  ends: z.boolean(),
})
export type KeyPlan = z.infer<typeof keyPlan>

/** For what is asked without saying more. */
export const nothingMore = z.object({})

/** A key by its id in the list. */
export const keyInput = keyPlan.pick({ key: true })

/** What came back from a ceremony, as the file was written. */
export const signedFile = z.object({ signed: z.string().min(2).max(900_000) })

/** Whether one person keeps identities and reads reports: never both (wbs.md 6). */
export function keepsAndReads({ roles: held, groupId: group }: { roles: readonly string[]; groupId: string | null }) {
  return held.includes('kustodian') && (group !== null || isHandler(held))
}
