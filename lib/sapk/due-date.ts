import { type CivilDate, civilDay } from '@/lib/civil-date'
import { type Proposal, serviceLevelOf } from '@/lib/sapk/proposal'
import { deadline, type Pause } from '@/lib/working-days'

/** A step that stops, starts or renews BKN's clock. */
export type ClockStep = { event: string; at: Date }

export const clockEvents = ['return', 'resubmit', 'correct']

/** What every deadline rests on. */
export type Calendar = {
  today: CivilDate
  holidays: ReadonlySet<CivilDate>
  /** Working days of a service level. */
  daysOf: (level: string) => number
}

type Waiting = Pick<Proposal, 'state' | 'sentAt' | 'enteredStateAt'>

/** Service levels of what an agency may do until the cut-off of the period only. */
const BEFORE_CUT_OFF = ['agency_review', 'agency_repair']

/** Whether the deadline of a state is BKN's, whose clock runs through several states. */
export function isOnBknClock(state: Proposal['state']): boolean {
  return serviceLevelOf[state] === 'technical_approval'
}

/** Whether the cut-off of the period bounds a state. */
export function isBoundByCutOff(state: Proposal['state']): boolean {
  return state === 'draft' || state === 'collecting' || BEFORE_CUT_OFF.includes(serviceLevelOf[state] ?? '')
}

/** Whether anybody is waited for in a state. */
export function hasDueDate(state: Proposal['state']): boolean {
  return isBoundByCutOff(state) || serviceLevelOf[state] !== undefined
}

/**
 * Last day for whoever has to act, null when nobody is waited for. While the papers are collected it is the cut-off of
 * the period, and no step that has to be done before it is due later; BKN's clock starts with the letter, or anew with a
 * ralat, and stands still while the proposal is returned; every other one starts with the state.
 *
 * @param closesOn the cut-off of the period, for a state that it bounds
 * @param steps of BKN's clock, the earliest first; none of a state that is not on it
 */
export function dueOn(
  { state, sentAt, enteredStateAt }: Waiting,
  closesOn: CivilDate | null,
  steps: readonly ClockStep[],
  { today, holidays, daysOf }: Calendar,
): CivilDate | null {
  if (state === 'draft' || state === 'collecting') return closesOn
  const level = serviceLevelOf[state]
  if (!level) return null
  const renewedAt = steps.findLast(({ event }) => event === 'correct')?.at
  const startsAt = (isOnBknClock(state) && (renewedAt ?? sentAt)) || enteredStateAt
  const due = deadline(civilDay(startsAt), daysOf(level), pausesIn(steps, today), holidays)
  const isLater = isBoundByCutOff(state) && due !== null && closesOn !== null && closesOn < due
  return isLater ? closesOn : due
}

/** The days that a proposal lay returned with its agency; one that ends now ends today. */
function pausesIn(steps: readonly ClockStep[], today: CivilDate): Pause[] {
  const pauses: Pause[] = []
  for (const { event, at } of steps) {
    if (event === 'return') pauses.push({ from: civilDay(at), to: today })
    const last = pauses.at(-1)
    if (event === 'resubmit' && last) last.to = civilDay(at)
  }
  return pauses
}
