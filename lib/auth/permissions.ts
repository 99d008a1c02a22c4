import type { Role } from '@/lib/auth/actor'

/**
 * The door: which roles may do what. A permission is also the name of the audit event and, after the dot, of the
 * workflow event. Scope is narrowed by each query, separation of duties by the rules.
 */
export const permissions = {
  'account.read': ['bkn_admin'],
  'account.create': ['bkn_admin'],
  'account.update': ['bkn_admin'],
  'audit.read': ['bkn_admin', 'auditor'],
  'employee.read': ['mutation_officer', 'agency_approver', 'agency_signer', 'bkn_verifier', 'bkn_signer', 'auditor'],
  'employee.reveal': ['mutation_officer', 'agency_approver', 'bkn_verifier'],
  'employee.update': ['mutation_officer'],
  'import.manage': ['mutation_officer'],
  'own.read': [
    'employee',
    'mutation_officer',
    'agency_approver',
    'agency_signer',
    'bkn_verifier',
    'bkn_signer',
    'bkn_admin',
    'auditor',
  ],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function isAllowed(role: Role | 'system', permission: Permission): boolean {
  return role === 'system' || (permissions[permission] as readonly string[]).includes(role)
}
