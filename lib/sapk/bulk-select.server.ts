import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { nominativeResults } from '@/db/schema/nominative'
import { employees } from '@/db/schema/registry'
import { promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { standsSql } from '@/lib/registry/histories.server'
import type { Rank } from '@/lib/registry/ranks'
import {
  type BulkCommandName,
  type BulkPreview,
  type ListQuery,
  letterTime,
  previewOf,
  skipReason,
} from '@/lib/sapk/bulk-command'
import { markHeldBack } from '@/lib/sapk/delegation.server'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { cutOff, opening } from '@/lib/sapk/period'
import { periodsOn } from '@/lib/sapk/periods.server'
import { parseListAddress } from '@/lib/sapk/proposal-list'
import { listFilterIn } from '@/lib/sapk/proposal-read.server'
import { matching, proposalOrder } from '@/lib/sapk/proposal-where.server'
import { isFirstPromotion, requiredDocuments } from '@/lib/sapk/required-documents'

/** One row of a selection: what it is about, and why the command leaves it out. */
export type Selected = { id: string; version: number | null; code: string | null }

/** How many proposals of a list a command would take, and why it leaves out the others. */
export async function previewBulk(context: Context, name: BulkCommandName, query: ListQuery): Promise<BulkPreview> {
  const selected = await transact(context, (tx) => selectProposals(tx, context, name, query))
  return previewOf(selected.map(({ code }) => code))
}

/** The proposals of a list that a command takes, for one confirmation over many pages. */
export async function takenProposals(
  context: Context,
  name: BulkCommandName,
  query: ListQuery,
): Promise<ProposalRef[]> {
  const selected = await transact(context, (tx) => selectProposals(tx, context, name, query))
  return selected.flatMap(({ id, version, code }) => (code === null && version !== null ? [{ id, version }] : []))
}

/** Every proposal of a list in its order, each with the reason why the command would leave it out. */
export async function selectProposals(
  tx: Tx,
  context: Context,
  name: BulkCommandName,
  query: ListQuery,
): Promise<Selected[]> {
  const address = parseListAddress(query)
  const rows = await tx
    .select({
      id: promotionProposals.id,
      version: promotionProposals.version,
      state: promotionProposals.state,
      toRank: promotionProposals.toRank,
      effectiveOn: promotionProposals.effectiveOn,
      madeBy: promotionProposals.madeBy,
      employeeId: promotionProposals.employeeId,
      initialledBy: promotionProposals.initialledBy,
      acceptedBy: promotionProposals.acceptedBy,
      approvalBy: promotionProposals.approvalBy,
      decreeAuthority: promotionProposals.decreeAuthority,
      decreeEnteredBy: promotionProposals.decreeEnteredBy,
    })
    .from(promotionProposals)
    .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
    .where(matching(context, await listFilterIn(tx, context, address)))
    .orderBy(...proposalOrder(address))
  const closed = await closedPeriods(tx, context, name, new Set(rows.map((row) => row.effectiveOn)))
  const today = civilDay(context.now)
  const marked = name === 'sign_decree' ? await markHeldBack(tx, context, rows) : rows
  const selected = marked.map((row) => ({
    id: row.id,
    version: row.version,
    code: skipReason(name, row, context.actor) ?? letterTime(name, row, today) ?? closed.get(row.effectiveOn) ?? null,
  }))
  return name === 'submit' ? withoutIncomplete(tx, context, selected) : selected
}

/** The periods whose proposals a command leaves alone today, each with the reason: what is late, or is not late yet. */
async function closedPeriods(
  tx: Tx,
  context: Context,
  name: BulkCommandName,
  days: ReadonlySet<CivilDate>,
): Promise<Map<CivilDate, string>> {
  const today = civilDay(context.now)
  const closed = new Map<CivilDate, string>()
  if (name !== 'submit' && name !== 'approve' && name !== 'postpone') return closed
  const periods = new Map((await periodsOn(tx, [...days])).map((period) => [period.effectiveOn, period]))
  for (const day of days) {
    const period = periods.get(day)
    if (!period) {
      closed.set(day, 'not_found')
      continue
    }
    const [open, inTime] = [opening(period, today), cutOff(period, today)]
    if (name === 'postpone' && inTime.met) closed.set(day, 'period_open')
    const unmet = name === 'postpone' ? undefined : [open, inTime].find(({ met }) => !met)
    if (unmet) closed.set(day, unmet.code)
  }
  return closed
}

/** Leaves out what the nominatif says no to, and what lacks a paper; submitting asks the rules once more. */
async function withoutIncomplete(tx: Tx, context: Context, selected: Selected[]): Promise<Selected[]> {
  const ids = selected.filter(({ code }) => code === null).map(({ id }) => id)
  if (ids.length === 0) return selected
  const rows = await tx
    .select({
      id: promotionProposals.id,
      type: promotionProposals.type,
      toRank: promotionProposals.toRank,
      cpnsOn: employees.cpnsOn,
      findings: promotionProposals.findings,
      outcome: nominativeResults.outcome,
      papers: sql<string[] | null>`(select array_agg(d.document_type) from proposal_documents d
        where d.proposal_id = ${promotionProposals.id})`,
      ranks: sql<{ rank: Rank; effectiveOn: CivilDate }[]>`(
        select coalesce(json_agg(json_build_object('rank', h.rank, 'effectiveOn', h.effective_on)), '[]')
        from rank_history h where h.employee_id = ${promotionProposals.employeeId} and ${sql.raw(standsSql('rank_history'))})`,
    })
    .from(promotionProposals)
    .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
    .leftJoin(
      nominativeResults,
      and(
        eq(nominativeResults.effectiveOn, promotionProposals.effectiveOn),
        eq(nominativeResults.agencyId, promotionProposals.agencyId),
        eq(nominativeResults.employeeId, promotionProposals.employeeId),
      ),
    )
    .where(and(eq(promotionProposals.agencyId, context.actor.agencyId), inArray(promotionProposals.id, ids)))
  const lacking = new Map<string, string>()
  for (const { id, outcome, papers, ranks, cpnsOn, ...proposal } of rows) {
    const have = new Set(papers)
    const needed = requiredDocuments(proposal, isFirstPromotion(ranks, cpnsOn))
    if (outcome === 'ineligible') lacking.set(id, 'conditions_unmet')
    else if (needed.some((type) => !have.has(type))) lacking.set(id, 'documents_missing')
  }
  return selected.map((row) => ({ ...row, code: row.code ?? lacking.get(row.id) ?? null }))
}
