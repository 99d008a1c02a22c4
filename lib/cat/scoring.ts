import type { SectionScores } from '@/lib/cat/programme'

/** One place of a candidate's paper. */
export type PaperItem = { itemId: string; section: string }

/** Points of an option by its id: 5 for the right one, or the weight of each. What is not listed gives none. */
export type AnswerKey = ReadonlyMap<string, number>

/**
 * The score of a paper. An item without a choice gives nothing, and so does an option that the item does not have: a
 * wrong answer takes nothing away.
 *
 * @param chosen option id by item id; null once cleared
 * @param keyOf the key of an item; a paper without its key cannot be scored and throws
 */
export function scorePaper(
  paper: readonly PaperItem[],
  chosen: ReadonlyMap<string, string | null>,
  keyOf: ReadonlyMap<string, AnswerKey>,
): SectionScores {
  const scores: Record<string, number> = {}
  for (const { itemId, section } of paper) {
    const key = keyOf.get(itemId)
    if (!key) throw new Error(`no key for item ${itemId}`)
    const option = chosen.get(itemId)
    scores[section] = (scores[section] ?? 0) + (option ? (key.get(option) ?? 0) : 0)
  }
  return scores
}
