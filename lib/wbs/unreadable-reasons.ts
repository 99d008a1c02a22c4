/** Why nobody can open a report. No words of one's own: they would lie on the server in the clear. */
export const UNREADABLE_REASONS = ['first_message', 'keys'] as const
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number]
