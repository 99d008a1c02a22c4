import 'server-only'
import { and, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { rankHistory } from '@/db/schema/histories'
import { employees } from '@/db/schema/registry'
import { Refusal } from '@/lib/refusal'
import { isStanding } from '@/lib/registry/histories.server'
import type { Proposal } from '@/lib/sapk/proposal'
import { isFirstPromotion, requiredDocuments } from '@/lib/sapk/required-documents'

type Asking = Pick<Proposal, 'employeeId' | 'type' | 'toRank' | 'findings'>

/** The document types that one proposal must show. Refuses not_found. */
export async function documentsNeeded(tx: Tx, proposal: Asking): Promise<string[]> {
  const needed = (await documentsNeededBy(tx, [proposal])).get(proposal.employeeId)
  if (!needed) throw new Refusal('not_found')
  return needed
}

/** The same for several people, by employee; whom the actor may not see is left out. */
export async function documentsNeededBy(tx: Tx, proposals: readonly Asking[]): Promise<Map<string, string[]>> {
  const ids = proposals.map(({ employeeId }) => employeeId)
  const people = await tx
    .select({ id: employees.id, cpnsOn: employees.cpnsOn })
    .from(employees)
    .where(inArray(employees.id, ids))
  const cpnsOn = new Map(people.map((person) => [person.id, person.cpnsOn]))
  const ranks = new Map<string, Awaited<ReturnType<typeof standingRanks>>>()
  for (const row of await standingRanks(tx, ids)) ranks.set(row.employeeId, [...(ranks.get(row.employeeId) ?? []), row])
  return new Map(
    proposals.flatMap((proposal) => {
      const appointedOn = cpnsOn.get(proposal.employeeId)
      if (appointedOn === undefined) return []
      const isFirst = isFirstPromotion(ranks.get(proposal.employeeId) ?? [], appointedOn)
      return [[proposal.employeeId, requiredDocuments(proposal, isFirst)] as const]
    }),
  )
}

function standingRanks(tx: Tx, employeeIds: string[]) {
  return tx
    .select({ employeeId: rankHistory.employeeId, rank: rankHistory.rank, effectiveOn: rankHistory.effectiveOn })
    .from(rankHistory)
    .where(and(inArray(rankHistory.employeeId, employeeIds), isStanding(tx, rankHistory)))
}
