import 'server-only'
import { and, asc, count, desc, eq, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies, employees, units } from '@/db/schema/registry'
import { promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import type { CivilDate } from '@/lib/civil-date'
import { markHeldBack } from '@/lib/sapk/delegation.server'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { type ListAddress, partOf } from '@/lib/sapk/proposal-list'
import { matching, type ProposalFilter, proposalOrder, type Queue, readable } from '@/lib/sapk/proposal-where.server'

const listColumns = {
  id: promotionProposals.id,
  number: promotionProposals.number,
  version: promotionProposals.version,
  state: promotionProposals.state,
  type: promotionProposals.type,
  fromRank: promotionProposals.fromRank,
  toRank: promotionProposals.toRank,
  effectiveOn: promotionProposals.effectiveOn,
  dueOn: promotionProposals.dueOn,
  enteredStateAt: promotionProposals.enteredStateAt,
  madeBy: promotionProposals.madeBy,
  acceptedBy: promotionProposals.acceptedBy,
  initialledBy: promotionProposals.initialledBy,
  approvalBy: promotionProposals.approvalBy,
  decreeAuthority: promotionProposals.decreeAuthority,
  decreeEnteredBy: promotionProposals.decreeEnteredBy,
  verifierId: promotionProposals.verifierId,
  verifierName: promotionProposals.verifierName,
  heldSince: promotionProposals.heldSince,
  employeeId: employees.id,
  name: employees.name,
  frontTitle: employees.frontTitle,
  backTitle: employees.backTitle,
  nip: employees.nip,
  unitName: units.name,
  agencyName: agencies.name,
}

/** One page of proposals with the total of the whole list, nearest deadline first. */
export async function listProposals(
  context: Context,
  filter: ProposalFilter,
  page: { offset: number; limit: number } & Partial<Pick<ListAddress, 'sort' | 'isDescending'>>,
) {
  const { sort = 'tenggat', isDescending = false } = page
  return transact(context, async (tx) => {
    const where = matching(context, filter)
    const rows = await tx
      .select(listColumns)
      .from(promotionProposals)
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .innerJoin(agencies, eq(agencies.id, promotionProposals.agencyId))
      .leftJoin(units, eq(units.id, promotionProposals.unitId))
      .where(where)
      .orderBy(...proposalOrder({ sort, isDescending }))
      .limit(page.limit)
      .offset(page.offset)
    const [totals] = await tx
      .select({ total: count() })
      .from(promotionProposals)
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .where(where)
    return { rows, total: totals?.total ?? 0 }
  })
}

export type ProposalRow = Awaited<ReturnType<typeof listProposals>>['rows'][number]

/** Whose decree waits for its signature: the turn of this state depends on it. */
const signingAuthority = sql<
  string | null
>`case when ${promotionProposals.state} = 'decree_signing' then ${promotionProposals.decreeAuthority} end`

/** How many proposals stand in each state; every count opens the list with the same filter. */
export async function countProposals(context: Context, filter: ProposalFilter = {}) {
  return transact(context, async (tx) => {
    const rows = await tx
      .select({
        state: promotionProposals.state,
        decreeAuthority: signingAuthority,
        total: count(),
        oldestOn: sql<CivilDate | null>`(min(${promotionProposals.enteredStateAt}) at time zone 'Asia/Jakarta')::date::text`,
        nearestDueOn: sql<CivilDate | null>`min(${promotionProposals.dueOn})::text`,
      })
      .from(promotionProposals)
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .where(matching(context, filter))
      .groupBy(promotionProposals.state, signingAuthority)
      .orderBy(promotionProposals.state, signingAuthority)
    return rows
  })
}

/** The periods for which the actor sees proposals, the latest first. */
export async function listProposalPeriods(context: Context): Promise<CivilDate[]> {
  return transact(context, async (tx) => {
    const rows = await tx
      .selectDistinct({ effectiveOn: promotionProposals.effectiveOn })
      .from(promotionProposals)
      .where(readable(context))
      .orderBy(desc(promotionProposals.effectiveOn))
    return rows.map((row) => row.effectiveOn)
  })
}

/** What waits for the actor and what they may do: their queue. */
export async function queueFilter(context: Context): Promise<ProposalFilter> {
  return { queue: await queueOf(context) }
}

/** What the queue of the actor leaves out; asks nothing of those who sign no decrees. */
export async function queueOf(context: Context): Promise<Queue> {
  if (!isAllowed(context.actor.role, 'promotion.sign_decree')) return { heldBack: [] }
  return transact(context, (tx) => queueIn(tx, context))
}

async function queueIn(tx: Tx, context: Context): Promise<Queue> {
  if (!isAllowed(context.actor.role, 'promotion.sign_decree')) return { heldBack: [] }
  const { decreeAuthority, toRank, effectiveOn, state } = promotionProposals
  const decrees = await tx
    .selectDistinct({ decreeAuthority, toRank, effectiveOn })
    .from(promotionProposals)
    .where(and(readable(context), eq(state, 'decree_signing')))
  if (decrees.length === 0) return { heldBack: [] }
  const marked = await markHeldBack(tx, context, decrees)
  return { heldBack: marked.filter(({ isHeldBack }) => isHeldBack) }
}

/** The filters that every part of a list shares. */
export function sharedFilter(address: ListAddress): ProposalFilter {
  const { effectiveOn, type, agencyId, name, dueOn, dueUntil, authority } = address
  return { effectiveOn, type, agencyId, name, dueOn, dueUntil, authority }
}

/** What a list shows under its address: the state asked for, in the queue or anywhere, else that of its part. */
export async function listFilter(context: Context, address: ListAddress): Promise<ProposalFilter> {
  return filterOf(context, address, () => queueOf(context))
}

/** The same within a transaction. */
export async function listFilterIn(tx: Tx, context: Context, address: ListAddress): Promise<ProposalFilter> {
  return filterOf(context, address, () => queueIn(tx, context))
}

async function filterOf(
  context: Context,
  address: ListAddress,
  askQueue: () => Promise<Queue>,
): Promise<ProposalFilter> {
  const { state } = address
  const states = state && { states: [state] }
  const shared = { ...sharedFilter(address), ...states }
  const tab = partOf(context.actor.role, address)
  if (tab?.key === 'mine') return { ...shared, queue: await askQueue() }
  return { states: tab?.states, ...shared }
}

/** The proposals of a list as references, for one confirmation over many pages. */
export async function listProposalRefs(
  context: Context,
  filter: ProposalFilter,
  limit: number,
): Promise<ProposalRef[]> {
  return transact(context, (tx) =>
    tx
      .select({ id: promotionProposals.id, version: promotionProposals.version })
      .from(promotionProposals)
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .where(matching(context, filter))
      .orderBy(sql`${promotionProposals.dueOn} asc nulls last`, asc(employees.name), asc(promotionProposals.id))
      .limit(limit),
  )
}
