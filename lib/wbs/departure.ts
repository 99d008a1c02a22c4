/** Why somebody steps out of a report who has no conflict of interest: too much work, or another post. */
export const DEPARTURES = ['workload', 'transfer'] as const
export type Departure = (typeof DEPARTURES)[number]
