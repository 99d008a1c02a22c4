import 'server-only'
import { eq, getTableName, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importRuns } from '@/db/schema/import'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { historyTables } from '@/lib/registry/histories.server'
import { lockStructure } from '@/lib/registry/unit-events.server'
import { move } from '@/lib/workflow'
import { entryOf } from './apply-steps.server'
import { baseColumns, historyFeeds, supplementColumns } from './changes.server'
import { goesBackBeyondEnd } from './ended-units.server'
import { recordPeople } from './people-audit.server'
import { type ImportCounts, type ImportRun, importFlow, isUndoable, UNDO_HOURS } from './run'
import { lockRun } from './run-store.server'
import { undoUnits } from './unit-changes.server'

/** How many people went back to what they were, and how many stay, changed since or their unit ended since. */
export type UndoResult = { undone: number; kept: number }

/**
 * Takes an applied import back within 24 hours, for everybody whose data nobody has touched since: people it created
 * go, people it changed get rows that restore what was replaced. Who would be put in a unit that has ended since, or get
 * back a number that somebody else has by now, stays.
 * Whoever takes it back keeps what it says of themselves: nobody changes their own data. Refuses with wrong_state or import.undo_too_late.
 */
export async function undoRun(context: Context, runId: string): Promise<UndoResult> {
  return transact(context, async (tx) => {
    const run = await lockRun(tx, context, runId)
    const status = move(importFlow, run.status, 'undo')
    if (!isUndoable(run, context.now)) throw new Refusal('import.undo_too_late', { hours: UNDO_HOURS })

    await lockStructure(tx, run.agencyId) // before people, like whoever puts one in a unit
    const [people] = await tx.execute<{ n: number }>(sql`select undo_import_people(${runId}) as n`)
    await tx.execute(sql`select set_config('satya.refresh', 'later', true)`)
    const [untouched] = await tx.execute<{ ids: string[] | null }>(unchangedSince(run, context.actor.employeeId))
    const ids = untouched?.ids ?? []
    for (const table of new Set(historyFeeds.map((feed) => feed.table))) {
      await tx.execute(restoreHistory(run, table, context.actor.accountId, ids))
    }
    await tx.execute(restoreEmployees(run, ids))
    await tx.execute(sql`select refresh_employees(${uuids(ids)})`)
    await undoUnits(tx, context, run)

    const [left] = await tx.execute<{ n: number }>(sql`
      select count(*)::int as n from import_rows r join employees e on e.id = r.employee_id
      where r.run_id = ${runId} and r.resolution in ('new', 'updated') and not (e.id = any(${uuids(ids)}))`)
    const result = { undone: Number(people?.n ?? 0) + ids.length, kept: left?.n ?? 0 }
    await recordPeople(tx, context, run, 'undo', whoWentBack(ids))
    const counts = { ...(run.counts as ImportCounts), kept: result.kept }
    await tx.update(importRuns).set({ status, counts, undoneAt: context.now }).where(eq(importRuns.id, runId))
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

/**
 * People whom the run changed, whose record, histories and papers of these nobody has written since, whose unit stands
 * and whose numbers nobody else has; never the actor. The trail says who touched papers: those that came along with a correction are recorded too.
 */
function unchangedSince({ id }: ImportRun, ownId: string | null): SQL {
  const at = sql`(select r.applied_at from import_runs r where r.id = ${id})`
  const later = histories.map(
    (table) =>
      sql`and not exists (select from ${sql.identifier(table)} h where h.employee_id = e.id and h.recorded_at > ${at})`,
  )
  return sql`
    select array_agg(e.id) as ids from import_changes c join employees e on e.id = c.employee_id
    where c.run_id = ${id} and e.id is distinct from ${ownId}::uuid and e.updated_at <= ${at} ${sql.join(later, sql` `)}
      and not exists (
        select from audit_events a where a.employee_id = e.id and a.at > ${at}
          and a.event in ('history.attach', 'history.detach', 'history.verify'))
      and e.id not in (select g.employee_id from (${sql.raw(goesBackBeyondEnd)}) g where g.run_id = ${id})
      and e.id not in (select import_held_since(${id}))`
}

const histories = Object.values(historyTables).map((table) => getTableName(table))

/** A row that the run added is replaced by the whole of what stood there before, or taken away when nothing did. */
function restoreHistory(run: ImportRun, table: string, accountId: string | null, ids: readonly string[]): SQL {
  const name = sql.identifier(table)
  const entry = entryOf(run, accountId, `Pembatalan impor ${run.fileName}`)
  return sql`
    insert into ${name}
    select made.* from ${name} h
    left join ${name} o on o.id = h.replaces_id
    cross join lateral jsonb_populate_record(null::${name}, coalesce(to_jsonb(o), to_jsonb(h)) || ${entry}
      || jsonb_build_object('replaces_id', h.id, 'is_void', o.id is null)) as made
    where h.source_id = ${run.id} and h.employee_id = any(${uuids(ids)})`
}

function restoreEmployees({ id }: ImportRun, ids: readonly string[]): SQL {
  const set = [...baseColumns, ...supplementColumns].map((column) => `${column} = b.${column}`).join(', ')
  return sql`
    update employees e set ${sql.raw(set)}, version = e.version + 1, updated_at = now()
    from import_changes c cross join lateral jsonb_populate_record(null::employees, c.before) b
    where c.run_id = ${id} and e.id = c.employee_id and e.id = any(${uuids(ids)})`
}
