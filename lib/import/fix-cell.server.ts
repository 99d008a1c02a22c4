import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importProblems, importRows, importRuns, importUnits } from '@/db/schema/import'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { loadRegisterBasis } from './check-basis.server'
import { checkRegister } from './check-register.server'
import { basisOf, textsOf } from './check-run.server'
import { DuplicateIndex, groupProblems } from './employee-duplicates'
import { type CheckBasis, checkEmployeeRow } from './employee-row'
import { keepFix } from './fixes.server'
import { listProblems } from './problem-list.server'
import type { ImportCounts, ImportRun } from './run'
import { countRun } from './run-counts.server'
import { getRun, lockRun } from './run-store.server'
import { addProblems, stagedLine, stageRows } from './stage.server'
import { fieldTexts } from './staged-row'
import { type FoundRow, relatedRows, stagedRows } from './staged-rows.server'

export type CellFix = { id: string; row: number; column: string; value: string }

/**
 * Puts another value into one cell of a checked file and checks that row again, with every row that it looked like or
 * looks like now. The value stays when the file is checked again. Answers how many errors the row still has. Refuses with wrong_state or not_found.
 */
export async function fixCell(context: Context, fix: CellFix): Promise<{ errors: number }> {
  const run = await getRun(context, fix.id)
  if (run.status !== 'checked') throw new Refusal('wrong_state', { state: run.status, event: 'fix' })
  const basis = await basisFor(context, run)
  if (basis.mapping[fix.column] === undefined) throw new Refusal('not_found')

  const before = await relatedRows(context, run.id, [fix.row])
  const edited = (await stagedRows(context, run.id, [fix.row])).get(fix.row)
  if (!edited) throw new Refusal('not_found')
  await keep(context, run, fix, textsIn(edited)[fix.column] ?? '')
  await recheck(context, run, basis, [
    {
      row: fix.row,
      texts: { ...textsIn(edited), [fix.column]: fix.value },
      numericFields: edited.numericFields.filter((field) => field !== fix.column),
    },
  ])
  const after = await relatedRows(context, run.id, [fix.row])

  const others = [...new Set([...before, ...after])].filter((row) => row !== fix.row)
  const staged = await stagedRows(context, run.id, others)
  await recheck(
    context,
    run,
    basis,
    [...staged.values()].map((row) => ({ row: row.rowNo, texts: textsIn(row), numericFields: row.numericFields })),
  )
  await regroup(context, run, [fix.row, ...others])
  await checkRegister(context, run)
  await recount(context, run)
  const left = (await listProblems(context, run.id, fix.row)).filter((found) => found.severity === 'error')
  return { errors: left.length }
}

const textsIn = (found: Pick<FoundRow, 'texts' | 'values'>) => found.texts ?? fieldTexts(found.values)

async function keep(context: Context, run: ImportRun, fix: CellFix, before: string): Promise<void> {
  const { row, column, value } = fix
  await transact(context, async (tx) => {
    const { status } = await lockRun(tx, context, run.id)
    if (status !== 'checked') throw new Refusal('wrong_state', { state: status, event: 'fix' })
    await keepFix(tx, run, fix)
    const cell = { step: 'fix', file: run.fileName, row, column }
    const subject = { agencyId: run.agencyId, subjectId: run.id }
    await recordAudit(tx, context, 'import.manage', { ...cell, value: before }, { ...cell, value }, subject)
  })
}

async function basisFor(context: Context, run: ImportRun): Promise<CheckBasis> {
  return transact(context, async (tx) => {
    const register = await loadRegisterBasis(tx, run.agencyId)
    const units = await tx.select({ code: importUnits.code }).from(importUnits).where(eq(importUnits.runId, run.id))
    for (const unit of units) register.unitCodes.add(unit.code)
    return basisOf(context, run, register)
  })
}

async function recheck(
  context: Context,
  run: ImportRun,
  basis: CheckBasis,
  rows: readonly { row: number; texts: Record<string, string>; numericFields: readonly string[] }[],
): Promise<void> {
  if (rows.length === 0) return
  const fields = basis.columns.map((column) => column.code)
  const mapping = Object.fromEntries(fields.map((field, index) => [field, index]))
  const checked = rows.map(({ row, texts, numericFields }) => {
    const cells = fields.map((field) => texts[field] ?? '')
    const numeric = numericFields.map((field) => fields.indexOf(field))
    return stagedLine({
      ...checkEmployeeRow({ rowNumber: row, texts: cells, numeric }, { ...basis, mapping }),
      texts: textsOf(basis, (field) => texts[field] ?? ''),
      numericFields,
    })
  })
  const numbers = rows.map(({ row }) => row)
  await transact(context, async (tx) => {
    const { status } = await lockRun(tx, context, run.id)
    if (status !== 'checked') throw new Refusal('wrong_state', { state: status, event: 'fix' })
    for (const table of [importProblems, importRows]) {
      await tx.delete(table).where(and(eq(table.runId, run.id), inArray(table.rowNo, numbers)))
    }
  })
  await stageRows(context, run, checked, run.doneRows)
}

/** Finds the groups of these rows anew; a group is complete because everybody who shares a key with them is read. */
async function regroup(context: Context, run: ImportRun, rows: readonly number[]): Promise<void> {
  const all = [...new Set([...rows, ...(await relatedRows(context, run.id, rows))])]
  const staged = await stagedRows(context, run.id, all)
  const index = new DuplicateIndex()
  for (const { rowNo, values } of [...staged.values()].sort((one, other) => one.rowNo - other.rowNo)) {
    const sound = Object.fromEntries(Object.entries(fieldTexts(values)))
    index.add(rowNo, { ...sound, tgl_lahir: String(values.born_on ?? '') })
  }
  const mine = new Set(rows)
  const groups = index.groups().filter((group) => group.rows.some((row) => mine.has(row)))
  await transact(context, async (tx) => {
    for (const { code, key } of groups) {
      await tx
        .delete(importProblems)
        .where(
          and(
            eq(importProblems.runId, run.id),
            eq(importProblems.code, code),
            sql`${importProblems.facts} ->> 'group' = ${key}`,
          ),
        )
    }
  })
  const rawAt = (row: number, column: string) => {
    const found = staged.get(row)
    return found ? (textsIn(found)[column] ?? '') : ''
  }
  await addProblems(
    context,
    run,
    groups.flatMap((group) => groupProblems(group, rawAt)),
  )
}

async function recount(context: Context, run: ImportRun): Promise<void> {
  const file = run.counts as ImportCounts
  const counts = await countRun(context, run, file)
  await transact(context, async (tx) => {
    await tx.update(importRuns).set({ counts }).where(eq(importRuns.id, run.id))
  })
}
