/** Letters of the shortest reason that says something. */
export const SHORTEST_REASON = 5
