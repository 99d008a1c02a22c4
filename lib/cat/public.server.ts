import 'server-only'

/** What the rest of the house may ask of the exams. */
export { candidateSource } from '@/lib/cat/candidate-export.server'
export { forgetStagedCandidates } from '@/lib/cat/candidate-import.server'
export { certificateSigning } from '@/lib/cat/certificates.server'
export { finishExpired } from '@/lib/cat/finish.server'
export { forgetStagedItems } from '@/lib/cat/item-import.server'
export { forgetPhotos } from '@/lib/cat/photos.server'
export { countWaitingSettlements } from '@/lib/cat/settlement.server'
