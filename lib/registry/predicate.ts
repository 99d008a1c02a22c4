/**
 * Predikat of a year's performance, best first. Regulations name them differently: sangat baik, baik, butuh perbaikan,
 * kurang and sangat kurang since PermenPANRB 6/2022; cukup, kurang and buruk in the last three places with PP 46/2011.
 */
export const PREDICATES = ['very_good', 'good', 'needs_improvement', 'poor', 'very_poor'] as const
export type Predicate = (typeof PREDICATES)[number]

/** Above, as and below what was expected, of results and of behaviour. Source: PermenPANRB 6/2022. */
export const RATINGS = ['above', 'as_expected', 'below'] as const
export type Rating = (typeof RATINGS)[number]
