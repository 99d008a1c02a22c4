import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { isUniqueViolation } from '@/db/postgres-error.server'
import { importRuns, importUnits } from '@/db/schema/import'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { isDiskFull } from '@/lib/disk-full'
import { Refusal } from '@/lib/refusal'
import { lockStructure } from '@/lib/registry/unit-events.server'
import { move } from '@/lib/workflow'
import { addMissingPositions } from './apply-register.server'
import { applySteps } from './apply-steps.server'
import { heldTree } from './check-basis.server'
import { backBeyondEnd, heldBeyondEnd } from './ended-units.server'
import { recordPeople } from './people-audit.server'
import { forbiddenChanges } from './protected-data.server'
import { type ImportCounts, type ImportMode, type ImportRun, importFlow } from './run'
import { claimStep, finishStep, lockRun, reportProgress, whileAlive } from './run-store.server'
import { applyUnits } from './unit-changes.server'
import { refuseBrokenTree } from './unit-tree'

/**
 * Writes the checked rows of a run to the register, all in one transaction: after a kill either everything is there
 * or nothing, and the step is started again. Answers whether it stands; when not, the run says why.
 *
 * Refuses with wrong_state, import.busy, import.rows_with_errors, import.nothing_to_apply, and with
 * import.check_again when the register has changed under the check.
 */
export async function applyRun(context: Context, runId: string, mode: ImportMode): Promise<boolean> {
  const run = await claimApply(context, runId, mode)
  try {
    await whileAlive(context, runId, () => transact(context, (tx) => apply(tx, context, run)))
    return true
  } catch (error) {
    const failure = refusalOf(error)
    await finishStep(context, runId, 'fail', { failure: failure.code, failureFacts: failure.facts })
    if (!(error instanceof Refusal) && failure.code === 'import.step_failed') throw error
    return false
  }
}

/**
 * After many rows at once the planner's idea of the tables is old. Nobody has to wait for it: what was applied stands, and
 * PostgreSQL would count anew by itself within minutes.
 */
export async function countAnew(context: Context): Promise<void> {
  const count = (part: 'people' | 'histories') =>
    transact(context, (tx) => tx.execute(sql`select analyze_imported(${part})`))
  await Promise.all([count('people'), count('histories')])
}

async function claimApply(context: Context, runId: string, mode: ImportMode): Promise<ImportRun> {
  await transact(context, async (tx) => {
    const { counts } = await lockRun(tx, context, runId)
    const found = counts as ImportCounts | null
    if (!found) return
    if (mode === 'all_or_nothing' && found.errorRows > 0) {
      throw new Refusal('import.rows_with_errors', { count: found.errorRows })
    }
    if (found.newRows + found.updatedRows + found.newUnits + found.changedUnits === 0)
      throw new Refusal('import.nothing_to_apply')
  })
  return claimStep(context, runId, 'apply', { mode }).catch((error) => {
    throw isUniqueViolation(error) ? new Refusal('import.busy') : error
  })
}

async function apply(tx: Tx, context: Context, run: ImportRun): Promise<void> {
  await lockStructure(tx, run.agencyId)
  await refuseWhenChanged(tx, run)
  await refuseChangedTree(tx, run)
  await tx.execute(sql`select set_config('satya.refresh', 'later', true)`)
  await applyUnits(tx, context, run)
  await addMissingPositions(tx, run)
  const steps = applySteps(run, context.actor.accountId)
  for (const [done, step] of steps.entries()) {
    await tx.execute(step)
    await reportProgress(context, run.id, done + 1, steps.length)
  }
  await recordPeople(tx, context, run, 'apply', sql`r.resolution in ('new', 'updated')`)
  const counts = run.counts as ImportCounts
  const status = move(importFlow, run.status, 'finish')
  const after = { status, appliedAt: sql`now()`, workerAt: null }
  await tx.update(importRuns).set(after).where(eq(importRuns.id, run.id))
  await recordAudit(
    tx,
    context,
    'import.manage',
    null,
    { step: 'apply', file: run.fileName, hash: run.fileHash, mode: run.mode, ...counts },
    {
      agencyId: run.agencyId,
      subjectId: run.id,
    },
  )
}

/**
 * The register may have moved since the check: somebody new holds a NIP, somebody left, is out of service or was
 * merged, a decree was signed, a unit was ended. And what one officer checked may be about the other who applies it.
 */
async function refuseWhenChanged(tx: Tx, run: ImportRun): Promise<void> {
  const [found] = await tx.execute<{ stale: number; staged: number }>(sql`
    select
      (select count(*) from import_rows r where r.run_id = ${run.id} and r.resolution = 'new'
        and exists (select from employees e where e.nip = r.nip))
      + (select count(*) from import_rows r where r.run_id = ${run.id} and r.resolution in ('updated', 'same')
        and not exists (select from employees e where e.id = r.employee_id and e.agency_id = r.agency_id
          and e.merged_into_id is null))
      + (select count(*) from import_conflicts(${run.id}) c
        join import_rows r on r.run_id = ${run.id} and r.row_no = c.row_no and r.resolution <> 'error')
      + (select count(*) from (${sql.raw(forbiddenChanges)}) f where f.run_id = ${run.id})
      + (select count(*) from (${sql.raw(heldBeyondEnd)}) h where h.run_id = ${run.id})
      + (select count(*) from (${sql.raw(backBeyondEnd)}) b where b.run_id = ${run.id}) as stale,
      (select count(*) from import_rows r where r.run_id = ${run.id}) as staged`)
  const counts = run.counts as ImportCounts
  if (Number(found?.stale) > 0 || Number(found?.staged) !== counts.dataRows) throw new Refusal('import.check_again')
}

/** The sheet of units made a tree when it was checked; the agency's units may stand elsewhere now. */
async function refuseChangedTree(tx: Tx, run: ImportRun): Promise<void> {
  const { rowNo, code, parentCode } = importUnits
  const staged = await tx.select({ rowNo, code, parentCode }).from(importUnits).where(eq(importUnits.runId, run.id))
  const rows = staged.map((unit) => ({ ...unit, parentCode: unit.parentCode ?? '' }))
  const { above, ended } = await heldTree(tx, run.agencyId)
  refuseBrokenTree(rows, above, ended)
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (isDiskFull(error)) return new Refusal('disk_full')
  // somebody else wrote the same number in between
  return isUniqueViolation(error) ? new Refusal('import.check_again') : new Refusal('import.step_failed')
}
