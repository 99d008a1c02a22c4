import 'server-only'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { ImportCounts, ImportRun } from './run'
import { changedUnits } from './unit-changes.server'

/** What the reading of the file counted; the rest is counted in staging. */
export type FileCounts = { dataRows: number; blankRows: number; rankRows: number }

/** The counts of a check as its screen shows them, taken from the rows that its lists show. */
export async function countRun(
  context: Context,
  run: Pick<ImportRun, 'id' | 'agencyId'>,
  { dataRows, blankRows, rankRows }: FileCounts,
): Promise<ImportCounts> {
  return transactRaw(context, async (tx) => {
    const rows = await tx<{ resolution: string; n: number }[]>`
      select resolution::text, count(*)::int as n from import_rows where run_id = ${run.id} group by 1`
    const groups = await tx<{ name: string; n: number }[]>`
      select column_group as name, count(distinct row_no)::int as n from import_problems
      where run_id = ${run.id} and is_error group by 1`
    const codes = await tx<{ name: string; n: number }[]>`
      select code as name, count(distinct row_no)::int as n from import_problems where run_id = ${run.id} group by 1`
    const [single] = await tx<{ warnings: number; fixes: number; units: number; changed: number; ranks: number }[]>`
      select
        (select count(distinct row_no)::int from import_problems where run_id = ${run.id} and not is_error) as warnings,
        (select count(*)::int from import_fixes where run_id = ${run.id}) as fixes,
        (select count(*)::int from import_units i where i.run_id = ${run.id}
          and not exists (select from units u where u.agency_id = i.agency_id and u.code = i.code)) as units,
        (select count(*)::int from (${tx.unsafe(changedUnits)}) c where c.run_id = ${run.id}) as changed,
        (select count(*)::int from import_ranks s where s.run_id = ${run.id} and exists (
          select from import_rows r where r.run_id = s.run_id and r.nip = s.nip and r.resolution <> 'error')) as ranks`
    const of = (resolution: string) => rows.find((row) => row.resolution === resolution)?.n ?? 0
    return {
      dataRows,
      blankRows,
      newRows: of('new'),
      updatedRows: of('updated'),
      sameRows: of('same'),
      errorRows: of('error'),
      warningRows: single?.warnings ?? 0,
      fixedCells: single?.fixes ?? 0,
      errorsByGroup: Object.fromEntries(groups.map(({ name, n }) => [name, n])),
      problemsByCode: Object.fromEntries(codes.map(({ name, n }) => [name, n])),
      newUnits: single?.units ?? 0,
      changedUnits: single?.changed ?? 0,
      rankRows,
      rankRowsLeftOut: rankRows - (single?.ranks ?? 0),
    }
  })
}
