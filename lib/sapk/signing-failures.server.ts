import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { promotionBatches, promotionProposals } from '@/db/schema/sapk'
import { signingBatches, signingItems } from '@/db/schema/signing'
import type { Context } from '@/lib/auth/actor'
import type { Facts } from '@/lib/refusal'

const SHOWN = 50

/** A paper that was not signed: whose it is, or for a letter the number of its batch, and why. */
export type SigningFailure = {
  batchId: string
  proposalId: string | null
  name: string
  refusalCode: string
  facts: Facts
}

/** What was not signed in some batches of the actor, in the order of signing, the first fifty. */
export function listSigningFailures(context: Context, batchIds: readonly string[]): Promise<SigningFailure[]> {
  if (batchIds.length === 0) return Promise.resolve([])
  return transact(context, (tx) =>
    tx
      .select({
        batchId: signingItems.batchId,
        proposalId: promotionProposals.id,
        name: sql<string>`coalesce(${employees.name}, ${promotionBatches.number}, '')`,
        refusalCode: sql<string>`${signingItems.refusalCode}`,
        facts: sql<Facts>`coalesce(${signingItems.refusalFacts}, '{}')`,
      })
      .from(signingItems)
      .innerJoin(signingBatches, eq(signingBatches.id, signingItems.batchId))
      .leftJoin(promotionProposals, sql`${promotionProposals.id} = split_part(${signingItems.itemId}, '#', 1)::uuid`)
      .leftJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .leftJoin(promotionBatches, sql`${promotionBatches.id} = split_part(${signingItems.itemId}, '#', 1)::uuid`)
      .where(
        and(
          inArray(signingItems.batchId, [...batchIds]),
          eq(signingItems.state, 'failed'),
          eq(signingBatches.accountId, context.actor.accountId ?? sql`null`),
        ),
      )
      .orderBy(signingItems.batchId, signingItems.position)
      .limit(SHOWN),
  )
}
