import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useDocumentName } from '@/components/documents/document-name'
import { useItemName } from '@/components/sapk/item-name'
import { reasonText } from '@/components/sapk/reason-text'
import { Timeline, type TimelineEntry } from '@/components/ui/timeline'
import type { Role } from '@/lib/auth/actor'
import { formatDate, formatInstant, type Zone } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { endStates, turnFor } from '@/lib/sapk/proposal'
import type { ProposalDetail } from '@/lib/sapk/proposal-detail.server'

type Event = ProposalDetail['events'][number]

const attention = [
  'return',
  'reject',
  'repair',
  'turn_down',
  'send_back',
  'correct',
  'revoke',
  'correct_decree',
  'cancel_correction',
  'revoke_decree',
  'return_record',
  'keep_record',
  'correct_record',
]

/**
 * Linimasa: what is awaited on top, then every step, newest first: who in which role, when, from which status to
 * which, in whose words, with which paper. A verifier who opened a file and gave it back untouched left nothing to tell.
 */
export function ProposalTimeline({
  detail,
  zone,
  reader = null,
}: {
  detail: ProposalDetail
  zone: Zone
  /** Who is told when it is their turn. */
  reader?: Role | 'system' | null
}) {
  const t = useTranslations('proposal')
  const locale = localeFrom(useLocale())
  const { proposal } = detail
  const events = withoutGlances(detail.events)
  const entries: TimelineEntry[] = events.map((event) => ({
    key: event.id,
    state: attention.includes(event.event) ? 'attention' : 'done',
    title: (
      <>
        {dataWord(t, `event.${event.event}`)}
        {event.event === 'return' && <span className="font-normal text-muted"> ({t('stateNote.returned')})</span>}
        {event.event === 'reject' && <span className="font-normal text-muted"> ({t('stateNote.rejected')})</span>}
      </>
    ),
    meta: (
      <>
        {actorOf(event, t)}, <span className="whitespace-nowrap">{formatInstant(event.at, locale, zone)}</span>
      </>
    ),
    quote: <Words event={event} detail={detail} />,
    children: <Change event={event} detail={detail} />,
  }))
  if (!(endStates as readonly string[]).includes(proposal.state)) {
    const turn = turnFor(proposal)
    const who = turn === reader ? t('detail.you') : t(`turn.${turn}`)
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

/** Newest first: a file taken up and given back at once. The audit trail keeps both. */
function withoutGlances(events: readonly Event[]): Event[] {
  return events.filter(({ event }, index) => {
    const isGivenBack = event === 'verify' && events[index - 1]?.event === 'release'
    const isGivingBack = event === 'release' && events[index + 1]?.event === 'verify'
    return !isGivenBack && !isGivingBack
  })
}

function actorOf(event: Event, t: ReturnType<typeof useTranslations<'proposal'>>): string {
  if (event.actorRole === 'system') return t('detail.system')
  return [event.actorName, dataWord(t, `turn.${event.actorRole}`), event.actorOffice].filter(Boolean).join(', ')
}

/** What was said: of a return everything that did not match in its round, of anything else its one reason. */
function Words({ event, detail }: { event: Event; detail: ProposalDetail }) {
  const t = useTranslations('proposal')
  const locale = localeFrom(useLocale())
  const itemName = useItemName()
  const due = event.dueOn && t('detail.answerBy', { date: formatDate(event.dueOn, 'short', locale) })
  if (event.event === 'return') {
    const returns = detail.events.filter((other) => other.event === 'return')
    const round = returns.length - returns.indexOf(event)
    const mismatched = detail.checks.filter((check) => check.round === round && !check.matches)
    return (
      <>
        <ul className="grid gap-1">
          {mismatched.map((check) => (
            <li key={check.item}>
              <b>{itemName(check.item)}:</b> {reasonText(t, check)}
            </li>
          ))}
        </ul>
        {due && <p className="mt-1">{due}</p>}
      </>
    )
  }
  const text = reasonText(t, event)
  if (!text) return null
  return event.event === 'repair' && due ? `${text} ${due}` : text
}

/** What became of it: the status before and after, and the paper that came with the step. */
function Change({ event, detail }: { event: Event; detail: ProposalDetail }): ReactNode {
  const t = useTranslations('proposal')
  const locale = localeFrom(useLocale())
  const documentName = useDocumentName()
  const { proposal, batch } = detail
  const letters: Record<string, { number?: string | null; code?: string | null }> = {
    sign_letter: { number: batch?.letterNumber, code: batch?.letterCode },
    issue_technical: { number: proposal.technicalNumber, code: proposal.technicalCode },
    issue_decree: { number: proposal.decreeNumber, code: proposal.decreeCode },
  }
  const letter = letters[event.event]
  return (
    <>
      {event.fromState && event.fromState !== event.toState && (
        <p className="text-xs text-muted">
          {t(`state.${event.fromState}`)} <span aria-hidden="true">→</span>
          <span className="sr-only">{t('detail.became')}</span> {t(`state.${event.toState}`)}
        </p>
      )}
      {event.effectiveOn && (
        <p className="text-xs text-muted">
          {t('detail.movedTo', { date: formatDate(event.effectiveOn, 'long', locale) })}
        </p>
      )}
      {letter?.code && <a href={`/v/${letter.code}`}>{letter.number ?? t('detail.verify')}</a>}
      {event.documentId && (
        <a href={`/api/berkas/${event.documentId}`} target="_blank" rel="noreferrer">
          {documentName(event.documentType ?? '')}
        </a>
      )}
    </>
  )
}
