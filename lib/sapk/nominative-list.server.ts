import 'server-only'
import { and, asc, count, desc, eq, notInArray, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { proposalEnds, proposalEndsWithoutRank, stateIsNone } from '@/db/reference/proposal-ends'
import { nominativeResults, nominativeRuns, nominativeStale } from '@/db/schema/nominative'
import { employees, units } from '@/db/schema/registry'
import { promotionProposals } from '@/db/schema/sapk'
import type { Actor, Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay, yearOf } from '@/lib/civil-date'
import { readAnnualPredicates } from '@/lib/kinerja/public.server'
import { byNameOrNip } from '@/lib/registry/name-filter.server'
import { loadReference } from '@/lib/registry/reference.server'
import type { BulkPreview } from '@/lib/sapk/bulk-command'
import { findFacts } from '@/lib/sapk/facts.server'
import { NO_RANK, type NominativeOutcome } from '@/lib/sapk/nominative'
import type { NominativeAddress, NominativeFilter, NominativeSort } from '@/lib/sapk/nominative-list'
import { latestAssessedYear } from '@/lib/sapk/performance'
import { judgePromotion } from '@/lib/sapk/promotion'

const results = nominativeResults

/** The proposal of the same person for the same period, unless it has ended without a promotion. */
const openProposal = and(
  eq(promotionProposals.employeeId, results.employeeId),
  eq(promotionProposals.effectiveOn, results.effectiveOn),
  notInArray(promotionProposals.state, proposalEndsWithoutRank),
)

/**
 * Somebody with a proposal on its way for any period, or with a promotion in this one, cannot be proposed. Spelt out,
 * because the query builder leaves out the table's name in a plain select.
 */
export const cannotBeProposed = sql<boolean>`exists (
  select from promotion_proposals p
  where p.employee_id = nominative_results.employee_id
    and (${sql.raw(stateIsNone(proposalEnds, 'p.state'))}
      or (p.state = 'done' and p.effective_on = nominative_results.effective_on)))`

/** The first wall: one period of the actor's own agency, narrowed by the filters. */
export function matchingNominative(actor: Actor, effectiveOn: CivilDate, filter: NominativeFilter): SQL | undefined {
  const { type, unitId, rank, unmetCode, proposed, name } = filter
  return and(
    eq(results.effectiveOn, effectiveOn),
    eq(results.agencyId, actor.agencyId),
    type && eq(results.type, type),
    unitId === undefined ? undefined : sql`${results.unitId} in (${subtree(actor, unitId)})`,
    rank && eq(results.rank, rank),
    unmetCode === undefined ? undefined : sql`${results.unmet}::text ~ ${namesCode(unmetCode)}`,
    proposed === undefined ? undefined : proposed ? cannotBeProposed : sql`not ${cannotBeProposed}`,
    name === undefined ? undefined : sql`${results.employeeId} in (${namedSo(actor, name)})`,
  )
}

/** The unmet findings are kept as text, with or without a space between a name and its value. */
function namesCode(code: string): string {
  return `"code": ?"${code.replaceAll('.', '\\.')}"`
}

/** People of the agency by name or NIP; the list itself keeps no name that titles do not matter in. */
function namedSo(actor: Actor, typed: string): SQL {
  return sql`select ${employees.id} from ${employees} where ${and(eq(employees.agencyId, actor.agencyId), byNameOrNip(typed))}`
}

function subtree(actor: Actor, unitId: number): SQL {
  return sql`select below.id from units root
    join units below on below.agency_id = root.agency_id
      and below.preorder between root.preorder and root.last_preorder
    where root.id = ${unitId} and root.agency_id = ${actor.agencyId}`
}

/** How many rows each outcome has under the filters, and how many of them cannot be proposed any more. */
export async function countNominative(context: Context, effectiveOn: CivilDate, filter: NominativeFilter) {
  return transact(context, async (tx) => {
    const rows = await tx
      .select({
        outcome: results.outcome,
        total: count(),
        proposed: sql<number>`count(*) filter (where ${cannotBeProposed})`.mapWith(Number),
      })
      .from(results)
      .where(matchingNominative(context.actor, effectiveOn, filter))
      .groupBy(results.outcome)
    const none = { total: 0, proposed: 0 }
    const of = (outcome: NominativeOutcome) => rows.find((row) => row.outcome === outcome) ?? none
    const counts = { eligible: of('eligible'), conditional: of('conditional'), ineligible: of('ineligible') }
    return { ...counts, total: counts.eligible.total + counts.conditional.total + counts.ineligible.total }
  })
}

type Counts = Awaited<ReturnType<typeof countNominative>>

/** What proposing everybody of the list would do, from its counts; `selectPeople` says the same of each person. */
export function proposingPreview(counts: Counts, outcome: NominativeOutcome | undefined): BulkPreview {
  const shown: NominativeOutcome[] = outcome ? [outcome] : ['eligible', 'conditional', 'ineligible']
  const total = shown.reduce((sum, each) => sum + counts[each].total, 0)
  const fit = shown.filter((each) => each !== 'ineligible')
  const taken = fit.reduce((sum, each) => sum + counts[each].total - counts[each].proposed, 0)
  const proposed = fit.reduce((sum, each) => sum + counts[each].proposed, 0)
  const skipped = [
    { code: 'conditions_unmet', count: total - taken - proposed },
    { code: 'already_proposed', count: proposed },
  ]
  return { total, taken, skipped: skipped.filter(({ count: left }) => left > 0) }
}

/** One page of the nominatif with what the screen shows. */
export async function listNominative(context: Context, effectiveOn: CivilDate, address: NominativeAddress) {
  const { filter, outcome, sort, isDescending, page, pageSize } = address
  return transact(context, async (tx) => {
    const rows = await tx
      .select({
        employeeId: results.employeeId,
        type: results.type,
        outcome: results.outcome,
        isProvisional: results.isProvisional,
        nip: results.nip,
        name: results.name,
        rank: results.rank,
        rankSince: results.rankSince,
        proposedRank: results.proposedRank,
        positionName: employees.positionName,
        unitName: units.name,
        proposalId: promotionProposals.id,
        proposalState: promotionProposals.state,
        isTaken: cannotBeProposed,
      })
      .from(results)
      .leftJoin(employees, eq(employees.id, results.employeeId))
      .leftJoin(units, eq(units.id, results.unitId))
      .leftJoin(promotionProposals, openProposal)
      .where(and(matchingNominative(context.actor, effectiveOn, filter), outcome && eq(results.outcome, outcome)))
      .orderBy(...nominativeOrder(sort, isDescending))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    const predicates = await predicatesOf(
      tx,
      rows.map((row) => row.employeeId),
      effectiveOn,
      civilDay(context.now),
    )
    return rows.map((row) => ({ ...row, predicates: predicates(row.employeeId) }))
  })
}

export type NominativeListRow = Awaited<ReturnType<typeof listNominative>>[number]

/** The order of the list, the same on the screen and in a file. */
export function nominativeOrder(sort: NominativeSort, isDescending: boolean): SQL[] {
  const direction = isDescending ? desc : asc
  const columns = {
    nama: [direction(results.name)],
    golongan: [direction(results.rank), asc(results.name)],
    masa: [isDescending ? asc(results.rankSince) : desc(results.rankSince), asc(results.name)],
    unit: [direction(units.name), asc(results.name)],
    hasil: [direction(results.outcome), asc(results.name)],
  }
  return [...columns[sort], asc(results.employeeId)]
}

/** The predicates of the two years that the rules look at, for the people of one page. */
async function predicatesOf(tx: Tx, employeeIds: readonly string[], effectiveOn: CivilDate, today: CivilDate) {
  const year = yearOf(effectiveOn)
  const found = await readAnnualPredicates(tx, employeeIds, { first: year - 4, last: year - 1 })
  return (employeeId: string) => {
    const own = found.get(employeeId) ?? {}
    const last = latestAssessedYear(own, effectiveOn, today)
    return [last - 1, last].map((assessed) => ({ year: assessed, predicate: own[assessed] ?? null }))
  }
}

/** Every finding of one person, computed now: an opened row is never older than the data. */
export async function findNominativeFindings(context: Context, effectiveOn: CivilDate, employeeId: string) {
  return transact(context, async (tx) => {
    const reference = await loadReference(tx)
    const [found] = await findFacts(tx, [employeeId], effectiveOn, reference)
    if (found?.person.agencyId !== context.actor.agencyId) return undefined
    if (!found.facts) return [NO_RANK]
    return judgePromotion(found.facts, effectiveOn, civilDay(context.now), reference).findings
  })
}

/** When the nominatif was computed, over how many people, and how many of them have changed since. */
export async function findNominativeRun(context: Context, effectiveOn: CivilDate) {
  return transact(context, async (tx) => {
    const { agencyId } = context.actor
    const [run] = await tx
      .select({ computedAt: nominativeRuns.computedAt, employeeCount: nominativeRuns.employeeCount })
      .from(nominativeRuns)
      .where(and(eq(nominativeRuns.effectiveOn, effectiveOn), eq(nominativeRuns.agencyId, agencyId)))
    const [stale] = await tx
      .select({
        total: count(nominativeStale.employeeId),
        isWhole: sql<boolean | null>`bool_or(${nominativeStale.employeeId} is null)`,
      })
      .from(nominativeStale)
      .where(eq(nominativeStale.agencyId, agencyId))
    return run && { ...run, changedCount: stale?.total ?? 0, hasChangedWhole: stale?.isWhole ?? false }
  })
}
