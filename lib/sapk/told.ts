import type { Role } from '@/lib/auth/actor'
import type { ProposalEvent, ProposalState } from '@/lib/sapk/proposal'

/** What a role is told of: what others have laid on its desk, and for the agency how its proposals ended. */
const told: Partial<Record<Role, readonly ProposalState[]>> = {
  mutation_officer: [
    'agency_repair',
    'returned',
    'technical_sent',
    'rejected',
    'turned_down',
    'technical_revoked',
    'done',
  ],
  agency_approver: ['agency_review', 'awaiting_approval', 'decree_recorded'],
  agency_signer: ['awaiting_letter', 'decree_signing'],
  bkn_verifier: ['sent', 'technical_draft', 'initialling'],
  bkn_signer: ['technical_signing', 'decree_signing'],
}

export function toldStates(role: Role | 'system'): readonly ProposalState[] {
  return role === 'system' ? [] : (told[role] ?? [])
}

/** The steps of their own proposal that an employee is told of; the others are the office's own. */
export const toldSteps = [
  'submit',
  'sign_letter',
  'return',
  'resubmit',
  'accept',
  'reject',
  'turn_down',
  'postpone',
  'cancel',
  'issue_technical',
  'issue_decree',
  'confirm_decree',
  'complete',
  'revoke',
  'revoke_decree',
] as const satisfies ProposalEvent[]
