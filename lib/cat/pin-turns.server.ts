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

/** Tries of one address that nothing was heard of yet: of each it is open whether its PIN is wrong. */
const underWay = new Map<string, number>()

/**
 * Tries a PIN while its address has a turn left; only one that is wrong uses it up, once that is known. The device at a
 * seat needs none: it has a count of its own, which nobody else's tries add to. Refuses with too_many_wrong_pins, and with
 * ask_later while it is open how many of those under way are wrong: a database that stands still is no guesser.
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
  const turns = wrongPins.left(address, now.getTime())
  const open = underWay.get(address) ?? 0
  if (turns - open < 1) {
    if (await isAtSeat()) return tryPin()
    throw new Refusal(turns < 1 ? 'too_many_wrong_pins' : 'ask_later')
  }
  underWay.set(address, open + 1)
  try {
    return await tryPin()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'wrong_pin') wrongPins.take(address, now.getTime())
    throw error
  } finally {
    const rest = (underWay.get(address) ?? 1) - 1
    if (rest > 0) underWay.set(address, rest)
    else underWay.delete(address)
  }
}
