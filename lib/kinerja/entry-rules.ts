import type { CivilDate } from '@/lib/civil-date'
import { daysBetween } from '@/lib/civil-date'
import type { ExtensionInput } from '@/lib/kinerja/entry-rules-input'
import type { Finding } from '@/lib/refusal'

/** An extension is for what stood still, not for a habit. */
const MOST_DAYS = 31

const OWN = 'performance_settings'

/** Rules hold from a day that is still to come or from today: what was written down was held against those of its day. */
export function entryRulesFindings({ startsOn }: { startsOn: CivilDate }, today: CivilDate): Finding[] {
  return [{ code: 'kinerja.rules_day', met: startsOn >= today, facts: { startsOn, today }, source: OWN }]
}

/** The day that is to be chosen anew. */
export const EXTENSION_FIELDS: Record<string, keyof ExtensionInput> = {
  'kinerja.extension_days': 'endsOn',
  'kinerja.extension_until': 'openUntil',
  'kinerja.extension_length': 'openUntil',
  'kinerja.extension_past': 'endsOn',
  'kinerja.extension_again': 'startsOn',
}

type Extension = Pick<ExtensionInput, 'startsOn' | 'endsOn' | 'openUntil'>

/**
 * Of days of work that have been or are today, a month at most, for a month at most; the last of them a month ago at most,
 * and none of them opened before and closed again.
 */
export function extensionFindings(
  { startsOn, endsOn, openUntil }: Extension,
  today: CivilDate,
  earlier: readonly Extension[],
): Finding[] {
  const facts = { startsOn, endsOn, openUntil, today }
  const isShort = daysBetween(startsOn, endsOn) < MOST_DAYS && daysBetween(today, openUntil) <= MOST_DAYS
  const over = earlier.find((each) => each.openUntil < today && each.startsOn <= endsOn && startsOn <= each.endsOn)
  return [
    { code: 'kinerja.extension_days', met: startsOn <= endsOn && endsOn <= today, facts, source: OWN },
    { code: 'kinerja.extension_until', met: openUntil >= today, facts, source: OWN },
    { code: 'kinerja.extension_length', met: isShort, facts: { ...facts, most: MOST_DAYS }, source: OWN },
    {
      code: 'kinerja.extension_past',
      met: daysBetween(endsOn, today) <= MOST_DAYS,
      facts: { ...facts, most: MOST_DAYS },
      source: OWN,
    },
    {
      code: 'kinerja.extension_again',
      met: !over,
      facts: { ...(over ?? { startsOn, endsOn, openUntil }) },
      source: OWN,
    },
  ]
}
