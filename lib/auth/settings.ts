/** Limits of sessions, in milliseconds. */
export const IDLE_LIMIT_MS = 30 * 60_000
export const ABSOLUTE_LIMIT_MS = 10 * 3_600_000
/** How long a re-authentication counts before signing. */
export const CONFIRMATION_LIMIT_MS = 5 * 60_000
