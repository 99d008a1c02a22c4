import { isFinal, type ReportState, turnOf } from '@/lib/wbs/steps'

/** The parts of an officer's list, by whose turn it is. */
export const INBOX_PARTS = ['mine', 'others', 'reporter', 'done', 'quarantine'] as const
export type InboxPart = (typeof INBOX_PARTS)[number]

/**
 * In which part a report stands for somebody. Their turn is what one of their roles moves on; whoever was asked for more
 * has the turn until they answer. What came in a flood is looked at apart.
 *
 * @param report `isAnswered`: the reporter wrote after they were asked
 */
export function partOf(
  report: { state: ReportState; isQuarantined: boolean; isAnswered: boolean },
  roles: readonly string[],
): InboxPart {
  const { state, isQuarantined, isAnswered } = report
  if (isQuarantined) return 'quarantine'
  if (isFinal(state)) return 'done'
  if (state === 'clarifying' && !isAnswered) return 'reporter'
  return turnOf(state).some((role) => roles.includes(role)) ? 'mine' : 'others'
}
