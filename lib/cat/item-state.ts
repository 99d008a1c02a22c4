import type { itemState } from '@/db/schema/cat-items'
import type { Finding } from '@/lib/refusal'
import type { Flow } from '@/lib/workflow'

export type ItemState = (typeof itemState.enumValues)[number]

export const ITEM_STATES: readonly ItemState[] = ['draft', 'in_review', 'approved', 'retired']

/** A change is another version, which is a draft again: forms are made of approved items alone. */
export const itemFlow = {
  draft: { write: 'draft', submit: 'in_review' },
  in_review: { approve: 'approved', return: 'draft' },
  approved: { write: 'draft', retire: 'retired' },
  retired: { write: 'draft' },
} as const satisfies Flow<ItemState>

/** Nobody reviews what they wrote. */
export function secondPerson(writtenBy: string, reviewer: string | null): Finding {
  return { code: 'cat.item_second_person', met: writtenBy !== reviewer, facts: {}, source: 'Pengendalian bank soal' }
}
