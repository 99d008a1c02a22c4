import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'
import { promotionProposals } from '@/db/schema/sapk'
import { Refusal } from '@/lib/refusal'
import type { Proposal } from '@/lib/sapk/proposal'

/** What a signing batch calls a paper of a proposal: each is signed once, and once more in each later edition. */
export function signingItem({ id, edition }: Pick<Proposal, 'id' | 'edition'>): string {
  return edition === 1 ? id : `${id}#${edition}`
}

/** Locks the proposal of a signing job. Refuses wrong_state when it moved on or was opened anew meanwhile. */
export async function lockInState(tx: Tx, itemId: string, state: Proposal['state']): Promise<Proposal> {
  const [id = ''] = itemId.split('#')
  const [found] = await tx.select().from(promotionProposals).where(eq(promotionProposals.id, id)).for('update')
  if (!found) throw new Refusal('not_found')
  if (found.state !== state || signingItem(found) !== itemId) {
    throw new Refusal('wrong_state', { state: found.state, event: 'issue' })
  }
  return found
}

/** The issued document behind a code, undefined without one: what a corrected paper takes the place of. */
export async function documentByCode(tx: Tx, code: string | null): Promise<string | undefined> {
  if (!code) return undefined
  const [found] = await tx
    .select({ id: issuedDocuments.id })
    .from(issuedDocuments)
    .where(eq(issuedDocuments.code, code))
  return found?.id
}

/** The data that an issued paper was printed from; undefined without one. */
export async function printedData(tx: Tx, code: string | null) {
  const [issued] = await tx
    .select({ data: issuedDocuments.data })
    .from(issuedDocuments)
    .where(eq(issuedDocuments.code, code ?? ''))
  return issued?.data
}
