import type { StatusLook } from '@/components/ui/status-tag'
import type { ReportSummary } from '@/lib/wbs/officer.server'

type State = ReportSummary['state']

const LOOKS: Record<State, StatusLook> = {
  received: 'submitted',
  verifying: 'held',
  clarifying: 'waiting',
  forwarded: 'cancelled',
  not_processed: 'cancelled',
  reviewing: 'held',
  investigating: 'held',
  examined: 'verified',
  recommended: 'verified',
  following_up: 'waiting',
  closed: 'approved',
  reopened: 'returned',
  withdrawn: 'revoked',
  unreadable: 'revoked',
}

/** Icon and tone of a report's state, as officers see it. */
export function lookOf(state: State): StatusLook {
  return LOOKS[state]
}
