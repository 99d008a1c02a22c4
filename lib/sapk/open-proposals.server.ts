import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { proposalEnds, stateIsNone } from '@/db/reference/proposal-ends'
import { promotionProposals } from '@/db/schema/sapk'

/** How many proposals of people of a unit somebody still waits for. */
export function countOpenProposals(tx: Tx, unitId: number): Promise<number> {
  return tx.$count(promotionProposals, and(eq(promotionProposals.unitId, unitId), sql.raw(stateIsNone(proposalEnds))))
}

/** How many proposals of these people somebody still waits for. */
export function countOpenProposalsOf(tx: Tx, employeeIds: readonly string[]): Promise<number> {
  const ofThem = inArray(promotionProposals.employeeId, [...employeeIds])
  return tx.$count(promotionProposals, and(ofThem, sql.raw(stateIsNone(proposalEnds))))
}
