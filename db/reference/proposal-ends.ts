/** States of a proposal in which nobody is waited for; the person may be proposed again. */
export const proposalEnds = ['done', 'rejected', 'cancelled', 'turned_down', 'technical_revoked'] as const

/** The ends that leave the person in the old rank. */
export const proposalEndsWithoutRank = proposalEnds.filter((state) => state !== 'done')

/** A condition of SQL with the states in its text: an index for open proposals answers no condition with parameters. */
export function stateIsNone(of: readonly string[], column = 'state'): string {
  return `${column} not in (${of.map((state) => `'${state}'`).join(', ')})`
}
