import * as z from 'zod'
import { addDays, type CivilDate } from '@/lib/civil-date'

/** Days that candidates have to object, from the day of the announcement; an agency may give more. */
const OBJECTION_DAYS = 3

/** Days that the committee has to answer, from the last day on which candidates may object. */
const ANSWER_DAYS = 7

/** At most so many bytes of evidence: what a phone photographs as PDF. */
const MOST_FILE_BYTES = 3_000_000

/** What a candidate sends; the file in base64. */
export const objectionInput = z.object({
  announcementId: z.uuid(),
  text: z.string().trim().min(30).max(4_000),
  file: z
    .object({
      name: z.string().trim().min(1).max(200),
      base64: z.base64().max(Math.ceil(MOST_FILE_BYTES / 3) * 4),
    })
    .nullable(),
})

export const answerInput = z.object({
  id: z.uuid(),
  decision: z.enum(['accepted', 'rejected']),
  answer: z.string().trim().min(15).max(4_000),
})

/** The earliest day that may be the last one for objections. Source: PermenPANRB 6/2024. */
export function objectionsEnd(announcedOn: CivilDate): CivilDate {
  return addDays(announcedOn, OBJECTION_DAYS)
}

/**
 * Whether candidates may object today: up to the last day itself, by the calendar of the agency.
 *
 * Source: PermenPANRB 6/2024; three days, as the announcement says.
 */
export function isObjectionOpen(today: CivilDate, until: CivilDate): boolean {
  return today <= until
}

/** The last day for the committee's answer. */
export function answerDueOn(until: CivilDate): CivilDate {
  return addDays(until, ANSWER_DAYS)
}
