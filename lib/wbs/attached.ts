import { type CivilDate, isCivilDate } from '@/lib/civil-date'

/** Body of a message `lampiran`: a file that was uploaded before it, and what it must be. */
export type Attached = {
  id: string // uuid v4
  epoch: number // whose key opens the file
  name: string
  type: string
  bytes: number // of the file itself
  sha256: string // hex, of all that was uploaded
  isCleaned: boolean
  on: CivilDate
}

/** Whether what stands in a message is one; a writer may be anybody. */
export function isAttached(body: unknown): body is Attached {
  const { id, epoch, name, type, bytes, sha256: hash, isCleaned, on } = Object(body)
  const areTexts = [name, type].every((each) => typeof each === 'string' && each.length <= 255)
  const areCounts = [epoch, bytes].every((each) => Number.isSafeInteger(each) && each >= 0)
  const isNamed = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)
  const isDay = typeof on === 'string' && isCivilDate(on)
  return areTexts && areCounts && isNamed && /^[0-9a-f]{64}$/.test(hash) && typeof isCleaned === 'boolean' && isDay
}
