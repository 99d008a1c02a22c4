import 'server-only'
import { and, asc, desc, eq, inArray, lte, ne, not, or, type SQL, sql } from 'drizzle-orm'
import { employees } from '@/db/schema/registry'
import { promotionBatches, promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { byNameOrNip } from '@/lib/registry/name-filter.server'
import type { Decree } from '@/lib/sapk/delegation.server'
import { type ProposalState, sentStates, statesOf } from '@/lib/sapk/proposal'
import type { ListAddress, ProposalSort } from '@/lib/sapk/proposal-list'
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
