import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { baseColumns, differs, type HistoryFeed, historyFeeds, rankSheetFeed, replaced } from './changes.server'
import type { ImportCounts, ImportRun } from './run'

/**
 * The statements that carry the staged rows of a run into the register, in order. Each writes all rows at once.
 *
 * People who are new have no history to compare with, so theirs is written without looking; for the others only what
 * differs is added, as a row that replaces the old one and says which import it came from.
 */
export function applySteps(run: ImportRun, accountId: string | null): SQL[] {
  const { newRows, updatedRows } = run.counts as ImportCounts
  const parts: Part[] = [...(newRows > 0 ? (['new'] as const) : []), ...(updatedRows > 0 ? (['updated'] as const) : [])]
  return [
    ...(updatedRows > 0 ? [keepBefore(run), updateEmployees(run)] : []),
    ...(newRows > 0 ? [insertEmployees(run)] : []),
    planAnew,
    ...historyFeeds.flatMap((feed) => parts.map((part) => addHistory(run, accountId, feed, part))),
    ...parts.map((part) => addSheetRanks(run, accountId, part)),
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

/** The derived columns are written along, as the histories below will say: a second pass over every row is saved. */
function insertEmployees({ id }: ImportRun): SQL {
  const columns = baseColumns.join(', ')
  const values = baseColumns.map((column) =>
    column === 'legal_status' ? "coalesce(s.legal_status, '01')" : `s.${column}`,
  )
  return sql`
    insert into employees (id, agency_id, work_agency_id, nip, ${sql.raw(columns)},
      rank, rank_since, rank_service_months, position_id, position_kind, position_name, position_since, echelon, unit_id,
      education_level, education_name, graduated_year)
    select s.employee_id, s.agency_id, s.agency_id, s.nip, ${sql.raw(values.join(', '))},
      s.rank, s.rank_since, s.rank_service_months, p.id, p.kind, p.name, s.position_since, s.echelon, u.id,
      s.education_level, s.education_name, s.graduated_year
    from import_rows s
    join positions p on p.kind = s.position_kind and p.name = s.position_name
    join units u on u.agency_id = s.agency_id and u.code = s.unit_code
    where s.run_id = ${id} and s.resolution = 'new'
    order by s.row_no`
}

type Part = 'new' | 'updated'

function addHistory(run: ImportRun, accountId: string | null, feed: HistoryFeed, part: Part): SQL {
  const agency = feed.join.replaceAll('e.agency_id', 's.agency_id')
  const from = part === 'new' ? agency : `${employeeOf('s')} ${feed.join}`
  return sql`
    ${head(run, accountId, feed, part, 's.employee_id')}
    from import_rows s cross join (select ${run.dataOn}::date as data_on) run ${sql.raw(from)}
    where s.run_id = ${run.id} and s.resolution = ${part} and ${sql.raw(part === 'new' ? feed.when : differs(feed))}`
}

/** Older decrees of people who are applied; the decree of the row itself is there already. */
function addSheetRanks(run: ImportRun, accountId: string | null, part: Part): SQL {
  const condition = part === 'new' ? 'not (s.effective_on = r.rank_since)' : differs(rankSheetFeed)
  return sql`
    ${head(run, accountId, rankSheetFeed, part, 'r.employee_id')}
    from import_ranks s
    join import_rows r on r.run_id = s.run_id and r.nip = s.nip and r.resolution = ${part}
    ${sql.raw(part === 'new' ? '' : employeeOf('r'))}
    where s.run_id = ${run.id} and ${sql.raw(condition)}`
}

/** Looks the employee of each staged row up by key, whatever the planner thinks of tables that have just grown. */
const employeeOf = (row: string) =>
  `cross join lateral (select * from employees where id = ${row}.employee_id offset 0) e`

function head(run: ImportRun, accountId: string | null, feed: HistoryFeed, part: Part, employee: string): SQL {
  const columns = Object.keys(feed.values).join(', ')
  const values = Object.values(feed.values).join(', ')
  const old = part === 'new' ? 'null::uuid' : replaced(feed)
  const reason = part === 'new' ? sql`null` : sql`case when ${sql.raw(old)} is not null then ${reasonOf(run)}::text end`
  return sql`
    insert into ${sql.raw(feed.table)} (employee_id, source, source_id, recorded_by, replaces_id, reason, ${sql.raw(columns)})
    select ${sql.raw(employee)}, 'import', ${run.id}::text, ${accountId}::uuid, ${sql.raw(old)}, ${reason}, ${sql.raw(values)}`
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
