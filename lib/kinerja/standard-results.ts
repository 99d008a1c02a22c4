import type { PlanItemInput } from '@/lib/kinerja/plan-input'
import { emptyLine } from '@/lib/kinerja/plan-lines'
import standards from './standard-results.json'

/**
 * What units of a kind usually plan, to start from: by the words in the name of the unit, else what every office does.
 * As activities of PP 46/2011 they have the usual targets of a year.
 */
export function standardLines(unitName: string, kind: 'main' | 'activity'): PlanItemInput[] {
  const name = unitName.toLowerCase()
  const known = standards.find(({ unit }) => unit.split('|').some((word) => name.includes(word)))
  return (known?.results ?? []).map(({ text, indicators }) => ({
    ...emptyLine(kind),
    text,
    quantity: kind === 'activity' ? '12' : '',
    quantityUnit: kind === 'activity' ? (indicators[0]?.unit ?? '') : '',
    indicators: kind === 'activity' ? [] : (indicators as PlanItemInput['indicators']),
  }))
}
