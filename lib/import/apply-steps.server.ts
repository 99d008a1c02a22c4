import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { baseColumns, differs, type HistoryFeed, historyFeeds, rankSheetFeed, replaced } from './changes.server'
import type { ImportCounts, ImportRun } from './run'

/**
 * The statements that carry the staged rows of a run into the register, in order. Each writes all rows at once.
 *
 * People who are new have no history to compare with, so the database writes theirs without looking, after it has
 * asked once whose run it is; for the others only what differs is added, as a row that replaces the old one and says
 * which import it came from.
 */
export function applySteps(run: ImportRun, accountId: string | null): SQL[] {
  const { newRows, updatedRows } = run.counts as ImportCounts
  return [
    ...(updatedRows > 0 ? [keepBefore(run), updateEmployees(run)] : []),
    ...(newRows > 0 ? [sql`select import_new_people(${run.id})`, sql`select analyze_grown(${newRows})`] : []),
    planAnew,
    ...(newRows > 0 ? historyTables.map((table) => sql`select import_new_history(${run.id}, ${table})`) : []),
    ...(updatedRows > 0 ? historyFeeds.map((feed) => addHistory(run, accountId, feed)) : []),
    ...(updatedRows > 0 ? [addSheetRanks(run, accountId)] : []),
    planAnew,
    refresh(run),
  ]
}

const historyTables = [...new Set(historyFeeds.map((feed) => feed.table))]

/**
 * A connection keeps its plans, also those of foreign keys and functions. One made while a table was small reads it
 * from end to end for every row, which takes minutes once many rows have come.
 */
const planAnew = sql`discard plans`

function keepBefore({ id }: ImportRun): SQL {
  return sql`
    insert into import_changes (run_id, agency_id, employee_id, before)
    select s.run_id, s.agency_id, e.id, to_jsonb(e)
    from import_rows s join employees e on e.id = s.employee_id
    where s.run_id = ${id} and s.resolution = 'updated'
    on conflict do nothing`
}

function updateEmployees({ id }: ImportRun): SQL {
  const set = baseColumns.map((column) => `${column} = coalesce(s.${column}, e.${column})`).join(', ')
  const differ = baseColumns.map((column) => `(s.${column} is not null and e.${column} is distinct from s.${column})`)
  return sql`
    update employees e set ${sql.raw(set)}, version = e.version + 1, updated_at = now()
    from import_rows s
    where s.run_id = ${id} and s.resolution = 'updated' and e.id = s.employee_id and (${sql.raw(differ.join(' or '))})`
}

function addHistory(run: ImportRun, accountId: string | null, feed: HistoryFeed): SQL {
  return sql`
    ${head(run, accountId, feed, 's.employee_id')}
    from import_rows s cross join (select ${run.dataOn}::date as data_on) run
    ${sql.raw(`${employeeOf('s')} ${feed.join}`)}
    where s.run_id = ${run.id} and s.resolution = 'updated' and ${sql.raw(differs(feed))}`
}

/** Older decrees of people who are applied; the decree of the row itself is there already. */
function addSheetRanks(run: ImportRun, accountId: string | null): SQL {
  return sql`
    ${head(run, accountId, rankSheetFeed, 'r.employee_id')}
    from import_ranks s
    join import_rows r on r.run_id = s.run_id and r.nip = s.nip and r.resolution = 'updated'
    ${sql.raw(employeeOf('r'))}
    where s.run_id = ${run.id} and ${sql.raw(differs(rankSheetFeed))}`
}

/** Looks the employee of each staged row up by key, whatever the planner thinks of tables that have just grown. */
const employeeOf = (row: string) =>
  `cross join lateral (select * from employees where id = ${row}.employee_id offset 0) e`

function head(run: ImportRun, accountId: string | null, feed: HistoryFeed, employee: string): SQL {
  const columns = Object.keys(feed.values).join(', ')
  const values = Object.values(feed.values).join(', ')
  const old = sql.raw(replaced(feed))
  return sql`
    insert into ${sql.raw(feed.table)} (employee_id, source, source_id, recorded_by, replaces_id, reason, ${sql.raw(columns)})
    select ${sql.raw(employee)}, 'import', ${run.id}::text, ${accountId}::uuid, ${old},
      case when ${old} is not null then ${reasonOf(run)}::text end, ${sql.raw(values)}`
}

/** Why a row of a history was replaced, as the employee reads it. */
export function reasonOf(run: Pick<ImportRun, 'fileName'>): string {
  return `Impor ${run.fileName}`
}

/** New people without older decrees hold what `insertEmployees` wrote along, unless it is not in force yet or not whole. */
const heldAlong = `s.resolution = 'new' and s.rank_since <= current_date and s.rank_service_months is not null
  and s.position_since <= current_date
  and num_nulls(s.education_level, s.education_name, s.graduated_year) = 0
  and make_date(s.graduated_year, 1, 1) <= current_date
  and not exists (select from import_ranks r where r.run_id = s.run_id and r.nip = s.nip)`

function refresh({ id }: ImportRun): SQL {
  return sql`
    select refresh_employees(array(
      select s.employee_id from import_rows s
      where s.run_id = ${id} and s.resolution in ('new', 'updated') and (${sql.raw(heldAlong)}) is not true))`
}
