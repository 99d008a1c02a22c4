import 'server-only'
import type postgres from 'postgres'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { sameAsRegister } from './changes.server'
import { CopyWriter, copyLine } from './copy.server'
import { columnOf } from './employee-columns'
import type { CheckedRow } from './employee-row'
import { isError, type Problem } from './problem'
import type { ImportRun } from './run'
import type { RankRow, UnitRow } from './side-sheets'
import { stagedColumns, stagedValues } from './staged-row'

/** A checked row; where something was found its cells as written, and which of them held numbers. */
export type RowToStage = CheckedRow & { texts: Record<string, string> | null; numericFields: readonly string[] }

/** A row as it goes to the database: many wait for their block, and a text weighs a tenth of the values in it. */
export type StagedLine = { line: string; problems: readonly Problem[] }

export function stagedLine({ rowNumber, values, problems, texts, numericFields }: RowToStage): StagedLine {
  const line = copyLine([
    String(rowNumber),
    texts ? JSON.stringify(texts) : '',
    texts && numericFields.length > 0 ? `{${numericFields}}` : '',
    ...stagedValues(values),
  ])
  return { line, problems }
}

type Run = Pick<ImportRun, 'id' | 'agencyId'>

const rowColumns = ['row_no', 'texts', 'numeric_fields', ...stagedColumns]

/**
 * Puts one block of rows into staging, with what the register makes of each: new, updated, same, or kept out by an
 * error.
 */
export async function stageRows(
  context: Context,
  run: Run,
  rows: readonly StagedLine[],
  doneRows: number,
): Promise<void> {
  await transactRaw(context, async (tx) => {
    const lines = rows.map(({ line }) => line)
    await copyBlock(tx, 'import_block', 'import_rows', rowColumns, lines)
    const problems = rows.flatMap((row) => row.problems)
    if (problems.length > 0) await stageProblems(tx, run, problems)
    await tx.unsafe('analyze import_block (nip)')
    const columns = rowColumns.map((column) => `s.${column}`).join(', ')
    await tx.unsafe(
      `insert into import_rows (run_id, agency_id, ${rowColumns.join(', ')}, employee_id, resolution)
       select $1, $2, ${columns},
         case when s.row_no = any($3::int[]) then null else coalesce(e.id, next_id()) end,
         (case when s.row_no = any($3::int[]) then 'error' when e.id is null then 'new' when ${sameAsRegister} then 'same' else 'updated' end)::import_resolution
       from import_block s
       left join employees e on e.nip = s.nip and e.agency_id = $2`,
      [run.id, run.agencyId, problems.filter(isError).map(({ row }) => row)],
    )
    await tx`update import_runs set done_rows = ${doneRows}, worker_at = now() where id = ${run.id}`
  })
}

const problemColumns = ['row_no', '"column"', 'column_group', 'code', 'is_error', 'value', 'facts', 'suggestion']

async function stageProblems(tx: postgres.TransactionSql, run: Run, problems: readonly Problem[]): Promise<void> {
  const lines = problems.map(problemValues).map(copyLine)
  await copyBlock(tx, 'problem_block', 'import_problems', problemColumns, lines)
  await tx.unsafe(
    `insert into import_problems (run_id, agency_id, ${problemColumns.join(', ')})
     select $1, $2, row_no, "column", column_group, code, is_error, coalesce(value, ''), facts, suggestion from problem_block
     on conflict do nothing`,
    [run.id, run.agencyId],
  )
}

function problemValues(found: Problem): string[] {
  const group = columnOf(found.column)?.group ?? 'other'
  return [
    String(found.row),
    found.column,
    group,
    found.code,
    isError(found) ? 't' : 'f',
    found.value,
    JSON.stringify(found.facts),
    found.suggestion ?? '',
  ]
}

/** Adds problems found after the rows themselves: rows with an error leave the import. */
export async function addProblems(context: Context, run: Run, problems: readonly Problem[]): Promise<void> {
  if (problems.length === 0) return
  await transactRaw(context, async (tx) => {
    await stageProblems(tx, run, problems)
    await markErrors(tx, run)
  })
}

/**
 * Rows with an error among their problems are kept out. In two steps: nobody knows yet how many problems a new run has,
 * and a join that expects few would look through all of them for each row.
 */
export async function markErrors(tx: postgres.TransactionSql, run: Run): Promise<void> {
  const faulty = await tx<{ row_no: number }[]>`
    select distinct row_no from import_problems where run_id = ${run.id} and is_error`
  await tx`
    update import_rows set resolution = 'error'
    where run_id = ${run.id} and resolution <> 'error' and row_no = any(${faulty.map(({ row_no }) => row_no)}::int[])`
}

export async function stageUnits(context: Context, run: Run, rows: readonly UnitRow[]): Promise<void> {
  await transactRaw(context, async (tx) => {
    for (const unit of rows) {
      await tx`
        insert into import_units (run_id, agency_id, row_no, code, name, parent_code, head_echelon, head_title)
        values (${run.id}, ${run.agencyId}, ${unit.rowNo}, ${unit.code}, ${unit.name}, nullif(${unit.parentCode}, ''),
          nullif(${unit.headEchelon}, ''), nullif(${unit.headTitle}, ''))
        on conflict do nothing`
    }
  })
}

const rankColumns = ['row_no', 'nip', 'rank', 'effective_on', 'service_months', 'decree_number', 'decree_on']

export async function stageRanks(context: Context, run: Run, rows: readonly RankRow[]): Promise<void> {
  await transactRaw(context, async (tx) => {
    const lines = rows.map((row) =>
      copyLine([
        String(row.rowNo),
        row.nip,
        row.rank,
        row.effectiveOn,
        String(row.serviceMonths),
        row.decreeNumber,
        row.decreeOn,
      ]),
    )
    await copyBlock(tx, 'rank_block', 'import_ranks', rankColumns, lines)
    await tx.unsafe(
      `insert into import_ranks (run_id, agency_id, ${rankColumns.join(', ')})
       select $1, $2, ${rankColumns.join(', ')} from rank_block`,
      [run.id, run.agencyId],
    )
    await tx`update import_runs set worker_at = now() where id = ${run.id}`
  })
}

/** COPY cannot write to a table with row-level security, so it goes through one of the transaction with its columns. */
async function copyBlock(
  tx: postgres.TransactionSql,
  block: string,
  table: string,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const names = columns.join(', ')
  await tx.unsafe(`create temp table ${block} on commit drop as select ${names} from ${table} with no data`)
  const stream = await tx.unsafe(`copy ${block} (${names}) from stdin`).writable()
  const writer = new CopyWriter(stream)
  for (const line of lines) await writer.line(line)
  await writer.end()
}
