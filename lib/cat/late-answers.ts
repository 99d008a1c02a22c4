import * as z from 'zod'
import { type AnswerChange, answerChanges } from '@/lib/cat/answers'
import type { Paper } from '@/lib/cat/paper'
import { Refusal } from '@/lib/refusal'

/** What a device could not send in time, under the epoch it had then. */
export const lateAnswers = z.object({
  epoch: z.int().min(1).max(32_767),
  changes: answerChanges.shape.changes,
})

/**
 * What was chosen last at each question, in the letters that the candidate saw: `4 B, 7 –`. Refuses with no_such_item,
 * no_such_option.
 */
export function choicesLine(changes: readonly AnswerChange[], paper: Paper): string {
  const letters = new Map<number, string>()
  for (const { item, option } of changes) {
    const place = paper[item - 1]
    if (!place) throw new Refusal('no_such_item', { item })
    const at = option === null ? -1 : place.options.indexOf(option)
    if (option !== null && at < 0) throw new Refusal('no_such_option', { item })
    letters.set(item, option === null ? '–' : String.fromCharCode(65 + at))
  }
  return [...letters]
    .sort(([a], [b]) => a - b)
    .map(([item, letter]) => `${item} ${letter}`)
    .join(', ')
}
