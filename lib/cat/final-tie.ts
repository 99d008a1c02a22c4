import * as z from 'zod'
import { compareFinalists, type Finalist } from '@/lib/cat/integration'
import { reason } from '@/lib/reason-input'

/** What two people decided of equals: those ahead stand before those behind, and what is written says why. */
export type DecidedTie = { ahead: string[]; behind: string[]; reason: string }

/** Candidates whom nothing tells apart, and of whom only so many have a seat: people decide which. */
export type FinalTie = {
  formation: string // whose seats they are
  seats: number
  numbers: string[]
  final: string
  diplomaHundredths: number
  bornOn: string
}

/** Who is to stand ahead of those they are equal to, as many as there are seats; everybody may read why. */
export const tieInput = z.object({
  id: z.uuid(), // of the programme
  ahead: z.array(z.string().max(40)).min(1, 'tie_none').max(200),
  reason: z.string().trim().min(20).max(500),
})

export const tieRef = z.object({ id: z.uuid() })

export const tieDecline = tieRef.extend({ reason })

export type Standing = Finalist & { number: string }

/**
 * The same order, in which equals on both sides of the last seat stand as people decided. Without a decision that fits
 * these very people and seats it names them as `equals`.
 *
 * @param ordered best first
 * @param decided the newest first
 *
 * Source: PermenPANRB 27/2021 and 6/2024 end with the age; what comes after it is ours.
 */
export function settleEquals<Person extends Standing>(
  ordered: readonly Person[],
  seats: number,
  tieBreak: readonly string[],
  decided: readonly DecidedTie[],
): { ordered: readonly Person[]; equals: { people: readonly Person[]; seats: number } | null; by: DecidedTie | null } {
  const [last, next] = [ordered[seats - 1], ordered[seats]]
  if (!last || !next || compareFinalists(last, next, tieBreak) !== 0) return { ordered, equals: null, by: null }
  const from = ordered.findIndex((each) => compareFinalists(each, last, tieBreak) === 0)
  const people = ordered.filter((each) => compareFinalists(each, last, tieBreak) === 0)
  const fits = ({ ahead, behind }: DecidedTie) =>
    people.length === ahead.length + behind.length &&
    people.every(({ number }) => ahead.includes(number) || behind.includes(number)) &&
    people.filter(({ number }) => ahead.includes(number)).length === seats - from
  const by = decided.find(fits) ?? null
  if (!by) return { ordered, equals: { people, seats: seats - from }, by }
  const isAhead = ({ number }: Person) => by.ahead.includes(number)
  const placed = [...people.filter(isAhead), ...people.filter((each) => !isAhead(each))]
  return { ordered: [...ordered.slice(0, from), ...placed, ...ordered.slice(from + people.length)], equals: null, by }
}
