import { addDays, type CivilDate } from '@/lib/civil-date'
import { regimeOn } from '@/lib/kinerja/regime'
import type { Finding } from '@/lib/refusal'
import type { Flow } from '@/lib/workflow'

/** Where a result stands once its owner has it. Silence accepts it; what the superior decides is final. */
export const objectionFlow = {
  received: { accept: 'accepted', lapse: 'accepted', object: 'objected' },
  objected: { answer: 'answered', keep: 'kept', change: 'changed' }, // without an answer once its days are over
  answered: { keep: 'kept', change: 'changed' },
  accepted: {},
  kept: {},
  changed: {},
} as const satisfies Flow<'received' | 'objected' | 'answered' | 'accepted' | 'kept' | 'changed'>

export type ObjectionState = keyof typeof objectionFlow

/** A final result takes no further step. */
export function isFinal(state: ObjectionState): boolean {
  return Object.keys(objectionFlow[state]).length === 0
}

/** Calendar days after the result was received. Source: PP 46/2011; PP 30/2019 art. 59. */
const OBJECTION_DAYS = 14

/** Days of the appraiser to answer: ours, the law names none. */
const ANSWER_DAYS = 14

/** The last day on which its owner may object to a result. */
export function objectionEndsOn(receivedOn: CivilDate): CivilDate {
  return addDays(receivedOn, OBJECTION_DAYS)
}

/** Whether a result that nobody objected to counts as accepted. */
export function isAcceptedBySilence(receivedOn: CivilDate, today: CivilDate): boolean {
  return today > objectionEndsOn(receivedOn)
}

export function answerDueOn(objectedOn: CivilDate): CivilDate {
  return addDays(objectedOn, ANSWER_DAYS)
}

/**
 * The conditions of a keberatan: the person who was assessed, within fourteen days, with reasons, to a superior of the
 * appraiser who can decide it.
 *
 * Source: PP 46/2011; PP 30/2019 art. 59.
 */
export function objectionFindings(
  result: { startsOn: CivilDate; receivedOn: CivilDate; isOwn: boolean; hasSuperior: boolean },
  reasons: string,
  today: CivilDate,
): Finding[] {
  const source = sourceOf(result.startsOn)
  const endsOn = objectionEndsOn(result.receivedOn)
  const facts = { receivedOn: result.receivedOn, endsOn, today }
  return [
    { code: 'kinerja.objection_owner', met: result.isOwn, facts: {}, source },
    { code: 'kinerja.objection_term', met: result.receivedOn <= today && today <= endsOn, facts, source },
    { code: 'kinerja.objection_reasons', met: reasons.trim() !== '', facts: {}, source },
    { code: 'kinerja.objection_superior', met: result.hasSuperior, facts: {}, source },
  ]
}

/**
 * The conditions of a decision: by the appraiser's superior, who is neither side, after both were heard. An appraiser
 * who lets the days of the answer pass has been heard.
 *
 * Source: PP 46/2011; PP 30/2019 art. 59.
 */
export function decisionFindings(
  objection: { startsOn: CivilDate; objectedOn: CivilDate; isAnswered: boolean },
  decider: { isSuperior: boolean; isParty: boolean },
  today: CivilDate,
): Finding[] {
  const source = sourceOf(objection.startsOn)
  const dueOn = answerDueOn(objection.objectedOn)
  return [
    { code: 'kinerja.objection_decider', met: decider.isSuperior && !decider.isParty, facts: {}, source },
    {
      code: 'kinerja.objection_heard',
      met: objection.isAnswered || today > dueOn,
      facts: { objectedOn: objection.objectedOn, dueOn, isAnswered: objection.isAnswered },
      source,
    },
  ]
}

function sourceOf(startsOn: CivilDate): string {
  return regimeOn(startsOn).regime === 'pp46_2011' ? 'PP 46/2011' : 'PP 30/2019 art. 59'
}
