import { useLocale, useTranslations } from 'next-intl'
import { Timeline, type TimelineEntry } from '@/components/ui/timeline'
import { formatDate, formatInstant, type Zone } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { endStates, turnFor } from '@/lib/sapk/proposal'
import type { ProposalDetail } from '@/lib/sapk/proposal-read.server'

const attention = [
  'return',
  'reject',
  'repair',
  'turn_down',
  'send_back',
  'correct',
  'revoke',
  'correct_decree',
  'revoke_decree',
]

/** Linimasa: what is awaited on top, then every step, newest first, with the words of whoever acted. */
export function ProposalTimeline({ detail, zone }: { detail: ProposalDetail; zone: Zone }) {
  const t = useTranslations('proposal')
  const locale = localeFrom(useLocale())
  const { proposal, events } = detail
  const turn = turnFor(proposal)
  const entries: TimelineEntry[] = events.map((event) => ({
    key: event.id,
    state: attention.includes(event.event) ? 'attention' : 'done',
    title: (
      <>
        {t(`event.${event.event}`)}
        {event.event === 'return' && <span className="font-normal text-muted"> ({t('stateNote.returned')})</span>}
        {event.event === 'reject' && <span className="font-normal text-muted"> ({t('stateNote.rejected')})</span>}
      </>
    ),
    meta: `${event.actorRole === 'system' ? t('detail.system') : `${event.actorName}, ${event.actorOffice}`}, ${formatInstant(event.at, locale, zone)}`,
    quote: event.detail,
  }))
  if (!(endStates as readonly string[]).includes(proposal.state)) {
    const who = t(`turn.${turn}`)
    entries.unshift({
      key: 'next',
      state: 'open',
      title: t(`next.${proposal.state}`),
      meta: proposal.dueOn
        ? t('detail.waitingUntil', { who, date: formatDate(proposal.dueOn, 'short', locale) })
        : t('detail.waiting', { who }),
    })
  }
  return (
    <section aria-labelledby="linimasa">
      <h2 id="linimasa" className="mb-3 text-base">
        {t('detail.timeline')}
      </h2>
      <Timeline entries={entries} />
    </section>
  )
}
