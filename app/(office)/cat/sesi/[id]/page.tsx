import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { DeviceRequests } from '@/components/cat/device-requests'
import { ExamBrowser } from '@/components/cat/exam-browser'
import { FormBalance } from '@/components/cat/form-balance'
import { Minutes } from '@/components/cat/minutes'
import { SessionHeader } from '@/components/cat/session-header'
import { SessionIncidents } from '@/components/cat/session-incidents'
import { SessionRoom } from '@/components/cat/session-room'
import { type ShownRoom, shownRoom } from '@/components/cat/shown-room'
import type { Actor } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { examBrowserOf } from '@/lib/cat/exam-browser.server'
import { type SessionView, sessionView } from '@/lib/cat/exam-read.server'
import { listWitnesses } from '@/lib/cat/minutes.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import {
  addExamTimeAction,
  cancelSessionAction,
  closeSessionAction,
  decideCancellationAction,
  decideDisqualificationAction,
  decideReinstatementAction,
  declineCancellationAction,
  declineDisqualificationAction,
  declineReinstatementAction,
  endAttemptAction,
  handOverAttemptAction,
  moveSeatAction,
  pauseExamAction,
  prepareSessionAction,
  proposeDisqualificationAction,
  proposeReinstatementAction,
  recordIncidentAction,
  releaseSessionAction,
  resumeExamAction,
  signMinutesAction,
  switchBoardAction,
  switchExamBrowserAction,
  witnessMinutesAction,
} from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exam.sessions'))('title') }
}

/** A session and its rooms, seat by seat, as the supervisor sees them. */
export default async function Page({ params, searchParams }: PageProps<'/cat/sesi/[id]'>) {
  const actor = await requireActor('exam.read')
  const { id } = await params
  const now = new Date()
  const view = isUuid(id) ? await sessionView({ actor, now }, id).catch(() => null) : null
  if (!view) return answerNotFound(actor, 'exam.read', id)
  const shown = shownRoom(view, textParameter((await searchParams).ruang))
  const here = { view, shown, actor, now }
  return (
    <ClientMessages namespaces={['exam']}>
      <SessionHeader
        {...here}
        actions={{
          prepare: prepareSessionAction,
          release: releaseSessionAction,
          close: closeSessionAction,
          cancel: cancelSessionAction,
          pause: pauseExamAction,
          resume: resumeExamAction,
          board: switchBoardAction,
        }}
      />
      <Asking {...here} />
      <SessionRoom
        {...here}
        isInCharge={isAllowed(actor.role, 'exam.pause')}
        actions={{
          pause: pauseExamAction,
          resume: resumeExamAction,
          addTime: addExamTimeAction,
          move: moveSeatAction,
          note: recordIncidentAction,
          end: endAttemptAction,
          disqualify: proposeDisqualificationAction,
          reinstate: proposeReinstatementAction,
        }}
      />
      <div className="mt-6 grid gap-6">
        {view.balance && isAllowed(actor.role, 'exam.prepare') && (
          <FormBalance balance={view.balance} locale={localeFrom(await getLocale())} />
        )}
        {view.state === 'closed' && <Signing {...here} />}
        <div id="kejadian" className="scroll-mt-20">
          <SessionIncidents
            {...here}
            actions={{
              decide: {
                disqualification: decideDisqualificationAction,
                reinstatement: decideReinstatementAction,
                cancellation: decideCancellationAction,
              },
              decline: {
                disqualification: declineDisqualificationAction,
                reinstatement: declineReinstatementAction,
                cancellation: declineCancellationAction,
              },
            }}
          />
        </div>
        <Browser {...here} />
      </div>
    </ClientMessages>
  )
}

type Here = { view: SessionView; shown: ShownRoom; actor: Actor; now: Date }

/** Devices that ask to go on with an exam that another one holds. */
async function Asking({ view, shown, actor }: Here) {
  const t = await getTranslations('exam.asking')
  return (
    <DeviceRequests
      requests={view.seats
        .filter(({ askingCodes }) => askingCodes.length > 0)
        .map(({ attemptId, name, number, seat, room, askingCodes }) => ({
          attemptId,
          codes: askingCodes,
          who: shown.hasRooms
            ? t('whoInRoom', { room: room ?? '', seat: seat ?? 0, name })
            : t('who', { seat: String(seat), name }),
          number,
        }))}
      allow={isAllowed(actor.role, 'exam.hand_over') ? handOverAttemptAction : null}
    />
  )
}

/** Whether Safe Exam Browser is demanded, until the session is over. */
async function Browser({ view: { id, state }, actor, now }: Here) {
  const isEarly = state === 'planned' || state === 'open'
  if (!isAllowed(actor.role, 'exam.lock_browser') || !(isEarly || state === 'released')) return null
  const settings = await examBrowserOf({ actor, now }, id)
  if (!settings) return null
  const { isNeeded, configKey, quitPassword } = settings
  return (
    <ExamBrowser
      sessionId={id}
      browser={{ isNeeded, configKey, quitPassword }}
      maySwitch={isEarly || isNeeded}
      action={switchExamBrowserAction}
    />
  )
}

/** The minutes, and who signs them next. */
async function Signing({ view: { id, minutes, halfSigned }, actor, now }: Here) {
  const isMine = halfSigned?.witnessId === actor.accountId && isAllowed(actor.role, 'exam.witness_minutes')
  return (
    <Minutes
      sessionId={id}
      signed={minutes}
      halfSigned={halfSigned && { ...halfSigned, isMine }}
      witnesses={isAllowed(actor.role, 'exam.sign_minutes') ? await listWitnesses({ actor, now }, id) : null}
      sign={signMinutesAction}
      witness={witnessMinutesAction}
    />
  )
}
