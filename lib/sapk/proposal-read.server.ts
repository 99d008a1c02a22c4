import 'server-only'
import { and, asc, count, desc, eq, inArray, lte, ne, not, or, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { agencies, employees, units } from '@/db/schema/registry'
import { promotionBatches, promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import type { CivilDate } from '@/lib/civil-date'
import { byNameOrNip } from '@/lib/registry/name-filter.server'
import { type Decree, markHeldBack } from '@/lib/sapk/delegation.server'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { type ProposalState, sentStates, statesOf } from '@/lib/sapk/proposal'
import { type ListAddress, type ProposalSort, partOf } from '@/lib/sapk/proposal-list'
import { withinScope } from '@/lib/sapk/proposal-step.server'

const agencyRoles = ['mutation_officer', 'agency_approver', 'agency_signer']

/** What a role may look at: an agency its own, BKN what was sent, an employee their own. */
export function readable(context: Context): SQL | undefined {
  const { role } = context.actor
  if (agencyRoles.includes(role) || role === 'employee' || role === 'system') return withinScope(context)
  return and(withinScope(context), inArray(promotionProposals.state, [...sentStates]))
}

export type ProposalFilter = {
  states?: readonly ProposalState[]
  effectiveOn?: CivilDate
  type?: string
  agencyId?: number
  batchId?: string
  dueOn?: CivilDate
  dueUntil?: CivilDate
  name?: string
  /** Whose decree it is: of the agency or of BKN. */
  authority?: string
  /** Only what the actor has to do and may do. */
  queue?: Queue
}

/** What a queue leaves out: the decrees that the actor has to leave to their issuer. */
export type Queue = { heldBack: readonly Decree[] }

/** The first wall of a list of proposals, narrowed by its filters; asks for a join with `employees`. */
export function matching(context: Context, filter: ProposalFilter): SQL | undefined {
  const { states, effectiveOn, type, agencyId, batchId, dueOn, dueUntil, name, authority, queue } = filter
  return and(
    readable(context),
    states === undefined ? undefined : inArray(promotionProposals.state, [...states]),
    effectiveOn === undefined ? undefined : eq(promotionProposals.effectiveOn, effectiveOn),
    type === undefined ? undefined : eq(promotionProposals.type, type),
    agencyId === undefined ? undefined : eq(promotionProposals.agencyId, agencyId),
    batchId === undefined ? undefined : eq(promotionProposals.batchId, batchId),
    authority === undefined ? undefined : eq(promotionProposals.decreeAuthority, authority),
    queue === undefined ? undefined : waitingFor(context, queue),
    dueOn === undefined ? undefined : eq(promotionProposals.dueOn, dueOn),
    dueUntil === undefined ? undefined : lte(promotionProposals.dueOn, dueUntil),
    name === undefined ? undefined : byNameOrNumber(name),
  )
}

/** By name, NIP or the number of the proposal or of its batch. */
function byNameOrNumber(typed: string): SQL | undefined {
  const number = typed.toUpperCase()
  if (/^KP-/.test(number)) return sql`starts_with(${promotionProposals.number}, ${number})`
  if (/^U-/.test(number)) {
    return sql`${promotionProposals.batchId} in (
      select ${promotionBatches.id} from ${promotionBatches} where starts_with(${promotionBatches.number}, ${number}))`
  }
  return byNameOrNip(typed)
}

/** The order of the list, the same on the screen, in a file and in the background; the nearest deadline first. */
export function proposalOrder({ sort, isDescending }: Pick<ListAddress, 'sort' | 'isDescending'>): SQL[] {
  const direction = isDescending ? desc : asc
  const columns: Record<ProposalSort, SQL> = {
    tenggat: isDescending
      ? sql`${promotionProposals.dueOn} desc nulls last`
      : sql`${promotionProposals.dueOn} asc nulls last`,
    nama: direction(employees.name),
    golongan: direction(promotionProposals.toRank),
    status: direction(promotionProposals.state),
    periode: direction(promotionProposals.effectiveOn),
  }
  return [columns[sort], asc(employees.name), asc(promotionProposals.id)]
}

/**
 * What waits for the actor and for no other reason than them: never their own case or what they made, nor what duty.ts
 * or delegation.server.ts keep from them. A decree of BKN does not wait for the agency's signer, nor a case of BKN Pusat
 * for a Kanreg.
 */
export function waitingFor(
  context: Context,
  { heldBack }: Queue,
  states: readonly ProposalState[] = statesOf(context.actor.role),
): SQL | undefined {
  const { role } = context.actor
  const { state, decreeAuthority, toRank, effectiveOn } = promotionProposals
  const left = heldBack.map((decree) =>
    and(
      eq(state, 'decree_signing'),
      eq(decreeAuthority, decree.decreeAuthority ?? ''),
      eq(toRank, decree.toRank),
      eq(effectiveOn, decree.effectiveOn),
    ),
  )
  const mine = and(
    inArray(state, [...states]),
    role === 'mutation_officer' ? undefined : freeOfDuties(context),
    left.length > 0 ? not(or(...left) ?? sql`false`) : undefined,
  )
  if (role === 'agency_signer') return and(mine, or(ne(state, 'decree_signing'), eq(decreeAuthority, 'agency')))
  if (role === 'bkn_verifier') return and(mine, ofOffice(context))
  if (role !== 'bkn_signer') return mine
  const isNational = context.actor.scope.kind === 'national'
  const decrees = isNational ? and(eq(state, 'decree_signing'), eq(decreeAuthority, 'bkn')) : undefined
  return and(mine, or(and(ne(state, 'decree_signing'), ofOffice(context)), decrees))
}

/** What separation of duties leaves to the actor, as `dutyOnTurn` says it of one proposal. */
function freeOfDuties({ actor: { accountId, employeeId } }: Context): SQL | undefined {
  const { state, madeBy, acceptedBy, initialledBy, decreeEnteredBy } = promotionProposals
  if (accountId === null) return undefined
  const hasInitialled = sql`${accountId} = any(${initialledBy})`
  return and(
    ne(madeBy, accountId),
    employeeId ? ne(promotionProposals.employeeId, employeeId) : undefined,
    sql`not (${state} in ('technical_draft', 'initialling', 'technical_signing') and ${hasInitialled})`,
    sql`not (${state} = 'technical_signing' and ${acceptedBy} is not distinct from ${accountId})`,
    sql`not (${state} in ('decree_signing', 'decree_recorded') and ${decreeEnteredBy} is not distinct from ${accountId})`,
  )
}

/** What the actor's office of BKN answers, as `other_office` in duty.ts says it of one proposal. */
export function ofOffice({ actor }: Context): SQL {
  const { approvalBy } = promotionProposals
  return actor.scope.kind === 'national' ? ne(approvalBy, 'regional_office') : ne(approvalBy, 'head_of_bkn')
}

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
  const { decreeAuthority, toRank, effectiveOn, state } = promotionProposals
  return transact(context, async (tx) => {
    const decrees = await tx
      .selectDistinct({ decreeAuthority, toRank, effectiveOn })
      .from(promotionProposals)
      .where(and(readable(context), eq(state, 'decree_signing')))
    if (decrees.length === 0) return { heldBack: [] }
    const marked = await markHeldBack(tx, context, decrees)
    return { heldBack: marked.filter(({ isHeldBack }) => isHeldBack) }
  })
}

/** The filters that every part of a list shares. */
export function sharedFilter(address: ListAddress): ProposalFilter {
  const { effectiveOn, type, agencyId, name, dueOn, dueUntil, authority } = address
  return { effectiveOn, type, agencyId, name, dueOn, dueUntil, authority }
}

/** What a list shows under its address: the state asked for, in the queue or anywhere, else that of its part. */
export async function listFilter(context: Context, address: ListAddress): Promise<ProposalFilter> {
  const { state } = address
  const states = state && { states: [state] }
  const shared = { ...sharedFilter(address), ...states }
  const tab = partOf(context.actor.role, address)
  if (tab?.key === 'mine') return { ...shared, ...(await queueFilter(context)) }
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
