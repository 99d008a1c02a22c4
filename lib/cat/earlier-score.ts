import type { SectionScores } from '@/lib/cat/programme'
import { compareScores } from '@/lib/cat/ranking'

/** Who of an earlier selection may use the score of then: who was above its grade; or went on there and failed at last. */
export const EARLIER_OF = ['above_grade', 'failed_at_last'] as const

/** Whether whoever is examined again has the new score alone, whatever it is, or the better one of both. */
export const EARLIER_USES = ['instead', 'better'] as const

/**
 * By which rule a score of an earlier selection counts in this one.
 *
 * Source: selection of 2019: P1/TL, the better score (unconfirmed); KepmenPANRB 344/2024: a certificate of 2023 replaces the
 * test, and who is examined again gives it up.
 */
export type EarlierRule = {
  programme: string // code of the earlier one
  of: (typeof EARLIER_OF)[number]
  use: (typeof EARLIER_USES)[number]
  mark: string | null // beside the result, as P1/TL
}

/** What somebody reached in the earlier selection, where it was sealed, and what was announced of them there. */
export type EarlierScore = {
  scores: SectionScores
  session: string
  isAboveGrade: boolean
  first: string | null
  final: string | null
}

export function mayUseEarlier({ of }: EarlierRule, { isAboveGrade, first, final }: EarlierScore): boolean {
  if (of === 'above_grade') return isAboveGrade
  return first === 'P/L' && (final === 'TL' || final === 'TH')
}

/** Where a score was reached that is not of this selection. */
export type EarlierOrigin = Pick<EarlierRule, 'programme'> & Pick<EarlierScore, 'session'>

/** The score that somebody is ranked by, and where it is from if from the earlier selection. */
export function countedScore(
  { programme, use }: EarlierRule,
  tieBreak: readonly string[],
  own: SectionScores | null,
  { scores, session }: EarlierScore,
): { scores: SectionScores; earlier?: EarlierOrigin } {
  const isOwn = own !== null && (use === 'instead' || compareScores(own, scores, tieBreak) >= 0)
  return isOwn ? { scores: own } : { scores, earlier: { programme, session } }
}
