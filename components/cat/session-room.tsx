import { getLocale, getTranslations } from 'next-intl/server'
import { RoomMap } from '@/components/cat/room-map'
import { SEAT_LOOKS, type SeatLook } from '@/components/cat/seat-looks'
import { type SeatActions, SeatPanel } from '@/components/cat/seat-panel'
import { inRanges } from '@/components/cat/seat-ranges'
import { freeSeats, type ShownRoom, seatedIn } from '@/components/cat/shown-room'
import { Icon } from '@/components/ui/icon'
import { Tabs } from '@/components/ui/tabs'
import type { Seat, SessionView } from '@/lib/cat/exam-read.server'
import { type SessionState, seatLook } from '@/lib/cat/session'
import { formatTime } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { addressWith } from '@/lib/search-parameters'
import { siteZone } from '@/lib/zones-abroad'

const HELD: SeatLook[] = ['running', 'registered', 'offline', 'help', 'paused', 'finished', 'scheduled', 'disqualified']

/** What is counted above the map: once a session is over, nobody is at work or still to come. */
const LOOKS_OF: Record<SessionState, SeatLook[]> = {
  planned: HELD,
  open: HELD,
  released: HELD,
  closed: ['finished', 'absent', 'disqualified'],
  void: ['void', 'disqualified'],
}

/** A room of a session, seat by seat, beside it the candidate whose seat is picked. */
export async function SessionRoom({
  view,
  shown: { room, hasRooms, seated, count },
  isInCharge,
  actions,
}: {
  view: SessionView
  shown: ShownRoom
  isInCharge: boolean
  actions: SeatActions
}) {
  const t = await getTranslations('exam')
  const rooms = view.rooms.map((each) => ({ ...each, free: inRanges(freeSeats(view.seats, each)) }))
  const panels = await Promise.all(
    seated.map(async (seat) => [
      seat.attemptId,
      <SeatPanel
        key={seat.attemptId}
        sessionId={view.id}
        roomId={seat.roomId ?? ''}
        rooms={rooms}
        isInCharge={isInCharge}
        candidate={{
          attemptId: seat.attemptId,
          seat: seat.seat ?? 0,
          name: seat.name,
          number: seat.number,
          look: seatLook(seat),
          allowedSeconds: seat.allowedSeconds,
          facts: await factsOf(seat, view.zone),
          photos: seat.photos,
        }}
        actions={actions}
      />,
    ]),
  )
  return (
    <>
      {hasRooms && (
        <div className="mb-4">
          <Tabs
            label={t('view.rooms')}
            items={view.rooms.map(({ id, name, seats }) => ({
              label: name,
              count: t('view.roomCount', { count: seatedIn(view.seats, id).length, seats }),
              href: addressWith(`/cat/sesi/${view.id}`, { ruang: id === view.rooms[0]?.id ? undefined : id }),
              isCurrent: id === room?.id,
            }))}
          />
        </div>
      )}
      <ul aria-label={t('view.legend')} className="mb-3 flex flex-wrap gap-x-4.5 gap-y-2 text-sm">
        {LOOKS_OF[view.state].map((look) => (
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
            pending: found?.pending ?? 0,
          }
        })}
        panels={Object.fromEntries(panels)}
      />
    </>
  )
}

async function factsOf(seat: Seat, zone: string): Promise<{ label: string; value: string }[]> {
  const t = await getTranslations('exam')
  const locale = localeFrom(await getLocale())
  const time = (at: Date) => formatTime(at, locale, siteZone(zone))
  const [identity, note] = seat.identityNote?.split(/: (.*)/s) ?? []
  return [
    { label: t('view.lastSeen'), value: seat.lastSeenAt ? time(seat.lastSeenAt) : '–' },
    { label: t('view.received'), value: t('view.answers', { count: seat.answered }) },
    ...(seat.pending > 0 && (seat.state === 'running' || seat.state === 'paused')
      ? [{ label: t('view.pending'), value: t('view.answers', { count: seat.pending }) }]
      : []),
    {
      label: t('view.extra'),
      value: seat.extraSeconds ? t('view.minutes', { minutes: seat.extraSeconds / 60 }) : t('view.none'),
    },
    ...(seat.deadline ? [{ label: t('view.deadline'), value: time(seat.deadline) }] : []),
    ...(seat.total === null ? [] : [{ label: t('view.total'), value: String(seat.total) }]),
    ...(identity === 'card' || identity === 'substitute' || identity === 'by_hand'
      ? [{ label: t('view.identity'), value: [t(`desk.${identity}`), note].filter(Boolean).join(': ') }]
      : []),
    ...(seat.face ? [{ label: t('view.face'), value: t(`face.${seat.face}`) }] : []),
  ]
}
