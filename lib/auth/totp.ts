import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30

/** The step of 30 seconds that an instant belongs to. */
export function stepAt(now: Date): number {
  return Math.floor(+now / 1000 / PERIOD_SECONDS)
}

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The code of six digits for one step. */
export function codeAt(secret: string, step: number): string {
  return authenticator(secret).generate({ timestamp: step * PERIOD_SECONDS * 1000 })
}

/**
 * The step whose code this is, one step around now allowed for a clock that runs wrong; undefined when it is none of
 * them or not newer than the last one used, because a code is good once.
 */
export function acceptedStep(secret: string, code: string, now: Date, lastStep: number | null): number | undefined {
  const drift = authenticator(secret).validate({ token: code, timestamp: +now, window: 1 })
  const step = drift === null ? undefined : stepAt(now) + drift
  return step !== undefined && step > (lastStep ?? -1) ? step : undefined
}

/** The address that an authenticator app reads from the QR code. */
export function enrolmentAddress(secret: string, userId: string): string {
  return authenticator(secret, userId).toString()
}

function authenticator(secret: string, label?: string): TOTP {
  return new TOTP({ issuer: 'Satya', label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret })
}
