import 'server-only'
import type { SigningHandlers } from '@/lib/documents/signing.server'
import { DECREE_SIGNING, decreeSigning } from '@/lib/sapk/proposal-decree.server'
import { LETTER_SIGNING, letterSigning } from '@/lib/sapk/proposal-letter.server'
import { NOTE_SIGNING, noteSigning } from '@/lib/sapk/proposal-note.server'
import { TECHNICAL_SIGNING, technicalSigning } from '@/lib/sapk/proposal-technical.server'

export { openBulkRuns, runBulk } from '@/lib/sapk/bulk-run.server'
export { BULK_CHANNEL } from '@/lib/sapk/bulk-start.server'
export { documentSource } from '@/lib/sapk/document-export.server'
export { renewDueDates } from '@/lib/sapk/due-date.server'
export { nominativeSource } from '@/lib/sapk/nominative-export.server'
export { refreshNominatives } from '@/lib/sapk/nominative-refresh.server'
export {
  countArrivals,
  countFinishedRuns,
  countOwnSteps,
  listArrivals,
  listFinishedRuns,
  listOwnSteps,
} from '@/lib/sapk/notifications.server'
export { countOpenProposals, countOpenProposalsOf } from '@/lib/sapk/open-proposals.server'
export { releaseIdleReviews } from '@/lib/sapk/proposal-hold.server'

/** What this module has signed in the background. */
export const promotionSigning: SigningHandlers = {
  [LETTER_SIGNING]: letterSigning,
  [NOTE_SIGNING]: noteSigning,
  [TECHNICAL_SIGNING]: technicalSigning,
  [DECREE_SIGNING]: decreeSigning,
}

/** A career line, for the pages of a person. */
export { type Career, findCareer } from '@/lib/sapk/career.server'
export { proposalSource } from '@/lib/sapk/proposal-export.server'
