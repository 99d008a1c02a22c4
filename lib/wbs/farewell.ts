import { canonical } from '@/lib/canonical-json'
import type { CivilDate } from '@/lib/civil-date'
import type { Departure } from '@/lib/wbs/departure'
import type { Manifest } from '@/lib/wbs/manifest'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'

/**
 * The word of whoever goes out of a report, stepping out or by a conflict of interest, as they signed it; `by` is a key of
 * the manifest, `epoch` the newest that they saw.
 */
export type Farewell = {
  by: string
  reason: Departure | 'conflict'
  epoch: number
  on: CivilDate
  signature: string
}

/** One's own, as the browser sends it; who and why is known by the door. */
export type OwnFarewell = Pick<Farewell, 'epoch' | 'on' | 'signature'>

const PURPOSE = 'departure' // as in the signatures that are kept

export function signFarewell(
  report: string,
  { reason, epoch, on }: Pick<Farewell, 'reason' | 'epoch' | 'on'>,
  key: SigningKey,
): string {
  return sign(key, PURPOSE, canonical({ report, reason, epoch, on }))
}

/**
 * Whether somebody of the list signed, with a key that ran then, that they go out of this report while it runs on the key of
 * this epoch: whoever was let in again since then reads on another.
 */
export function hasSaidFarewell(
  report: string,
  epoch: number,
  { by, reason, on, signature, ...of }: Farewell,
  { keys }: Manifest,
): boolean {
  const key = keys.find(({ id }) => id === by)
  if (!key || of.epoch !== epoch || (key.until !== null && on > key.until)) return false
  return isSigned(key.sign, PURPOSE, canonical({ report, reason, epoch, on }), signature)
}
