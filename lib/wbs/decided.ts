import { type Decision, isDecision, isProposed, isTakenByEnough, type ProposalNote } from '@/lib/wbs/decision'
import type { Envelope } from '@/lib/wbs/envelope'
import type { Manifest } from '@/lib/wbs/manifest'
import { type ReportState, stateAfter } from '@/lib/wbs/steps'

/** The decision in a checked message, and whether it counts: one that too few people took is none. */
export function decisionIn(
  { kind, report, sender, body }: Envelope,
  manifest: Manifest,
): { decision: Decision; isBinding: boolean } | undefined {
  if (kind !== 'keputusan' || !isDecision(body)) return undefined
  return { decision: body, isBinding: isTakenByEnough(report, sender, body, manifest) }
}

/**
 * The state that the signed decisions of a conversation lead to, which no server can change. A withdrawal is the reporter's
 * own doing and stands in no message: the caller knows of it.
 */
export function decidedState(envelopes: readonly Envelope[], manifest: Manifest): ReportState {
  const decided = envelopes.map((envelope) => decisionIn(envelope, manifest))
  return stateAfter(decided.flatMap((each) => (each?.isBinding ? [each.decision.step] : [])))
}

/** A step that somebody proposed, by the signature that whoever confirms it passes on. */
export type Proposed = ProposalNote & { by: string; seq: number }

/** The proposal in a checked note, when its writer signed it for this report; undefined for every other note. */
export function proposalIn({ report, sender, seq, body }: Envelope, manifest: Manifest): Proposed | undefined {
  return isProposed(report, sender, body, manifest) ? { ...body, by: sender, seq } : undefined
}
