/** The time of one attempt, in seconds. What a supervisor credits is part of `allowedSeconds`. */
export type AttemptTime = {
  startedAt: Date
  allowedSeconds: number
  pausedSeconds: number
  /** Since when it stands still; null while it runs. */
  pausedAt: Date | null
}

/** How long an answer that was on its way is still taken after the deadline; it is marked as late. */
export const GRACE_SECONDS = 10

/** The instant at which an attempt ends, in milliseconds. Of one that stands still: if it went on now. */
export function deadlineMs(time: AttemptTime, now: Date): number {
  return time.startedAt.getTime() + (time.allowedSeconds + pausedSecondsOf(time, now)) * 1000
}

/** Whole seconds left, never less than none; a pause stops them. */
export function secondsLeft(time: AttemptTime, now: Date): number {
  return Math.max(0, Math.ceil((deadlineMs(time, now) - now.getTime()) / 1000))
}

/** Whether an answer that arrives now counts, and whether it came in the grace. */
export function acceptance(time: AttemptTime, now: Date): 'in_time' | 'late' | 'over' {
  const overtime = now.getTime() - deadlineMs(time, now)
  if (overtime < 0) return 'in_time'
  return overtime < GRACE_SECONDS * 1000 ? 'late' : 'over'
}

function pausedSecondsOf({ pausedSeconds, pausedAt }: AttemptTime, now: Date): number {
  return pausedSeconds + (pausedAt ? (now.getTime() - pausedAt.getTime()) / 1000 : 0)
}
