import 'server-only'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { StagedRow } from './staged-row'

export type FoundRow = { rowNo: number; texts: Record<string, string> | null; values: StagedRow }

/** Staged rows of a run by row number, dates as `YYYY-MM-DD`. */
export async function stagedRows(
  context: Context,
  runId: string,
  rowNos: readonly number[],
): Promise<Map<number, FoundRow>> {
  const rows = await transactRaw(
    context,
    async (tx) => tx<{ row: StagedRow & { row_no: number } }[]>`
    select to_jsonb(r) as row from import_rows r where r.run_id = ${runId} and r.row_no = any(${[...rowNos]}::int[])`,
  )
  return new Map(
    rows.map(({ row }) => [
      row.row_no,
      { rowNo: row.row_no, texts: row.texts as Record<string, string> | null, values: row },
    ]),
  )
}
