'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { SEAT_LOOKS, type SeatLook } from '@/components/cat/seat-looks'
import { Icon } from '@/components/ui/icon'

export type MapSeat = {
  number: number
  attemptId: string | null
  look: SeatLook | null
  answered: number
  silentSeconds: number | null
  pending: number // answers that its device has not sent yet
}

const FRESH_MS = 5_000
/** Where the panel stands beside the map; elsewhere it stands below, and a picked seat leads down to it. */
const BESIDE = '(min-width: 1024px)'

/** The room as it stands: toggle buttons in the order of the seats; arrows move by row and column. */
export function RoomMap({
  seats,
  perRow,
  items,
  panels,
  live,
}: {
  seats: readonly MapSeat[]
  perRow: number
  items: number
  /** What is shown beside the map for each attempt. */
  panels: Record<string, ReactNode>
  live: boolean
}) {
  const t = useTranslations('exam')
  const router = useRouter()
  const [picked, setPicked] = useState<Pick<MapSeat, 'number' | 'attemptId'> | null>(null)
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => router.refresh(), FRESH_MS)
    return () => clearInterval(timer)
  }, [live, router])

  const move = (event: KeyboardEvent<HTMLElement>, number: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }[event.key]
    const target = step && event.currentTarget.querySelector<HTMLElement>(`[data-seat="${number + step}"]`)
    if (!target) return
    event.preventDefault()
    target.focus()
  }
  const isPicked = ({ number, attemptId }: MapSeat) =>
    picked?.attemptId ? attemptId === picked.attemptId : number === picked?.number // a person may have moved
  const seat = seats.find(isPicked)
  const panel = useRef<HTMLElement>(null)
  const pick = (each: MapSeat) => {
    setPicked(each)
    const isBelow = !matchMedia(BESIDE).matches
    if (isBelow) requestAnimationFrame(() => panel.current?.scrollIntoView({ block: 'start' }))
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_296px]">
      <div>
        <p className="mb-2.5 max-w-none rounded-md border border-line p-1.5 text-center text-muted text-sm">
          {t('view.front')}
        </p>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows of its buttons bubble to it */}
        <div
          className="grid grid-cols-3 gap-2 md:grid-cols-[repeat(var(--seats),minmax(0,1fr))]"
          style={{ '--seats': perRow } as React.CSSProperties}
          onKeyDown={(event) => move(event, Number((event.target as HTMLElement).dataset.seat))}
        >
          {seats.map((each) => (
            <SeatButton
              key={each.number}
              seat={each}
              items={items}
              isPicked={isPicked(each)}
              onPick={() => pick(each)}
            />
          ))}
        </div>
      </div>
      <aside ref={panel} className="scroll-mt-20 rounded-lg border border-line p-4" aria-live="polite">
        {seat?.attemptId ? (
          panels[seat.attemptId]
        ) : (
          <p className="text-muted text-sm">{t(seat ? 'view.freeText' : 'view.pick')}</p>
        )}
      </aside>
    </div>
  )
}

function SeatButton({
  seat,
  items,
  isPicked,
  onPick,
}: {
  seat: MapSeat
  items: number
  isPicked: boolean
  onPick: () => void
}) {
  const t = useTranslations('exam')
  const look = seat.look && SEAT_LOOKS[seat.look]
  const isAtWork = seat.look === 'running' || seat.look === 'offline' || seat.look === 'help' || seat.look === 'paused'
  const two = String(seat.number).padStart(2, '0')
  const wordsOf = (shown: SeatLook | null) => {
    if (shown === 'running') return t('view.answered', { count: seat.answered, total: items })
    if (shown === 'offline') return t('view.offlineFor', { minutes: Math.floor((seat.silentSeconds ?? 0) / 60) })
    return t(`seat.${shown ?? 'free'}`)
  }
  return (
    <button
      type="button"
      data-seat={seat.number}
      aria-pressed={isPicked}
      onClick={onPick}
      className={`min-h-[74px] cursor-pointer rounded-md border px-2 py-1.5 text-left text-xs aria-pressed:outline-3 aria-pressed:outline-offset-2 aria-pressed:outline-primary ${look?.frame ?? 'border-line border-dashed bg-transparent text-muted'}`}
    >
      <span className="sr-only">{t('view.seat', { number: seat.number })}: </span>
      <span className="flex items-center justify-between font-head font-semibold text-sm">
        <span aria-hidden="true">{two}</span>
        {look && <Icon name={look.icon} className={`size-[18px] ${look.tone}`} />}
      </span>
      <span className={`mt-1 block font-semibold ${seat.look && seat.look !== 'running' ? (look?.tone ?? '') : ''}`}>
        {wordsOf(seat.look)}
      </span>
      {isAtWork && (
        <span className="block text-muted">
          {seat.look === 'running'
            ? seat.silentSeconds !== null && t('view.ago', { seconds: seat.silentSeconds })
            : t('view.answered', { count: seat.answered, total: items })}
        </span>
      )}
      {isAtWork && seat.pending > 0 && (
        <span className="block font-semibold text-warning">{t('view.unsent', { count: seat.pending })}</span>
      )}
    </button>
  )
}
