import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importRuns } from '@/db/schema/import'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { move } from '@/lib/workflow'
import { baseColumns, historyFeeds } from './changes.server'
import { recordPeople } from './people-audit.server'
import { type ImportRun, importFlow, isUndoable, UNDO_HOURS } from './run'
import { lockRun } from './run-store.server'

/** How many people went back to what they were, and how many have changed since and stay. */
export type UndoResult = { undone: number; kept: number }

/**
 * Takes an applied import back within 24 hours, for everybody whose data nobody has touched since: people it created
 * go, people it changed get rows that restore what was replaced. Refuses with wrong_state or import.undo_too_late.
 */
export async function undoRun(context: Context, runId: string): Promise<UndoResult> {
  return transact(context, async (tx) => {
    const run = await lockRun(tx, context, runId)
    const status = move(importFlow, run.status, 'undo')
    if (!isUndoable(run, context.now)) throw new Refusal('import.undo_too_late', { hours: UNDO_HOURS })

    const [people] = await tx.execute<{ n: number }>(sql`select undo_import_people(${runId}) as n`)
    await tx.execute(sql`select set_config('satya.refresh', 'later', true)`)
    const [untouched] = await tx.execute<{ ids: string[] | null }>(unchangedSince(run))
    const ids = untouched?.ids ?? []
    for (const table of new Set(historyFeeds.map((feed) => feed.table))) {
      await tx.execute(restoreHistory(run, table, context.actor.accountId, ids))
    }
    await tx.execute(restoreEmployees(run, ids))
    await tx.execute(sql`select refresh_employees(${uuids(ids)})`)

    const [left] = await tx.execute<{ n: number }>(sql`
      select count(*)::int as n from import_rows r join employees e on e.id = r.employee_id
      where r.run_id = ${runId} and r.resolution in ('new', 'updated') and not (e.id = any(${uuids(ids)}))`)
    const result = { undone: Number(people?.n ?? 0) + ids.length, kept: left?.n ?? 0 }
    await recordPeople(tx, context, run, 'undo', whoWentBack(ids))
    await tx.update(importRuns).set({ status, undoneAt: context.now }).where(eq(importRuns.id, runId))
    await recordAudit(
      tx,
      context,
      'import.manage',
      null,
      { step: 'undo', file: run.fileName, ...result },
      {
        agencyId: run.agencyId,
        subjectId: runId,
      },
    )
    return result
  })
}

/** Staged rows of people who went with the import or are again what they were. */
function whoWentBack(ids: readonly string[]): SQL {
  return sql`(r.employee_id = any(${uuids(ids)})
    or (r.resolution = 'new' and not exists (select from employees e where e.id = r.employee_id)))`
}

function uuids(ids: readonly string[]): SQL {
  return sql`${`{${ids.join(',')}}`}::uuid[]`
}

/** People whom the run changed and whose record and histories nobody has written since. */
function unchangedSince({ id }: ImportRun): SQL {
  const at = sql`(select r.applied_at from import_runs r where r.id = ${id})`
  const later = ALL_HISTORIES.map(
    (table) =>
      sql`and not exists (select from ${sql.identifier(table)} h where h.employee_id = e.id and h.recorded_at > ${at})`,
  )
  return sql`
    select array_agg(e.id) as ids from import_changes c join employees e on e.id = c.employee_id
    where c.run_id = ${id} and e.updated_at <= ${at} ${sql.join(later, sql` `)}`
}

const ALL_HISTORIES = [
  'rank_history',
  'position_history',
  'education_history',
  'training_history',
  'family_history',
  'appointment_history',
  'service_time_history',
  'credit_point_history',
  'performance_history',
  'discipline_history',
  'award_history',
  'leave_history',
]

/** A row that the run added is replaced by what stood there before, or taken away when nothing did. */
function restoreHistory(run: ImportRun, table: string, accountId: string | null, ids: readonly string[]): SQL {
  const columns = [
    ...new Set(historyFeeds.filter((feed) => feed.table === table).flatMap((feed) => Object.keys(feed.values))),
    'decree_by',
  ]
  const unique = [...new Set(columns)]
  const restored = unique.map((column) => `coalesce(o.${column}, case when o.id is null then h.${column} end)`)
  return sql`
    insert into ${sql.identifier(table)} (employee_id, source, source_id, recorded_by, replaces_id, is_void, reason,
      ${sql.raw(unique.join(', '))})
    select h.employee_id, 'import', ${run.id}::text, ${accountId}::uuid, h.id, o.id is null,
      ${`Pembatalan impor ${run.fileName}`}, ${sql.raw(restored.join(', '))}
    from ${sql.identifier(table)} h
    left join ${sql.identifier(table)} o on o.id = h.replaces_id
    where h.source_id = ${run.id} and h.employee_id = any(${uuids(ids)})`
}

function restoreEmployees({ id }: ImportRun, ids: readonly string[]): SQL {
  const set = baseColumns.map((column) => `${column} = b.${column}`).join(', ')
  return sql`
    update employees e set ${sql.raw(set)}, version = e.version + 1, updated_at = now()
    from import_changes c cross join lateral jsonb_populate_record(null::employees, c.before) b
    where c.run_id = ${id} and e.id = c.employee_id and e.id = any(${uuids(ids)})`
}
