import { getLocale, getTranslations } from 'next-intl/server'
import { type IncidentActions, IncidentList } from '@/components/cat/incident-list'
import type { Actor } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import type { SessionView } from '@/lib/cat/exam-read.server'
import { awaitsDecision, endOf, type IncidentKind } from '@/lib/cat/incident'
import type { Incident } from '@/lib/cat/incidents.server'
import { formatTime } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { siteZone } from '@/lib/zones-abroad'

const MOST_NAMES = 3

/** What happened in a session, and what waits for this person's decision. */
export async function SessionIncidents({
  view,
  actor,
  actions,
}: {
  view: SessionView
  actor: Actor
  actions: IncidentActions
}) {
  const t = await getTranslations('exam.incidents')
  const locale = localeFrom(await getLocale())
  return (
    <IncidentList
      actions={actions}
      older={view.olderIncidents}
      incidents={view.incidents.map((each) => ({
        id: each.id,
        at: formatTime(each.recordedAt, locale, siteZone(view.zone)),
        kind: each.kind,
        reason: reasonOf(each),
        seconds: each.seconds,
        who: whoOf(each),
        by: each.kind === 'outage' ? t('system') : each.recordedName,
        decidedName: each.decidedName,
        declinedName: each.declinedName,
        declineReason: each.declineReason,
        awaitsDecision: awaitsDecision(each, view.state),
        mayDecide: mayDecide(each, actor),
      }))}
    />
  )

  function reasonOf({ kind, reason, seconds, recordedAt }: Incident): string {
    if (kind !== 'outage' || seconds === null) return reason
    return t('until', { time: formatTime(endOf(recordedAt, seconds), locale, siteZone(view.zone)) })
  }

  function whoOf({ count, people }: Incident): string | null {
    if (count === 0) return null
    return count > MOST_NAMES ? t('people', { count }) : people.map(({ name }) => name).join(', ')
  }
}

function mayDecide({ kind, recordedBy }: Incident, actor: Actor): boolean {
  return recordedBy !== actor.accountId && isAllowed(actor.role, rightToDecide(kind))
}

function rightToDecide(kind: IncidentKind) {
  if (kind === 'reinstatement') return 'exam.reinstate'
  return kind === 'cancellation' ? 'exam.cancel' : 'exam.disqualify'
}
