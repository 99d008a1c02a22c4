import type { sealRequestState } from '@/db/wbs/seal-schema'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import type { Flow } from '@/lib/workflow'

/**
 * What becomes of a question for a sealed identity (wbs.md 10): the reporter is asked first, a legal order stands above the
 * answer, two custodians open, and what was allowed does not hold for ever.
 */
export type SealRequestState = (typeof sealRequestState.enumValues)[number]

export const sealRequestFlow = {
  asked: { grant: 'granted', refuse: 'refused', lapse: 'lapsed', order: 'ordered' },
  granted: { open: 'opened', decline: 'declined', lapse: 'lapsed' },
  refused: { order: 'ordered' },
  lapsed: { order: 'ordered' },
  ordered: { open: 'opened', decline: 'declined', lapse: 'lapsed' },
  declined: {},
  opened: { open: 'opened' }, // the shares were handed to whoever asked
} as const satisfies Flow<SealRequestState>

/** Until their day nothing else may be asked, and the identity that was sealed may not be exchanged. */
export const OPEN_STATES = ['asked', 'granted', 'ordered'] as const satisfies SealRequestState[]

/** The role of whoever may ask, of whoever may hand on a legal order, and of whoever holds a share (wbs.md 6). */
export const ASKS = 'investigator' satisfies OfficerRole
export const ORDERS = 'inspektur' satisfies OfficerRole
export const CUSTODIAN = 'kustodian' satisfies OfficerRole

/** Two of three (wbs.md 10): one alone cannot, and one who is lost does not matter. */
export const CUSTODIANS = 3
export const NEEDED = 2
