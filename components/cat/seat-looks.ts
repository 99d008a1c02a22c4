import type { IconName } from '@/components/ui/icon-names'
import type { seatLook } from '@/lib/cat/session'

export type SeatLook = ReturnType<typeof seatLook>

/** How the state of a seat is drawn: an icon and a frame, never a colour alone. */
export const SEAT_LOOKS: Record<SeatLook, { icon: IconName; frame: string; tone: string }> = {
  scheduled: { icon: 'circle-dashed', frame: 'border-dashed border-border bg-transparent', tone: 'text-muted' },
  registered: { icon: 'user-check', frame: 'border-line bg-bg', tone: 'text-info' },
  running: { icon: 'circle-dot', frame: 'border-line bg-bg', tone: 'text-success' },
  paused: { icon: 'circle-pause', frame: 'border-2 border-dashed border-waiting bg-waiting-bg', tone: 'text-waiting' },
  offline: { icon: 'cloud-off', frame: 'border-2 border-neutral bg-neutral-bg', tone: 'text-neutral' },
  help: { icon: 'hand', frame: 'border-2 border-warning bg-warning-bg', tone: 'text-warning' },
  finished: { icon: 'circle-check', frame: 'border-line bg-success-bg', tone: 'text-success' },
  absent: { icon: 'user-round-x', frame: 'border-dashed border-border bg-transparent', tone: 'text-muted' },
  void: { icon: 'x', frame: 'border-dashed border-border bg-transparent', tone: 'text-muted' },
  disqualified: { icon: 'ban', frame: 'border-2 border-danger bg-danger-bg', tone: 'text-danger' },
}
