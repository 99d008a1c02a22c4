import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import {
  baseColumns,
  differs,
  type HistoryFeed,
  historyFeeds,
  rankSheetFeed,
  replaced,
  supplementColumns,
  supplementDiffers,
  supplementSaid,
} from './changes.server'
import { bringsSupplement, type Column } from './employee-columns'
import { expectedColumns, type Header, mappingOf } from './headers'
import type { ImportCounts, ImportRun } from './run'

/**
 * The statements that carry the staged rows of a run into the register, in order. Each writes all rows at once.
 *
 * People who are new have no history to compare with, so the database writes theirs without looking, after it has
 * asked once whose run it is and whether its people are there (docs/decisions/0109); for the others only what differs is
 * added, as a row that replaces the old one, keeps what the sheet does not speak of, and says which import it came from.
 */
export function applySteps(run: ImportRun, accountId: string | null): SQL[] {
  const { newRows, updatedRows } = run.counts as ImportCounts
  return [
    ...(updatedRows > 0 ? [keepBefore(run), updateEmployees(run)] : []),
    ...(newRows > 0 ? [sql`select import_new_people(${run.id})`, sql`select analyze_grown(${newRows})`] : []),
    ...(bringsSupplement(columnsOf(run)) ? [supplementEmployees(run)] : []),
    planAnew,
    ...(newRows > 0 ? [sql`select import_new_histories(${run.id})`] : []),
    ...(updatedRows > 0 ? historyFeeds.flatMap((feed) => changeFeed(run, accountId, feed)) : []),
    ...(updatedRows > 0 ? changeSheetRanks(run, accountId) : []),
    planAnew,
    refresh(run),
  ]
}

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

function columnsOf({ headers, dataOn }: ImportRun): Column[] {
  return expectedColumns(mappingOf(headers as Header[]), dataOn ?? '')
}

/** Of people who are new as of those who are not. */
function supplementEmployees({ id }: ImportRun): SQL {
  const set = supplementColumns.map((column) => `${column} = coalesce(b.${column}, e.${column})`).join(', ')
  return sql`
    update employees e set ${sql.raw(set)}, version = e.version + 1, updated_at = now()
    from import_rows s cross join lateral ${sql.raw(supplementSaid)}
    where s.run_id = ${id} and s.supplement is not null and s.resolution in ('new', 'updated') and e.id = s.employee_id
      and ${sql.raw(supplementDiffers)}`
}

/** What the sheet says otherwise than the register: first in place of the rows that it means, then where there are none. */
function changeHistory(run: ImportRun, accountId: string | null, feed: HistoryFeed, from: SQL): SQL[] {
  const columns = Object.keys(feed.values).join(', ')
  const values = Object.values(feed.values).join(', ')
  return [
    sql`
      insert into ${sql.raw(feed.table)}
      select made.* ${from} ${sql.raw(replaced(feed))}
      cross join lateral jsonb_populate_record(null::${sql.raw(feed.table)}, to_jsonb(h) || ${sql.raw(said(feed))}
        || ${entryOf(run, accountId, reasonOf(run))} || jsonb_build_object('replaces_id', h.id)) as made
      where ${sql.raw(differs(feed))}`,
    sql`
      insert into ${sql.raw(feed.table)} (employee_id, source, source_id, recorded_by, ${sql.raw(columns)})
      select e.id, 'import', ${run.id}::text, ${accountId}::uuid, ${sql.raw(values)} ${from}
      where ${sql.raw(differs(feed))}`,
  ]
}

/** What a staged row says of a row `h` of its history; what it does not say is kept. */
function said({ values, blankKeeps = [], rightWhile = {} }: HistoryFeed): string {
  const pairs = Object.entries(values).map(
    ([column, value]) => `'${column}', ${blankKeeps.includes(column) ? `coalesce(${value}, h.${column})` : value}`,
  )
  const doubtful = Object.entries(rightWhile).map(
    ([column, condition]) => `'${column}', case when ${condition} then h.${column} end`,
  )
  return `jsonb_build_object(${[...pairs, ...doubtful].join(', ')})`
}

/** What a row says of itself: new, from this import, by this account. */
export function entryOf({ id }: Pick<ImportRun, 'id'>, accountId: string | null, reason: string): SQL {
  return sql`jsonb_build_object('id', next_id(), 'source', 'import', 'source_id', ${id}::text,
    'recorded_by', ${accountId}::uuid, 'recorded_at', now(), 'reason', ${reason}::text)`
}

function changeFeed(run: ImportRun, accountId: string | null, feed: HistoryFeed): SQL[] {
  const rows = sql`from (select * from import_rows where run_id = ${run.id} and resolution = 'updated') s
    cross join (select ${run.dataOn}::date as data_on) run ${sql.raw(`${employeeOf('s')} ${feed.join}`)}`
  return changeHistory(run, accountId, feed, rows)
}

/** Older decrees of people who are applied; the decree of the row itself is there already. */
function changeSheetRanks(run: ImportRun, accountId: string | null): SQL[] {
  const rows = sql`from import_ranks s
    join import_rows r on r.run_id = s.run_id and s.run_id = ${run.id} and r.nip = s.nip and r.resolution = 'updated'
    ${sql.raw(employeeOf('r'))}`
  return changeHistory(run, accountId, rankSheetFeed, rows)
}

/** The employee of each staged row, of the agency as the apply has seen: nobody is looked up again for each history. */
const employeeOf = (row: string) =>
  `cross join lateral (select ${row}.employee_id as id, ${row}.agency_id as agency_id offset 0) e`

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
