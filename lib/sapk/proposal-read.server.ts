import 'server-only'
import { and, asc, count, desc, eq, inArray, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { agencies, employees, units } from '@/db/schema/registry'
import { promotionBatches, promotionProposals } from '@/db/schema/sapk'
import type { Context, Role } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'

import { byNameOrNip } from '@/lib/registry/name-filter.server'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { type ProposalState, sentStates, statesOf } from '@/lib/sapk/proposal'
import { currentTab, type ListAddress, type ProposalSort } from '@/lib/sapk/proposal-list'
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
  /** Only what this role has to do itself: a decree of BKN does not wait for the agency's signer. */
  turn?: Role | 'system'
}

/** The first wall of a list of proposals, narrowed by its filters; asks for a join with `employees`. */
export function matching(context: Context, filter: ProposalFilter): SQL | undefined {
  const { states, effectiveOn, type, agencyId, batchId, dueOn, dueUntil, name, authority, turn } = filter
  return and(
    readable(context),
    states === undefined ? undefined : inArray(promotionProposals.state, [...states]),
    effectiveOn === undefined ? undefined : eq(promotionProposals.effectiveOn, effectiveOn),
    type === undefined ? undefined : eq(promotionProposals.type, type),
    agencyId === undefined ? undefined : eq(promotionProposals.agencyId, agencyId),
    batchId === undefined ? undefined : eq(promotionProposals.batchId, batchId),
    authority === undefined ? undefined : eq(promotionProposals.decreeAuthority, authority),
    turn === undefined ? undefined : waitingFor(context, turn),
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

/** A decree of BKN does not wait for the agency's signer, nor a case of BKN Pusat for a Kanreg. */
export function waitingFor(
  context: Context,
  role: Role | 'system',
  states: readonly ProposalState[] = statesOf(role),
): SQL | undefined {
  const { state, decreeAuthority } = promotionProposals
  const mine = inArray(state, [...states])
  if (role === 'agency_signer') return and(mine, or(ne(state, 'decree_signing'), eq(decreeAuthority, 'agency')))
  if (role === 'bkn_verifier') return and(mine, ofOffice(context))
  if (role !== 'bkn_signer') return mine
  const isNational = context.actor.scope.kind === 'national'
  const decrees = isNational ? and(eq(state, 'decree_signing'), eq(decreeAuthority, 'bkn')) : undefined
  return and(mine, or(and(ne(state, 'decree_signing'), ofOffice(context)), decrees))
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

/** What waits for the actor: his queue. */
export function queueFilter({ actor }: Context): ProposalFilter {
  return { turn: actor.role }
}

/** The filters that every part of a list shares. */
export function sharedFilter(address: ListAddress): ProposalFilter {
  const { effectiveOn, type, agencyId, name, dueOn, dueUntil, authority } = address
  return { effectiveOn, type, agencyId, name, dueOn, dueUntil, authority }
}

/** What a list shows under its address: the state asked for, else that of its part. */
export function listFilter(context: Context, address: ListAddress): ProposalFilter {
  const { state } = address
  const shared = sharedFilter(address)
  if (state) return { ...shared, states: [state] }
  const tab = currentTab(context.actor.role, address)
  return tab?.key === 'mine' ? { ...shared, ...queueFilter(context) } : { ...shared, states: tab?.states }
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
