import type { KeyBody } from '@/lib/wbs/conversation'
import {
  type Decision,
  isDecision,
  isProposed,
  isTakenByEnough,
  type ProposalNote,
  type Standing,
} from '@/lib/wbs/decision'
import type { Envelope } from '@/lib/wbs/envelope'
import type { Manifest } from '@/lib/wbs/manifest'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { roleFor, stateAfter } from '@/lib/wbs/steps'

/**
 * A decision by its number, and whether it counts: one that was not taken by whom it needs is none. `role` is the one of its
 * writer's that takes the step, undefined where none does.
 */
export type Decided = { seq: number; decision: Decision; isBinding: boolean; role: OfficerRole | undefined }

/**
 * The decisions among the checked messages of a conversation, each held against those before it, and where they lead, which
 * no server can change. A withdrawal is the reporter's own doing and stands in no message: the caller knows of it.
 */
export function decisionsIn(
  envelopes: readonly Envelope[],
  manifest: Manifest,
): { decided: Decided[]; standing: Standing } {
  const decided: Decided[] = []
  let standing: Standing = { state: 'received', members: [], after: 0 }
  for (const { kind, report, sender, seq, body } of envelopes) {
    if (kind === 'laporan' || kind === 'kunci') standing = { ...standing, members: (body as KeyBody).members }
    if (kind !== 'keputusan' || !isDecision(body)) continue
    const isBinding = isTakenByEnough({ report, sender }, body, standing, manifest)
    const { roles = [] } = manifest.keys.find(({ id }) => id === sender) ?? {}
    decided.push({ seq, decision: body, isBinding, role: roleFor(body.step, standing.state, roles) })
    if (isBinding) standing = { ...standing, state: stateAfter(standing.state, body.step), after: seq }
  }
  return { decided, standing }
}

/** A step that somebody proposed, by the signature that whoever confirms it passes on. */
export type Proposed = ProposalNote & { by: string; seq: number }

/**
 * The proposal in a checked note, when its writer signed it for this report; undefined for every other note, and once
 * something was decided since.
 *
 * @param after of the last message that decided something
 */
export function proposalIn(
  { report, sender, seq, body }: Envelope,
  after: number,
  manifest: Manifest,
): Proposed | undefined {
  return isProposed({ report, sender }, body, after, manifest) ? { ...body, by: sender, seq } : undefined
}
