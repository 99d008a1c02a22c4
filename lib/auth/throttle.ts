const FREE_ATTEMPTS = 5
const FIRST_PAUSE_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 900
/** Consecutive failures after which only the administrator opens the account again. Source: NIST SP 800-63B-4, 3.2.2. */
export const MOST_ATTEMPTS = 100
const YEARS_SECONDS = 10 * 365 * 86_400

/** Failures of everybody together in one minute before all have to wait. */
export const MOST_FAILURES_A_MINUTE = 300
export const GLOBAL_PAUSE_SECONDS = 20

/** Seconds to wait after this many consecutive attempts without success: none, 30, 60, 120 … 900. */
export function pauseSeconds(attempts: number): number {
  if (attempts < FREE_ATTEMPTS) return 0
  if (attempts >= MOST_ATTEMPTS) return YEARS_SECONDS
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (attempts - FREE_ATTEMPTS), LONGEST_PAUSE_SECONDS)
}

const LONGEST_PIN_PAUSE_SECONDS = 60

/**
 * The same for the PIN of an exam. Its numbers are public and its holder waits in the room, so whoever tries numbers of
 * others must not keep them out for long. A minute leaves them more than an hour and a half before the PIN is worth
 * nothing any more, and the desk gives another one; until then somebody guesses one in ten thousand.
 */
export function pinPauseSeconds(attempts: number): number {
  return isPinSpent(attempts) ? YEARS_SECONDS : Math.min(pauseSeconds(attempts), LONGEST_PIN_PAUSE_SECONDS)
}

/** Whether a PIN was tried in vain too often to be tried again. */
export function isPinSpent(attempts: number): boolean {
  return attempts >= MOST_ATTEMPTS
}
