import { MEASURED_STEPS, OUTCOMES } from '@/lib/wbs/closure'
import { AGENCY_KINDS } from '@/lib/wbs/conclusion'
import { provenPercent, type QuarterFigures } from '@/lib/wbs/figures'
import { CATEGORIES } from '@/lib/wbs/report-content'
import type { Shown } from '@/lib/wbs/suppression'

/** What a cell counts: reports, days, or a share in percent. */
type Unit = 'reports' | 'days' | 'percent'
type Line<Name extends string> = { name: Name; value: Shown; unit: Unit }

/** What stands above the tables of a quarter, in its order. */
export function totalsOf(figures: QuarterFigures): Line<'received' | 'concluded' | 'provenShare' | 'unreadable'>[] {
  const { received, concluded, unreadable = null, results } = figures
  return [
    { name: 'received', value: received, unit: 'reports' },
    { name: 'concluded', value: concluded, unit: 'reports' },
    { name: 'provenShare', value: provenPercent(results), unit: 'percent' },
    { name: 'unreadable', value: unreadable, unit: 'reports' },
  ]
}

const TABLES = {
  results: OUTCOMES,
  agencies: AGENCY_KINDS,
  days: MEASURED_STEPS,
  categories: CATEGORIES,
  correctiveActions: ['yes', 'no'],
  retaliation: ['yes', 'no'],
} as const
export type TableName = keyof typeof TABLES

/** The tables of a quarter, in the order they are shown in; `name` is the key of the words of table and line. */
export function tablesOf(figures: QuarterFigures): { name: TableName; lines: Line<string>[] }[] {
  return (Object.keys(TABLES) as TableName[]).map((table) => {
    const cells: Record<string, Shown> = figures[table]
    const unit: Unit = table === 'days' ? 'days' : 'reports'
    return { name: table, lines: TABLES[table].map((name) => ({ name, value: cells[name] ?? null, unit })) }
  })
}
