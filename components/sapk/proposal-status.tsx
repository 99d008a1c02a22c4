import { useTranslations } from 'next-intl'
import { type StatusLook, StatusTag } from '@/components/ui/status-tag'
import type { ProposalState } from '@/lib/sapk/proposal'

const LOOKS: Record<ProposalState, StatusLook> = {
  draft: 'draft',
  collecting: 'draft',
  agency_review: 'submitted',
  agency_repair: 'returned',
  awaiting_approval: 'verified',
  awaiting_letter: 'waiting',
  sent: 'submitted',
  bkn_review: 'held',
  returned: 'returned',
  rejected: 'rejected',
  accepted: 'approved',
  technical_draft: 'approved',
  initialling: 'waiting',
  technical_signing: 'waiting',
  technical_sent: 'issued',
  decree_draft: 'draft',
  decree_signing: 'waiting',
  decree_recorded: 'waiting',
  decree_sent: 'issued',
  updating: 'waiting',
  done: 'issued',
  cancelled: 'cancelled',
  turned_down: 'rejected',
  technical_revoked: 'revoked',
}

/** The status of one person's proposal as icon, word and tone. */
export function ProposalStatus({ state }: { state: ProposalState }) {
  const t = useTranslations('proposal.state')
  return <StatusTag look={LOOKS[state]}>{t(state)}</StatusTag>
}
