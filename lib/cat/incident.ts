import type { incidentKind } from '@/db/schema/cat-exam'
import type { SessionState } from '@/lib/cat/session'

/** What happens in a session: what people record, and answers that a device brings after the end. */
export type IncidentKind = (typeof incidentKind.enumValues)[number] | 'late_answers'

/** What a second person decides, each by itself. */
export const PROPOSALS = [
  'disqualification',
  'reinstatement',
  'cancellation',
] as const satisfies readonly IncidentKind[]

export type Proposal = (typeof PROPOSALS)[number]

/** Whether an incident waits for a second person. */
export function isPending({
  kind,
  decidedName,
  declinedName,
}: {
  kind: IncidentKind
  decidedName: string | null
  declinedName: string | null
}): boolean {
  return PROPOSALS.some((each) => each === kind) && decidedName === null && declinedName === null
}

/** Whether a second person may still decide it: of a void session nothing is left to decide but who gets back in. */
export function awaitsDecision(incident: Parameters<typeof isPending>[0], session: SessionState): boolean {
  return isPending(incident) && (session !== 'void' || incident.kind === 'reinstatement')
}

/** When it ended, of what began at an instant and lasted so long. */
export function endOf(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000)
}

/** So many people of one incident are named; of more, the number is told. */
export const MOST_NAMED = 10
