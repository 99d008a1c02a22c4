import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importProblems, importRanks, importRows, importUnits } from '@/db/schema/import'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'
import { isDiskFull } from '@/lib/disk-full'
import { Refusal } from '@/lib/refusal'
import { heldTree, loadRegisterBasis, type RegisterBasis } from './check-basis.server'
import { checkRegister } from './check-register.server'
import { groupProblems } from './employee-duplicates'
import { type CheckBasis, numericFields, rawOf } from './employee-row'
import { EmployeeSheetCheck } from './employee-sheet'
import { type Fixes, withFixes } from './fixes'
import { loadFixes } from './fixes.server'
import { expectedColumns, type Header, mappingOf } from './headers'
import { openSheets } from './open-sheets.server'
import { type ImportCounts, type ImportRun, MAX_DATA_ROWS } from './run'
import { countRun } from './run-counts.server'
import { claimStep, finishStep, uploadedFile, whileAlive } from './run-store.server'
import type { Sheets } from './sheet'
import { type RankRow, rankOf, readerOf, type UnitRow, unitOf } from './side-sheets'
import { addProblems, type StagedLine, stagedLine, stageRanks, stageRows, stageUnits } from './stage.server'
import { fieldTexts } from './staged-row'
import { stagedRows } from './staged-rows.server'
import { refuseBrokenTree } from './unit-tree'

const BLOCK_ROWS = 2_500
const ROWS_AT_A_TIME = 50

/**
 * Checks the whole file of a run: reads it as a stream, puts every row into staging with what was found and what the
 * register makes of it. Begins anew each time, so a check that was killed is simply started again.
 *
 * Refuses with wrong_state or import.busy; a file that cannot be read ends the run as failed with the reason.
 */
export async function checkRun(context: Context, runId: string): Promise<void> {
  const run = await claimStep(context, runId, 'check')
  try {
    const counts = await whileAlive(context, runId, () => check(context, run))
    await finishStep(context, runId, 'report', { counts, checkedAt: new Date() })
  } catch (error) {
    const failure =
      error instanceof Refusal ? error : new Refusal(isDiskFull(error) ? 'disk_full' : 'import.step_failed')
    await finishStep(context, runId, 'fail', { failure: failure.code, failureFacts: failure.facts })
    if (!(error instanceof Refusal)) throw error
  }
}

async function check(context: Context, run: ImportRun): Promise<ImportCounts> {
  const { register, fixes } = await transact(context, async (tx) => {
    for (const table of [importProblems, importRows, importUnits, importRanks]) {
      await tx.delete(table).where(eq(table.runId, run.id))
    }
    return { register: await loadRegisterBasis(tx, run.agencyId), fixes: await loadFixes(tx, run.id) }
  })
  const sheets = await openSheets(uploadedFile(run.id))
  try {
    await readUnits(context, run, sheets, register)
    const sheet = await readEmployees(context, run, sheets, register, fixes)
    const ranks = await readRanks(context, run, sheets)
    await checkRegister(context, run)
    return await countRun(context, run, { ...sheet, ...ranks })
  } finally {
    sheets.close()
  }
}

async function readEmployees(context: Context, run: ImportRun, sheets: Sheets, register: RegisterBasis, fixes: Fixes) {
  const basis = basisOf(context, run, register)
  const firstDataRow = run.firstDataRow ?? 2
  const check = new EmployeeSheetCheck(basis, firstDataRow)
  const staging = new Staging(context, run)
  try {
    let block: StagedLine[] = []
    for await (const rows of sheets.rows(run.sheetName ?? '')) {
      for (const written of rows) {
        if (written.rowNumber < firstDataRow) continue
        const row = withFixes(written, fixes, basis.mapping)
        const checked = check.read(row)
        if (!checked) continue
        if (check.counts.dataRows > MAX_DATA_ROWS) throw new Refusal('import.too_many_rows', { most: MAX_DATA_ROWS })
        const texts = checked.problems.length > 0 ? textsOf(basis, (field) => rawOf(row, basis.mapping, field)) : null
        block.push(stagedLine({ ...checked, texts, numericFields: numericFields(row, basis.mapping) }))
        if (block.length % ROWS_AT_A_TIME === 0) await setImmediate() // lets the block before go on
      }
      if (block.length >= BLOCK_ROWS) {
        await staging.take(block, check.counts.dataRows)
        block = []
      }
    }
    if (check.counts.dataRows === 0) throw new Refusal('import.no_rows')
    await staging.take(block, check.counts.dataRows)
  } finally {
    await staging.end()
  }
  await addGroups(context, run, check)
  return check.counts
}

/** Puts blocks into staging, one at a time, while the next is read and checked. */
class Staging {
  #last: Promise<void> = Promise.resolve()

  constructor(
    private readonly context: Context,
    private readonly run: ImportRun,
  ) {}

  /** Waits for the block before this one. */
  async take(block: readonly StagedLine[], doneRows: number): Promise<void> {
    await this.#last
    this.#last = stageRows(this.context, this.run, block, doneRows)
    this.#last.catch(() => {}) // thrown where it is waited for
  }

  end(): Promise<void> {
    return this.#last
  }
}

/** What the rows of a run are checked against. Refuses with import.column_missing. */
export function basisOf({ now }: Context, run: ImportRun, register: RegisterBasis): CheckBasis {
  const mapping = mappingOf(run.headers as Header[])
  const dataOn = run.dataOn ?? ''
  const columns = expectedColumns(mapping, dataOn)
  const missing = columns.find((column) => column.isRequired && mapping[column.code] === undefined)
  if (missing) throw new Refusal('import.column_missing', { column: missing.label })
  const today = civilDateIn('Asia/Jakarta', now)
  return { columns, mapping, dataOn, today, isUntyped: run.sheetName === '', ...register }
}

export function textsOf(basis: CheckBasis, textOf: (field: string) => string): Record<string, string> {
  return Object.fromEntries(basis.columns.map(({ code }) => [code, textOf(code)]))
}

const GROUPS_AT_ONCE = 1_000

async function addGroups(context: Context, run: ImportRun, check: EmployeeSheetCheck): Promise<void> {
  const groups = check.groups()
  for (let from = 0; from < groups.length; from += GROUPS_AT_ONCE) {
    const some = groups.slice(from, from + GROUPS_AT_ONCE)
    const staged = await stagedRows(
      context,
      run.id,
      some.flatMap((group) => group.rows),
    )
    const rawAt = (row: number, column: string) => {
      const found = staged.get(row)
      return found ? ((found.texts ?? fieldTexts(found.values))[column] ?? '') : ''
    }
    await addProblems(
      context,
      run,
      some.flatMap((group) => groupProblems(group, rawAt)),
    )
  }
}

/** The sheet `unor`, where the file has one, names units that the register may not know yet. */
async function readUnits(context: Context, run: ImportRun, sheets: Sheets, register: RegisterBasis): Promise<void> {
  const units = await readSide<UnitRow>(sheets, 'unor', unitOf)
  for (const unit of units.found) register.unitCodes.add(unit.code)
  const { above, ended } = await transact(context, (tx) => heldTree(tx, run.agencyId))
  refuseBrokenTree(units.found, above, ended)
  await stageUnits(context, run, units.found)
}

async function readRanks(context: Context, run: ImportRun, sheets: Sheets) {
  const ranks = await readSide<RankRow>(sheets, 'riwayat_golongan', rankOf)
  for (let from = 0; from < ranks.found.length; from += BLOCK_ROWS * 4) {
    await stageRanks(context, run, ranks.found.slice(from, from + BLOCK_ROWS * 4))
  }
  return { rankRows: ranks.found.length + ranks.unread }
}

async function readSide<T>(
  sheets: Sheets,
  name: string,
  read: (row: Parameters<typeof unitOf>[0], cell: ReturnType<typeof readerOf>) => T | undefined,
): Promise<{ found: T[]; unread: number }> {
  const found: T[] = []
  let unread = 0
  let cell: ReturnType<typeof readerOf> | undefined
  if (!sheets.names.includes(name)) return { found, unread }
  for await (const rows of sheets.rows(name)) {
    for (const row of rows) {
      if (!cell) cell = readerOf(row)
      else if (row.rowNumber > 2 && row.texts.some((text) => text.trim() !== '')) {
        const value = read(row, cell)
        if (value) found.push(value)
        else unread += 1
      }
      if (found.length > MAX_DATA_ROWS * 10) throw new Refusal('import.too_many_rows', { most: MAX_DATA_ROWS * 10 })
    }
  }
  return { found, unread }
}
