import { type CivilDate, firstOfMonth } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'

/** What the appraiser does with an entry. */
export type ReviewEvent = 'approve' | 'correct' | 'return' | 'reject' | 'reopen'

/** Entries that are answered in one go. */
export const MOST_ENTRIES = 200

/** An entry and the version that the appraiser saw. */
export type EntryRef = { id: string; version: number }

/** An entry as the rules of its review read it. */
export type ReviewedEntry = {
  employeeId: string
  appraiserOfDay: string | null // who is appraiser of its writer on the day of the work
  minutes: number // of the work
  reviewedOn: CivilDate | null
}

/**
 * May this person answer the entry: its writer's appraiser on the day of the work, and never its writer.
 *
 * Source: PP 30/2019 and PermenPANRB 6/2022 (pejabat penilai).
 */
export function reviewerFindings({ employeeId, appraiserOfDay }: ReviewedEntry, reviewerId: string | null): Finding[] {
  const source = 'PP 30/2019, PermenPANRB 6/2022'
  return [
    { code: 'kinerja.review_own', met: employeeId !== reviewerId, facts: {}, source },
    { code: 'kinerja.review_appraiser', met: reviewerId !== null && appraiserOfDay === reviewerId, facts: {}, source },
  ]
}

/** An answer can be changed or taken back until the end of the month in which it was given. */
export function answerOpen({ reviewedOn }: ReviewedEntry, today: CivilDate): Finding {
  return {
    code: 'kinerja.review_open',
    met: reviewedOn === null || firstOfMonth(reviewedOn) === firstOfMonth(today),
    facts: { reviewedOn, today },
    source: 'Ketentuan catatan harian',
  }
}

/** The minutes that count are never more than the work took. */
export function minutesWithin({ minutes: worked }: ReviewedEntry, minutes: number): Finding {
  return {
    code: 'kinerja.review_minutes',
    met: minutes <= worked,
    facts: { minutes, worked },
    source: 'Ketentuan catatan harian',
  }
}
