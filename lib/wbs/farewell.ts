import { canonical } from '@/lib/canonical-json'
import type { CivilDate } from '@/lib/civil-date'
import type { Departure } from '@/lib/wbs/departure'
import type { Manifest } from '@/lib/wbs/manifest'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'

/** That one reader goes out of a report, as they signed it; `by` is a key of the manifest, `epoch` the newest that they saw. */
export type Departed = {
  by: string
  reason: Departure | 'conflict'
  epoch: number
  on: CivilDate
  signature: string
}

/** The word of whoever goes, as their browser sends it. */
export type Farewell = Pick<Departed, 'epoch' | 'on' | 'signature'>

export function signDeparture(
  report: string,
  { reason, epoch, on }: Pick<Departed, 'reason' | 'epoch' | 'on'>,
  key: SigningKey,
): string {
  return sign(key, 'departure', canonical({ report, reason, epoch, on }))
}

/**
 * Whether somebody of the list signed, with a key that ran then, that they go out of this report while it runs on the key of
 * this epoch: whoever was let in again since then reads on another.
 */
export function hasDeparted(
  report: string,
  epoch: number,
  { by, reason, on, signature, ...of }: Departed,
  { keys }: Manifest,
): boolean {
  const key = keys.find(({ id }) => id === by)
  if (!key || of.epoch !== epoch || (key.until !== null && on > key.until)) return false
  return isSigned(key.sign, 'departure', canonical({ report, reason, epoch, on }), signature)
}
