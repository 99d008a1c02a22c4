import 'server-only'
import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { agencies, employees, units } from '@/db/schema/registry'
import {
  promotionBatches,
  promotionProposals,
  proposalChecks,
  proposalDocuments,
  proposalEvents,
} from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { listIssued } from '@/lib/documents/issued.server'
import { issuedNoteCode } from '@/lib/sapk/proposal-note.server'
import { readable } from '@/lib/sapk/proposal-where.server'
import { isUuid } from '@/lib/uuid'

/** Everything that the pages of one proposal show; undefined outside the actor's scope. */
export async function findProposal(context: Context, id: string) {
  if (!isUuid(id)) return undefined
  return transact(context, async (tx) => {
    const [proposal] = await tx
      .select({
        proposal: promotionProposals,
        batch: promotionBatches,
        employee: {
          id: employees.id,
          name: employees.name,
          frontTitle: employees.frontTitle,
          backTitle: employees.backTitle,
          nip: employees.nip,
          birthPlace: employees.birthPlace,
          bornOn: employees.bornOn,
          positionName: employees.positionName,
          positionSince: employees.positionSince,
          echelon: employees.echelon,
          educationName: employees.educationName,
          graduatedYear: employees.graduatedYear,
        },
        unitName: units.name,
        agency: agencies,
      })
      .from(promotionProposals)
      .leftJoin(promotionBatches, eq(promotionBatches.id, promotionProposals.batchId)) // not the employee's to see
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .innerJoin(agencies, eq(agencies.id, promotionProposals.agencyId))
      .leftJoin(units, eq(units.id, promotionProposals.unitId))
      .where(and(eq(promotionProposals.id, id), readable(context)))
    if (!proposal) return undefined
    const events = await tx
      .select()
      .from(proposalEvents)
      .where(eq(proposalEvents.proposalId, id))
      .orderBy(desc(proposalEvents.at), desc(proposalEvents.position))
    const documents = await tx.select().from(proposalDocuments).where(eq(proposalDocuments.proposalId, id))
    const checks = await tx
      .select()
      .from(proposalChecks)
      .where(and(eq(proposalChecks.proposalId, id), gt(proposalChecks.round, 0)))
      .orderBy(asc(proposalChecks.round), asc(proposalChecks.item))
    const { technicalCode, decreeCode } = proposal.proposal
    const noteCode = await issuedNoteCode(tx, proposal.proposal)
    const codes = [proposal.batch?.letterCode, noteCode, technicalCode, decreeCode]
    const letters = await listIssued(
      tx,
      codes.filter((code) => typeof code === 'string'),
    )
    return { ...proposal, events, documents, checks, letters }
  })
}

export type ProposalDetail = NonNullable<Awaited<ReturnType<typeof findProposal>>>

/** Who passed the file on last since it came to BKN, with the note for the one who opens it. */
export function passedOnNote({ events }: ProposalDetail) {
  const arrived = events.findIndex(({ event }) => event === 'resubmit' || event === 'sign_letter')
  return events.slice(0, arrived < 0 ? events.length : arrived).find(({ event }) => event === 'forward')
}

const DECISIONS = ['accept', 'return', 'reject', 'forward'] as const
const JUST_NOW_MINUTES = 10

/** What the actor decided on a proposal a moment ago; undefined when that is longer ago or nothing. */
export async function findOwnDecision(context: Context, id: string) {
  const { accountId } = context.actor
  if (!isUuid(id) || accountId === null) return undefined
  const since = new Date(context.now.getTime() - JUST_NOW_MINUTES * 60_000)
  return transact(context, async (tx) => {
    const [found] = await tx
      .select({
        id: promotionProposals.id,
        number: promotionProposals.number,
        name: employees.name,
        event: proposalEvents.event,
      })
      .from(promotionProposals)
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .innerJoin(proposalEvents, eq(proposalEvents.proposalId, promotionProposals.id))
      .where(
        and(
          readable(context),
          eq(promotionProposals.id, id),
          eq(proposalEvents.accountId, accountId),
          inArray(proposalEvents.event, [...DECISIONS]),
          gt(proposalEvents.at, since),
        ),
      )
      .orderBy(desc(proposalEvents.at), desc(proposalEvents.position))
      .limit(1)
    return found
  })
}
