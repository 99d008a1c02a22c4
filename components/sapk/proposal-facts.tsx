import { useLocale, useTranslations } from 'next-intl'
import { DueDate } from '@/components/sapk/due-date'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { FactStrip } from '@/components/ui/key-values'
import type { Role } from '@/lib/auth/actor'
import { civilDay, daysBetween } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { type Proposal, turnFor } from '@/lib/sapk/proposal'

/** The four facts that a proposal begins with. `reader` is told when it is their turn. */
export function ProposalFacts({
  proposal,
  reader,
  now,
}: {
  proposal: Proposal
  reader: Role | 'system' | null
  now: Date
}) {
  const t = useTranslations('proposal')
  const locale = localeFrom(useLocale())
  const turn = turnFor(proposal)
  const isMine = turn === reader
  const daysLeft = proposal.dueOn ? daysBetween(civilDay(now), proposal.dueOn) : 0
  const dueNote =
    proposal.dueOn &&
    (daysLeft > 1 ? t('detail.daysLeft', { days: daysLeft }) : formatDate(proposal.dueOn, 'long', locale))
  return (
    <FactStrip
      items={[
        { label: t('detail.status'), value: <ProposalStatus state={proposal.state} /> },
        {
          label: t('detail.turn'),
          value: isMine ? t('detail.you') : t(`turn.${turn}`),
          note: isMine ? t(`turn.${turn}`) : undefined,
        },
        {
          label: t('detail.due'),
          value: proposal.dueOn ? <DueDate dueOn={proposal.dueOn} today={civilDay(now)} /> : t('detail.noDue'),
          note: dueNote,
        },
        { label: t('detail.next'), value: t(`next.${proposal.state}`) },
      ]}
    />
  )
}
