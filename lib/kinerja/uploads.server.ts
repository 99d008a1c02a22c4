import 'server-only'
import { RateLimit } from '@/lib/rate-limit'
import { Refusal } from '@/lib/refusal'

/** Bodies that are in memory at once, in this process and of one person. */
const MOST_AT_ONCE = 16
const MOST_OF_ONE = 2

/** What a device kept over some days without a network comes at once; from then on a piece a minute. */
export const uploadPace = new RateLimit(120, 1 / 60)

const underWay = new Map<string, number>()

/** As `inPlace`, for a request. Refuses with file_too_large before a byte is read where the request itself says so. */
export function placeFor({ headers }: Pick<Request, 'headers'>, limitMb: number) {
  return async <T>(person: string, work: () => Promise<T>): Promise<T> => {
    if (Number(headers.get('content-length') ?? 0) > mostBytes(limitMb)) throw tooLarge(limitMb)
    return inPlace(person, work)
  }
}

/** Runs an upload of a person where there is a place in memory. Refuses with ask_later while there is none. */
export async function inPlace<T>(person: string, work: () => Promise<T>): Promise<T> {
  const all = [...underWay.values()].reduce((sum, count) => sum + count, 0)
  const own = underWay.get(person) ?? 0
  if (all >= MOST_AT_ONCE || own >= MOST_OF_ONE) throw new Refusal('ask_later')
  underWay.set(person, own + 1)
  try {
    return await work()
  } finally {
    const left = (underWay.get(person) ?? 1) - 1
    if (left > 0) underWay.set(person, left)
    else underWay.delete(person)
  }
}

/** A little more than is stored is let in, so that what is stored decides. */
export function mostBytes(limitMb: number): number {
  return (limitMb + 1) * 1024 * 1024
}

export function tooLarge(limitMb: number): Refusal {
  return new Refusal('file_too_large', { limitMb })
}
