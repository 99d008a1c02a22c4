import type { ReadItem } from '@/lib/cat/item-file'
import { type ItemState, itemFlow } from '@/lib/cat/item-state'
import type { Finding } from '@/lib/refusal'
import { takes } from '@/lib/workflow'

/** `waiting`: the item of this code is under review and stays as it is, as one does that is known outside. */
export type Effect = 'new' | 'changed' | 'same' | 'waiting' | 'leaked'

export type CheckedItem = ReadItem & { effect: Effect; findings: Finding[] }

type Content = Pick<
  ReadItem,
  'section' | 'aspect' | 'stimulus' | 'stem' | 'options' | 'key' | 'keepsOrder' | 'explanation'
>

/** What an item of a file would do to the one of its code in the bank, if there is one. */
export function effectOn(before: { state: ItemState; item: Content } | undefined, item: Content): Effect {
  if (!before) return 'new'
  if (contentOf(before.item) === contentOf(item)) return 'same'
  if (takes(itemFlow, before.state, 'write')) return 'changed'
  return before.state === 'leaked' ? 'leaked' : 'waiting'
}

/** Whether an item may come in among the valid ones. Its cell may still be named for the whole file. */
export function isWhole({ problems, findings }: Pick<CheckedItem, 'problems' | 'findings'>): boolean {
  return !problems.some(({ isError }) => isError) && findings.every(({ code, met }) => met || code === 'cat.item_cell')
}

export function comesIn({ effect }: Pick<CheckedItem, 'effect'>): boolean {
  return effect === 'new' || effect === 'changed'
}

/** What makes two items the same. */
function contentOf({ section, aspect, stimulus, stem, options, key, keepsOrder, explanation }: Content): string {
  const points = options.map(({ id, body, isFixed = false }) => [id, body, key[id] ?? 0, isFixed])
  return JSON.stringify([section, aspect, stimulus, stem, points, keepsOrder, explanation])
}
