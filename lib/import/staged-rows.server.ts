import 'server-only'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { StagedRow } from './staged-row'

export type FoundRow = {
  rowNo: number
  texts: Record<string, string> | null
  numericFields: readonly string[]
  values: StagedRow
}

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
      {
        rowNo: row.row_no,
        texts: row.texts as Record<string, string> | null,
        numericFields: (row.numeric_fields ?? []) as unknown as string[],
        values: row,
      },
    ]),
  )
}

/** Rows that share a number or look like the same person as any of these; they themselves included. */
export async function relatedRows(context: Context, runId: string, rowNos: readonly number[]): Promise<number[]> {
  const rows = await transactRaw(
    context,
    async (tx) => tx<{ row_no: number }[]>`
    with mine as (select * from import_rows where run_id = ${runId} and row_no = any(${[...rowNos]}::int[]))
    select distinct r.row_no from import_rows r join mine m on m.run_id = r.run_id and (
      r.nip = m.nip or r.nik = m.nik or r.old_nip = m.old_nip or r.card_number = m.card_number
      or (r.name_key = m.name_key and r.born_on = m.born_on))
    order by 1`,
  )
  return rows.map((row) => row.row_no)
}
