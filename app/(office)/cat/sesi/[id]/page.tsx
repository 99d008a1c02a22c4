import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { DeviceRequests } from '@/components/cat/device-requests'
import { ExamBrowser } from '@/components/cat/exam-browser'
import { FormBalance } from '@/components/cat/form-balance'
import { IncidentList, type ShownIncident } from '@/components/cat/incident-list'
import { Minutes } from '@/components/cat/minutes'
import { RoomMap } from '@/components/cat/room-map'
import { SEAT_LOOKS, type SeatLook } from '@/components/cat/seat-looks'
import { SeatPanel } from '@/components/cat/seat-panel'
import { SessionCommands } from '@/components/cat/session-commands'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import type { Actor } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { examBrowserOf } from '@/lib/cat/exam-browser.server'
import { type Seat, type SessionView, sessionView } from '@/lib/cat/exam-read.server'
import type { IncidentKind } from '@/lib/cat/incident'
import type { Incident } from '@/lib/cat/incidents.server'
import { listWitnesses } from '@/lib/cat/minutes.server'
import { type SessionState, seatLook } from '@/lib/cat/session'
import { formatInstant, formatTime, zoneFrom } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { addressWith, textParameter } from '@/lib/search-parameters'
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
  return (
    <ClientMessages namespaces={['exam']}>
      <Session view={view} actor={actor} now={now} roomId={textParameter((await searchParams).ruang)} />
    </ClientMessages>
  )
}

const MOST_NAMES = 3

const HELD: SeatLook[] = ['running', 'registered', 'offline', 'help', 'paused', 'finished', 'scheduled', 'disqualified']

/** What is counted above the map: once a session is over, nobody is at work or still to come. */
const LOOKS_OF: Record<SessionState, SeatLook[]> = {
  planned: HELD,
  open: HELD,
  released: HELD,
  closed: ['finished', 'absent', 'disqualified'],
  void: ['void', 'disqualified'],
}

type Shown = { view: SessionView; actor: Actor; now: Date; roomId: string | undefined }

async function Session({ view, actor, now, roomId }: Shown) {
  const t = await getTranslations('exam')
  const locale = localeFrom(await getLocale())
  const zone = zoneFrom(view.zone)
  const room = view.rooms.find(({ id }) => id === roomId) ?? view.rooms[0]
  const seatedIn = (id: string | undefined) => view.seats.filter((seat) => seat.seat !== null && seat.roomId === id)
  const seated = seatedIn(room?.id)
  const hasRooms = view.rooms.length > 1
  const unseated = view.seats.filter(({ seat }) => seat === null)
  const looks = [...seated, ...unseated].map((seat) => seatLook(seat))
  const count = (look: SeatLook) => looks.filter((each) => each === look).length
  const shown = LOOKS_OF[view.state]
  const time = (at: Date) => formatTime(at, locale, zone)
  const isEarly = view.state === 'planned' || view.state === 'open'
  const mayLock = isAllowed(actor.role, 'exam.lock_browser') && (isEarly || view.state === 'released')
  const settings = mayLock ? await examBrowserOf({ actor, now }, view.id) : undefined
  const browser = settings && {
    isNeeded: settings.isNeeded,
    configKey: settings.configKey,
    quitPassword: settings.quitPassword,
  }
  return (
    <>
      <PageHeader
        title={t('view.title', { room: room?.name ?? view.site, number: view.number })}
        subtitle={t('view.subtitle', {
          seats: room?.seats ?? 0,
          time: formatInstant(view.startsAt, locale, zone),
          at: time(now),
        })}
        crumbs={[{ label: t('sessions.title'), href: '/cat/sesi' }, { label: view.site }]}
        actions={
          <>
            {isAllowed(actor.role, 'exam.save_session') && (view.state === 'planned' || view.state === 'open') && (
              <ButtonLink href={`/cat/sesi/${view.id}/atur`} icon={<Icon name="settings" />}>
                {t('view.toPlan')}
              </ButtonLink>
            )}
            {isAllowed(actor.role, 'exam.renew_pin') && (
              <ButtonLink href={`/cat/sesi/${view.id}/registrasi`} icon={<Icon name="id-card" />}>
                {t('view.toDesk')}
              </ButtonLink>
            )}
            {view.state === 'closed' && isAllowed(actor.role, 'exam.read_scores') && (
              <ButtonLink href={`/cat/sesi/${view.id}/nilai`} icon={<Icon name="file-text" />}>
                {t('view.toScores')}
              </ButtonLink>
            )}
            {view.isBoardShown && (view.state === 'released' || view.state === 'closed') && (
              <ButtonLink href={`/cat/papan/${view.id}`} target="_blank" icon={<Icon name="external-link" />}>
                {t('view.toBoard')}
              </ButtonLink>
            )}
            <SessionCommands
              id={view.id}
              roomId={hasRooms ? room?.id : undefined}
              state={view.state}
              waiting={{
                scheduled: view.seats.filter(({ state }) => state === 'scheduled').length,
                registered: view.seats.filter(({ state }) => state === 'registered').length,
              }}
              isPaused={count('paused') > 0 && count('running') + count('offline') + count('help') === 0}
              isBoardShown={view.isBoardShown}
              may={{
                prepare: isAllowed(actor.role, 'exam.prepare'),
                release: isAllowed(actor.role, 'exam.release'),
                close: isAllowed(actor.role, 'exam.close'),
                cancel: isAllowed(actor.role, 'exam.cancel'),
                pause: isAllowed(actor.role, 'exam.pause'),
                board: isAllowed(actor.role, 'exam.switch_board'),
              }}
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
          </>
        }
      />
      {view.cancelled && (
        <div className="mb-4">
          <Notice tone="warning" title={t('view.cancelledTitle')}>
            {t('view.cancelledText', { ...view.cancelled, at: formatInstant(view.cancelled.at, locale, zone) })}
          </Notice>
        </div>
      )}
      <DeviceRequests
        requests={view.seats
          .filter(({ askingCodes }) => askingCodes.length > 0)
          .map(({ attemptId, name, number, seat, room, askingCodes }) => ({
            attemptId,
            codes: askingCodes,
            who: t('asking.who', { seat: hasRooms ? `${room} ${seat}` : String(seat), name }),
            number,
          }))}
        allow={isAllowed(actor.role, 'exam.hand_over') ? handOverAttemptAction : null}
      />
      {hasRooms && (
        <div className="mb-4">
          <Tabs
            label={t('view.rooms')}
            items={view.rooms.map(({ id, name, seats }) => ({
              label: name,
              count: t('view.roomCount', { count: seatedIn(id).length, seats }),
              href: addressWith(`/cat/sesi/${view.id}`, { ruang: id === view.rooms[0]?.id ? undefined : id }),
              isCurrent: id === room?.id,
            }))}
          />
        </div>
      )}
      <ul aria-label={t('view.legend')} className="mb-3 flex flex-wrap gap-x-4.5 gap-y-2 text-sm">
        {shown.map((look) => (
          <li key={look} className="flex items-center gap-1.5">
            <Icon name={SEAT_LOOKS[look].icon} className={`size-[18px] ${SEAT_LOOKS[look].tone}`} />
            <b className="font-semibold">{count(look)}</b> {t(`seat.${look}`)}
          </li>
        ))}
      </ul>
      <RoomMap
        key={room?.id}
        perRow={room?.seatsPerRow ?? 6}
        items={view.items}
        live={view.state !== 'closed' && view.state !== 'void'}
        seats={Array.from({ length: room?.seats ?? 0 }, (_, at) => {
          const found = seated.find(({ seat }) => seat === at + 1)
          return {
            number: at + 1,
            attemptId: found?.attemptId ?? null,
            look: found ? seatLook(found) : null,
            answered: found?.answered ?? 0,
            silentSeconds: found?.silentSeconds ?? null,
          }
        })}
        panels={Object.fromEntries(
          seated.map((seat) => [
            seat.attemptId,
            <SeatPanel
              key={seat.attemptId}
              sessionId={view.id}
              roomId={seat.roomId ?? ''}
              rooms={view.rooms}
              isInCharge={isAllowed(actor.role, 'exam.pause')}
              candidate={{
                attemptId: seat.attemptId,
                seat: seat.seat ?? 0,
                name: seat.name,
                number: seat.number,
                look: seatLook(seat),
                allowedSeconds: seat.allowedSeconds,
                facts: factsOf(seat),
              }}
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
            />,
          ]),
        )}
      />
      {view.balance && isAllowed(actor.role, 'exam.prepare') && (
        <div className="mt-6">
          <FormBalance balance={view.balance} locale={locale} />
        </div>
      )}
      {browser && (
        <div className="mt-6">
          <ExamBrowser
            sessionId={view.id}
            browser={browser}
            maySwitch={isEarly || browser.isNeeded}
            action={switchExamBrowserAction}
          />
        </div>
      )}
      {view.state === 'closed' && (
        <div className="mt-6">
          <Minutes
            sessionId={view.id}
            signed={view.minutes}
            halfSigned={
              view.halfSigned && {
                ...view.halfSigned,
                isMine: view.halfSigned.witnessId === actor.accountId && isAllowed(actor.role, 'exam.witness_minutes'),
              }
            }
            witnesses={isAllowed(actor.role, 'exam.sign_minutes') ? await listWitnesses({ actor, now }, view.id) : null}
            sign={signMinutesAction}
            witness={witnessMinutesAction}
          />
        </div>
      )}
      <div className="mt-6">
        <IncidentList
          decide={{
            disqualification: decideDisqualificationAction,
            reinstatement: decideReinstatementAction,
            cancellation: decideCancellationAction,
          }}
          decline={{
            disqualification: declineDisqualificationAction,
            reinstatement: declineReinstatementAction,
            cancellation: declineCancellationAction,
          }}
          older={view.olderIncidents}
          incidents={view.incidents.map(
            (each): ShownIncident => ({
              id: each.id,
              at: time(each.recordedAt),
              kind: each.kind,
              reason: each.reason,
              seconds: each.seconds,
              who: whoOf(each),
              by: each.recordedName,
              decidedName: each.decidedName,
              declinedName: each.declinedName,
              declineReason: each.declineReason,
              mayDecide:
                (view.state !== 'void' || each.kind === 'reinstatement') &&
                isAllowed(actor.role, rightToDecide(each.kind)) &&
                each.recordedBy !== actor.accountId,
            }),
          )}
        />
      </div>
    </>
  )

  function whoOf({ count, people }: Incident): string | null {
    if (count === 0) return null
    return count > MOST_NAMES ? t('incidents.people', { count }) : people.map(({ name }) => name).join(', ')
  }

  function factsOf(seat: Seat) {
    const [identity, note] = seat.identityNote?.split(/: (.*)/s) ?? []
    return [
      { label: t('view.lastSeen'), value: seat.lastSeenAt ? time(seat.lastSeenAt) : '-' },
      { label: t('view.received'), value: t('view.answers', { count: seat.answered }) },
      {
        label: t('view.extra'),
        value: seat.extraSeconds ? t('view.minutes', { minutes: seat.extraSeconds / 60 }) : t('view.none'),
      },
      ...(seat.deadline ? [{ label: t('view.deadline'), value: time(seat.deadline) }] : []),
      ...(seat.total === null ? [] : [{ label: t('view.total'), value: String(seat.total) }]),
      ...(identity === 'card' || identity === 'substitute' || identity === 'by_hand'
        ? [{ label: t('view.identity'), value: [t(`desk.${identity}`), note].filter(Boolean).join(': ') }]
        : []),
    ]
  }
}

function rightToDecide(kind: IncidentKind) {
  if (kind === 'reinstatement') return 'exam.reinstate'
  return kind === 'cancellation' ? 'exam.cancel' : 'exam.disqualify'
}
