import type { agencyKind } from '@/db/schema/registry'
import type { Role, Scope } from '@/lib/auth/actor'

/** The agency of an account, and the agencies it serves when it is a Kanreg. */
export type AccountAgency = { id: number; kind: (typeof agencyKind.enumValues)[number]; servedIds: readonly number[] }

const overAgencies: readonly Role[] = ['bkn_admin', 'bkn_verifier', 'bkn_signer', 'auditor']

/**
 * Which rows a role shows. Roles over agencies see all at BKN Pusat, at a Kanreg the agencies it serves and itself;
 * everybody else sees their own agency, an employee and whoever handles reports only their own record, and an appraiser what
 * names them as such beside it. One's own record is always visible.
 */
export function scopeOf(role: Role, agency: AccountAgency): Scope {
  if (role === 'employee' || role === 'appraiser' || role === 'wbs_officer') return { kind: 'self' }
  if (overAgencies.includes(role) && agency.kind === 'bkn') return { kind: 'national' }
  if (overAgencies.includes(role) && agency.kind === 'regional_office') {
    return { kind: 'agencies', agencyIds: [agency.id, ...agency.servedIds] }
  }
  return { kind: 'agencies', agencyIds: [agency.id] }
}

/** Whether a person of such an agency may hold the role. BKN has mutation officers for its own people too. */
export function mayHold(role: Role, kind: AccountAgency['kind']): boolean {
  if (role === 'bkn_admin') return kind === 'bkn'
  if (role === 'bkn_verifier' || role === 'bkn_signer') return kind === 'bkn' || kind === 'regional_office'
  return true
}
