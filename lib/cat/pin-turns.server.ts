import 'server-only'
import { callerOf } from '@/lib/documents/ask-limit'
import { RateLimit } from '@/lib/rate-limit'
import { Refusal } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'

/**
 * Wrong PINs that one address may send at once, and a second from then on. A hall stands behind one address and signs in
 * within minutes: of five hundred people each may mistype once and a hundred of them again. Whoever goes through numbers
 * from outside has seventeen thousand tries a day of the million that each PIN is one of.
 */
const wrongPins = new RateLimit(600, 0.2)

/**
 * Tries a PIN while its address has a turn left; only one that is wrong uses it up. The device at a seat needs none: it has
 * a count of its own, which nobody else's tries add to. Refuses with ask_later.
 *
 * @param peer who holds the connection, which a proxy hides
 * @param isAtSeat asked only when no turn is left
 */
export async function takingPinTurn<T>(
  { forwardedFor, peer }: { forwardedFor: string | null | undefined; peer: string | undefined },
  now: Date,
  { tryPin, isAtSeat }: { tryPin: () => Promise<T>; isAtSeat: () => Promise<boolean> },
): Promise<T> {
  const isBehindProxy = settings().PUBLIC_URL !== undefined
  const address = isBehindProxy ? callerOf(forwardedFor ?? null, true) : peer
  if (address === undefined) return tryPin()
  if (!wrongPins.take(address, now.getTime())) {
    if (await isAtSeat()) return tryPin()
    throw new Refusal('ask_later')
  }
  let isWrong = false
  try {
    return await tryPin()
  } catch (error) {
    isWrong = error instanceof Refusal && error.code === 'wrong_pin'
    throw error
  } finally {
    if (!isWrong) wrongPins.giveBack(address)
  }
}
