import 'server-only'
import { and, eq, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client.server'
import { employees, rankHistory } from '@/db/schema/registry'
import { Refusal } from '@/lib/refusal'
import type { Proposal } from '@/lib/sapk/proposal'
import { isFirstPromotion, requiredDocuments } from '@/lib/sapk/required-documents'

/** The document types that one proposal must show. Refuses not_found. */
export async function documentsNeeded(
  tx: Tx,
  proposal: Pick<Proposal, 'employeeId' | 'type' | 'toRank' | 'findings'>,
): Promise<string[]> {
  const [person] = await tx
    .select({ cpnsOn: employees.cpnsOn })
    .from(employees)
    .where(eq(employees.id, proposal.employeeId))
  if (!person) throw new Refusal('not_found')
  return requiredDocuments(proposal, isFirstPromotion(await standingRanks(tx, proposal.employeeId), person.cpnsOn))
}

function standingRanks(tx: Tx, employeeId: string) {
  const newer = alias(rankHistory, 'newer')
  return tx
    .select({ rank: rankHistory.rank, effectiveOn: rankHistory.effectiveOn })
    .from(rankHistory)
    .where(
      and(
        eq(rankHistory.employeeId, employeeId),
        eq(rankHistory.isVoid, false),
        notExists(tx.select({ one: sql`1` }).from(newer).where(eq(newer.replacesId, rankHistory.id))),
      ),
    )
}
