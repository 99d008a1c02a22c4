import type { itemStep } from '@/db/schema/cat-bank'
import type { itemState } from '@/db/schema/cat-items'
import type { Finding } from '@/lib/refusal'
import type { Flow } from '@/lib/workflow'

export type ItemState = (typeof itemState.enumValues)[number]

export type ItemStep = (typeof itemStep.enumValues)[number]

export const ITEM_STATES: readonly ItemState[] = ['draft', 'in_review', 'approved', 'retired', 'leaked']

/**
 * A change is another version, which is a draft again: forms are made of approved items alone. What is known outside stays
 * out under its code whatever is changed in it, until somebody finds that it is not and others review it again.
 */
export const itemFlow = {
  draft: { write: 'draft', submit: 'in_review', leak: 'leaked' },
  in_review: { approve: 'approved', return: 'draft', leak: 'leaked' },
  approved: { write: 'draft', retire: 'retired', leak: 'leaked' },
  retired: { write: 'draft', leak: 'leaked' },
  leaked: { restore: 'in_review' },
} as const satisfies Flow<ItemState>

/** Nobody reviews what they wrote. */
export function secondPerson(writtenBy: string, reviewer: string | null): Finding {
  return { code: 'cat.item_second_person', met: writtenBy !== reviewer, facts: {}, source: 'Pengendalian bank soal' }
}
