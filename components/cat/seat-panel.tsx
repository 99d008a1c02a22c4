'use client'

import { useTranslations } from 'next-intl'
import { FaceFrame, FacePhoto } from '@/components/cat/face'
import { ReasonCommand } from '@/components/cat/reason-command'
import { SEAT_LOOKS, type SeatLook } from '@/components/cat/seat-looks'
import { Icon } from '@/components/ui/icon'
import { Tag, type Tone } from '@/components/ui/tag'
import type { PhotoKind } from '@/lib/cat/photo'
import type { Action } from '@/lib/refusal'

type Reasoned = { id: string; reason: string }

export type SeatActions = {
  pause: Action<{ id: string; attemptIds: string[]; reason: string }>
  resume: Action<{ id: string; attemptIds: string[]; reason: string }>
  addTime: Action<Reasoned & { minutes: number; seenSeconds: number }>
  move: Action<Reasoned & { roomId?: string; seat: number }>
  note: Action<Reasoned & { attemptId: string | null }>
  end: Action<Reasoned>
  disqualify: Action<Reasoned>
  reinstate: Action<Reasoned>
}

const TONES: Partial<Record<SeatLook, Tone>> = {
  running: 'success',
  finished: 'success',
  paused: 'waiting',
  help: 'warning',
  disqualified: 'danger',
}

/** One candidate beside the map: who, how it stands, and what the supervisor can do. */
export function SeatPanel({
  sessionId,
  roomId,
  rooms,
  candidate,
  actions,
  isInCharge,
}: {
  sessionId: string
  roomId: string
  rooms: readonly { id: string; name: string; seats: number; free: string }[] // seats, as ranges
  candidate: {
    attemptId: string
    seat: number
    name: string
    number: string
    look: SeatLook
    allowedSeconds: number
    facts: { label: string; value: string }[]
    photos: readonly PhotoKind[]
  }
  actions: SeatActions
  /** A registrar looks and records incidents only. */
  isInCharge: boolean
}) {
  const t = useTranslations('exam')
  const { attemptId: id, look } = candidate
  const freeIn = (seats: string) => (seats ? t('act.free', { seats }) : t('act.noFree'))
  const isOpen = ['registered', 'running', 'offline', 'help', 'paused'].includes(look)
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-base leading-6">{t('view.seat', { number: candidate.seat })}</h2>
        <Tag tone={TONES[look] ?? 'neutral'} icon={SEAT_LOOKS[look].icon}>
          {t(`seat.${look}`)}
        </Tag>
      </div>
      <p>
        <b className="block font-semibold">{candidate.name}</b>
        <span className="num text-muted text-sm">{candidate.number.replace(/(\d{4})(?=\d)/g, '$1 ')}</span>
      </p>
      {candidate.photos.length > 0 && (
        <div className="grid grid-cols-2 gap-3">
          {candidate.photos.map((kind) => (
            <FaceFrame key={kind} caption={t(kind === 'desk' ? 'face.atDesk' : 'face.registered')}>
              <FacePhoto
                attemptId={id}
                kind={kind}
                alt={t(kind === 'desk' ? 'face.atDeskOf' : 'face.registeredOf', { name: candidate.name })}
              />
            </FaceFrame>
          ))}
        </div>
      )}
      {look === 'offline' && <p className="rounded-md bg-neutral-bg p-3 text-sm">{t('view.offlineHint')}</p>}
      <dl className="text-sm">
        {candidate.facts.map(({ label, value }) => (
          <div key={label} className="flex justify-between gap-3 border-line border-t py-1.5">
            <dt className="text-muted">{label}</dt>
            <dd className="num text-right font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      {isInCharge && isOpen && (
        <>
          <ReasonCommand
            label={t('act.move')}
            variant="primary"
            icon={<Icon name="armchair" />}
            number={{
              label: t('act.seat'),
              most: Math.max(...rooms.map(({ seats }) => seats)),
              hint: freeIn(rooms.find(({ id: room }) => room === roomId)?.free ?? ''),
            }}
            choice={
              rooms.length > 1
                ? {
                    label: t('act.room'),
                    first: roomId,
                    options: rooms.map(({ id: value, name, free }) => ({ value, label: name, hint: freeIn(free) })),
                  }
                : undefined
            }
            run={(reason, seat, room) => actions.move({ id, roomId: room || undefined, seat, reason })}
          />
          <ReasonCommand
            label={t('act.time')}
            icon={<Icon name="timer" />}
            number={{ label: t('act.minutes'), most: 120 }}
            run={(reason, minutes) => actions.addTime({ id, minutes, seenSeconds: candidate.allowedSeconds, reason })}
          />
          <ReasonCommand
            label={t('act.resume')}
            icon={<Icon name="play" />}
            isOffered={look === 'paused'}
            run={(reason) => actions.resume({ id: sessionId, attemptIds: [id], reason })}
          />
          <ReasonCommand
            label={t('act.pause')}
            icon={<Icon name="circle-pause" />}
            isOffered={look !== 'paused' && look !== 'registered'}
            run={(reason) => actions.pause({ id: sessionId, attemptIds: [id], reason })}
          />
          <ReasonCommand
            label={t('act.end')}
            text={t('act.endText')}
            variant="danger"
            icon={<Icon name="log-out" />}
            isOffered={look !== 'registered'}
            run={(reason) => actions.end({ id, reason })}
          />
        </>
      )}
      <ReasonCommand
        label={t('act.incident')}
        icon={<Icon name="file-text" />}
        run={(reason) => actions.note({ id: sessionId, attemptId: id, reason })}
      />
      {isInCharge && look === 'disqualified' && (
        <ReasonCommand
          label={t('act.reinstate')}
          text={t('act.reinstateText')}
          icon={<Icon name="undo-2" />}
          run={(reason) => actions.reinstate({ id, reason })}
        />
      )}
      {isInCharge && look !== 'disqualified' && look !== 'absent' && (
        <ReasonCommand
          label={t('act.disqualify')}
          icon={<Icon name="ban" />}
          run={(reason) => actions.disqualify({ id, reason })}
        />
      )}
      <p className="text-muted text-xs">{t('view.note')}</p>
    </div>
  )
}
