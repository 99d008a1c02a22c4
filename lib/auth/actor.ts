/** The profiles of the service reduced to what users recognise; later modules add theirs. */
export const roles = [
  'bkn_admin',
  'bkn_verifier',
  'bkn_signer',
  'mutation_officer',
  'agency_approver',
  'agency_signer',
  'employee',
  'auditor',
  'exam_manager',
  'exam_registrar',
  'exam_supervisor',
  'item_writer',
  'item_reviewer',
  'appraiser',
  'performance_officer',
  'wbs_officer',
] as const

export type Role = (typeof roles)[number]

/**
 * Which rows row-level security shows: everything, some agencies, only the actor's own record, or what candidates and
 * whoever comes by may be shown.
 */
export type Scope =
  | { kind: 'system' }
  | { kind: 'national' }
  | { kind: 'agencies'; agencyIds: readonly number[] }
  | { kind: 'self' }
  | { kind: 'visitor' }

/** Who acts: one account in one of its roles. */
export type Actor = {
  accountId: string | null // null for the system
  employeeId: string | null
  name: string
  agencyId: number
  role: Role | 'system'
  unitName?: string | null
  scope: Scope
}

/** Who and when, read once at the edge and passed down. */
export type Context = { actor: Actor; now: Date }

/** The actor of work that no person started: sign-in, jobs, seeds. `name` says which. */
export function systemContext(name: string, now: Date): Context {
  return {
    actor: { accountId: null, employeeId: null, name, agencyId: 0, role: 'system', scope: { kind: 'system' } },
    now,
  }
}

/**
 * The actor of what is answered to somebody without an account: a candidate at an exam, or anybody. It reads the columns
 * that such answers are made of and no other, and no key of an item. `name` says for which answer.
 */
export function visitorContext(name: string, now: Date): Context {
  const { actor } = systemContext(name, now)
  return { actor: { ...actor, scope: { kind: 'visitor' } }, now }
}
