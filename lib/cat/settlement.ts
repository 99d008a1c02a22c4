import * as z from 'zod'
import type { FinalLine, ResultCode } from '@/lib/cat/announcement'
import { isObjectionOpen } from '@/lib/cat/objection'
import { totalOf } from '@/lib/cat/programme'
import type { CivilDate } from '@/lib/civil-date'
import { reason } from '@/lib/reason-input'
import { Refusal } from '@/lib/refusal'

/** What an announcement says of one candidate. */
type Told = {
  result: ResultCode
  place: number | null
  total: number | null
  final: string | null
  into: string | null
}

/**
 * Why a candidate stands otherwise: by the own accepted objection, by what two people decided of them since (a
 * disqualification or its revocation, a withdrawal or its end, an earlier score, a mistake of the committee), or because somebody else does.
 */
export type ChangeCause = 'objection' | Decided | 'others'

const DECIDED = ['disqualified', 'reinstated', 'withdrawn', 'withdrawal_undone', 'earlier_score', 'correction'] as const

type Decided = (typeof DECIDED)[number]

/** One candidate whose result is another one than was announced; null: is not in that version. */
export type ResultChange = { number: string; from: Told | null; to: Told | null; cause: ChangeCause }

/** What the result after the objections says of itself: whose objections were accepted, and all that changed. */
export type Settlement = {
  objections: string[]
  corrections?: Correction[] // of the committee's own mistakes; where there are any
  changes: ResultChange[]
  isApproved: boolean
}

/** What two people found wrong in an announcement: whose results, and why. */
export type Correction = { numbers: string[]; reason: string }

/**
 * What the next version of a stage is: the first one; a correction while candidates may still object; the result after
 * the objections; or, when that is out, what two people decided of candidates since.
 */
export type NextVersion = 'first' | 'correction' | 'settlement' | 'after_settlement'

/** @param newest the last version of the stage; without a day for objections it is the result after them */
export function nextVersion(newest: { objectionsUntil: CivilDate | null } | null, today: CivilDate): NextVersion {
  if (!newest) return 'first'
  if (newest.objectionsUntil === null) return 'after_settlement'
  return isObjectionOpen(today, newest.objectionsUntil) ? 'correction' : 'settlement'
}

/** Whether a version gives candidates days to object. */
export function hasObjections(next: NextVersion): boolean {
  return next === 'first' || next === 'correction'
}

/** Everybody who stands otherwise than announced, in the order of the new lines; then who has no line any more. */
export function changesBetween(
  announced: readonly FinalLine[],
  now: readonly FinalLine[],
  accepted: readonly string[],
  corrections: readonly Correction[] = [],
): ResultChange[] {
  const corrected = corrections.flatMap(({ numbers }) => numbers)
  const before = new Map(announced.map((line) => [line.number, told(line)]))
  const origins = new Map(announced.map(({ number, earlier }) => [number, earlier?.session]))
  const causesOf = ({ number, earlier }: FinalLine) => ({
    isAccepted: accepted.includes(number),
    isCorrected: corrected.includes(number),
    isEarlier: origins.get(number) !== earlier?.session,
  })
  const changed = now.flatMap((line): ResultChange[] => {
    const from = before.get(line.number) ?? null
    const to = told(line)
    if (JSON.stringify(from) === JSON.stringify(to)) return []
    return [{ number: line.number, from, to, cause: causeOf(from, to, causesOf(line)) }]
  })
  const numbers = new Set(now.map(({ number }) => number))
  const gone = announced
    .filter(({ number }) => !numbers.has(number))
    .map((line): ResultChange => ({ number: line.number, from: told(line), to: null, cause: 'others' }))
  return [...changed, ...gone]
}

function told({ result, place, scores, final, into }: FinalLine): Told {
  return { result, place, total: scores && totalOf(scores), final, into: into ?? null }
}

function causeOf(
  from: Told | null,
  to: Told,
  { isAccepted, isCorrected, isEarlier }: { isAccepted: boolean; isCorrected: boolean; isEarlier: boolean },
): ChangeCause {
  if (to.result === 'DIS') return 'disqualified'
  if (to.result === 'APS') return 'withdrawn'
  if (isAccepted) return 'objection'
  if (from?.result === 'DIS') return 'reinstated'
  if (from?.result === 'APS') return 'withdrawal_undone'
  if (isEarlier) return 'earlier_score'
  return isCorrected ? 'correction' : 'others'
}

/**
 * Why the objections to the last version do not allow the next one yet: objections_accepted while others may still
 * object, objections_unanswered, change_unexplained where nothing that was decided leads to a change, and result_final
 * once the result after the objections is out.
 *
 * Source: PermenPANRB 6/2024: answers within seven days after the last day for objections; the result after them is final.
 */
export function versionTrouble(
  next: NextVersion,
  { accepted, open }: { accepted: readonly string[]; open: number },
  changes: readonly ResultChange[],
): Refusal | null {
  if (next === 'correction' && accepted.length > 0)
    return new Refusal('objections_accepted', { count: accepted.length })
  if (hasObjections(next)) return null
  if (open > 0) return new Refusal('objections_unanswered', { count: open })
  const isDecided = changes.some(({ cause }) => DECIDED.some((each) => each === cause))
  if (next === 'after_settlement' && !isDecided) return new Refusal('result_final')
  const isExplained = changes.length === 0 || accepted.length > 0 || isDecided
  return isExplained ? null : new Refusal('change_unexplained', { count: changes.length })
}

/** Whether the national committee has to approve it first. Source: PermenPANRB 6/2024: a change after objections. */
export function needsApproval(next: NextVersion, changes: readonly ResultChange[]): boolean {
  return !hasObjections(next) && changes.length > 0
}

/** Whether a version may be published as it stands: nothing in its way, and approved where it has to be. */
export function mayPublish({
  next,
  changes,
  approval,
  ...objections
}: {
  next: NextVersion
  accepted: readonly string[]
  open: number
  changes: readonly ResultChange[]
  approval: { decidedAt: Date | null; declineReason: string | null } | null
}): boolean {
  if (versionTrouble(next, objections, changes)) return false
  return !needsApproval(next, changes) || (approval?.decidedAt != null && approval.declineReason === null)
}

export const settlementInput = z.object({
  id: z.uuid(), // of the programme
  stage: z.enum(['first', 'final']),
  fingerprint: z.string().max(64), // of the ranking that was on screen
  reason: z.string().trim().min(20).max(500), // everybody may read it
})

export const settlementRef = z.object({ id: z.uuid() })

export const settlementDecline = settlementRef.extend({ reason })
