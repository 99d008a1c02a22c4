import { HANDLERS, type Hands, type ReportState } from '@/lib/wbs/steps'

/** Why nobody can open a report. No words of one's own: they would lie on the server in the clear. */
export const UNREADABLE_REASONS = ['first_message', 'keys'] as const
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number]

/**
 * Who together state what, by functions as in the steps: a report that nobody could begin with is ended by those who
 * together may reject one, and a report that was begun not without the inspektur.
 */
export const STATING_HANDS: Record<UnreadableReason, Hands> = {
  first_message: [['verifikator'], ['penelaah']],
  keys: [HANDLERS, ['inspektur']],
}

/** In which function somebody states it; undefined where it is in none of theirs. */
export function statingRole(reason: UnreadableReason, roles: readonly string[]) {
  return STATING_HANDS[reason].flat().find((each) => roles.includes(each))
}

/** What can be stated in a state: behind verifying lie signed decisions, so somebody opened the report. */
export function reasonsIn(state: ReportState): UnreadableReason[] {
  const isBegun = state !== 'received' && state !== 'verifying'
  return UNREADABLE_REASONS.filter((reason) => reason !== 'first_message' || !isBegun)
}
