import 'server-only'
import { standsSql } from '@/lib/registry/histories.server'
import { supplements } from './supplement-columns'

/**
 * What a staged row `s` would change of an employee `e`. A blank cell says nothing: it never erases. The same
 * conditions decide whether a row is "same" and what an apply writes, so that a second apply writes nothing.
 */

/** Base columns of `employees` that a staged row carries. */
export const baseColumns = [
  'old_nip',
  'nik',
  'name',
  'name_key',
  'front_title',
  'back_title',
  'birth_place',
  'born_on',
  'sex',
  'religion',
  'marital_status',
  'npwp',
  'email',
  'phone',
  'address',
  'employee_type',
  'legal_status',
  'status',
  'pppk_grade',
  'card_number',
  'cpns_on',
  'pns_on',
] as const

/** Columns of `employees` that only some files bring, said in `s.supplement`. */
export const supplementColumns = supplements.map(({ column }) => column)

/** What a staged row says of them, as `b`. */
export const supplementSaid = `jsonb_to_record(s.supplement) as b(${supplements
  .map(({ column, type }) => `${column} ${type}`)
  .join(', ')})`

/** True when `b` says something else than employee `e` has. */
export const supplementDiffers = `(${supplementColumns
  .map((column) => `(b.${column} is not null and e.${column} is distinct from b.${column})`)
  .join(' or ')})`

/** One history that the sheet feeds: which row it means, what must agree, what a new row holds. */
export type HistoryFeed = {
  table: string
  /** Rows that say something about this history. */
  when: string
  /** Further tables that the row takes part in, for all statements. */
  join: string
  /** The standing row `h` that the sheet speaks of. */
  key: string
  /** True when `h` already says what the sheet says. */
  agrees: string
  /** Column to expression over `s` and `e`. */
  values: Readonly<Record<string, string>>
  /** Columns of `values` that keep what `h` says where the sheet says nothing, as `agrees` allows. */
  blankKeeps?: readonly string[]
  /** Columns that the sheet lacks and that are right only as long as a condition on `h` holds. */
  rightWhile?: Readonly<Record<string, string>>
}

/** A blank staged value agrees with everything. */
const orBlank = (column: string, value: string) => `(${value} is null or h.${column} is not distinct from ${value})`

const position = `join positions p on p.kind = s.position_kind and p.name = s.position_name
  join units u on u.agency_id = e.agency_id and u.code = s.unit_code`

const decree = ['decree_number', 'decree_on'] as const

/** Who has a contract was appointed by it. */
const entryStatus = "(case when s.status = 'pppk' then 'pppk' else 'cpns' end)::appointment_status"

/** A rank of `s` from a day on, whose other columns begin with a word or with nothing. */
const ranks = (since: string, row: 'rank_' | '') => ({
  table: 'rank_history',
  join: '',
  key: `h.effective_on = s.${since}`,
  agrees: `h.rank = s.rank and h.service_months = s.${row}service_months
    and ${orBlank('decree_number', `s.${row}decree_number`)} and ${orBlank('decree_on', `s.${row}decree_on`)}`,
  values: {
    effective_on: `s.${since}`,
    rank: 's.rank',
    service_months: `s.${row}service_months`,
    decree_number: `s.${row}decree_number`,
    decree_on: `s.${row}decree_on`,
  },
  blankKeeps: decree,
  // a pay is that of a rank and its masa kerja
  rightWhile: { salary_rupiah: `h.rank = s.rank and h.service_months = s.${row}service_months` },
})

export const rankFeed: HistoryFeed = {
  ...ranks('rank_since', 'rank_'),
  when: 's.rank is not null and s.rank_since is not null and s.rank_service_months is not null',
}

export const historyFeeds: readonly HistoryFeed[] = [
  rankFeed,
  {
    table: 'position_history',
    when: 's.position_name is not null and s.position_since is not null and s.unit_code is not null',
    join: position,
    key: "h.effective_on = s.position_since and h.assignment = 'definitive'",
    agrees: 'h.position_id = p.id and h.unit_id = u.id and h.echelon is not distinct from s.echelon',
    values: { effective_on: 's.position_since', position_id: 'p.id', unit_id: 'u.id', echelon: 's.echelon' },
  },
  {
    table: 'education_history',
    when: 's.education_level is not null and s.education_name is not null and s.graduated_year is not null',
    join: '',
    key: 'h.level = s.education_level and h.program = s.education_name',
    agrees: 'h.graduated_year = s.graduated_year',
    values: {
      // the sheet knows only the year
      effective_on: 'make_date(s.graduated_year, 1, 1)',
      level: 's.education_level',
      program: 's.education_name',
      graduated_year: 's.graduated_year',
    },
  },
  {
    table: 'appointment_history',
    when: 's.cpns_on is not null',
    join: '',
    key: `h.status = ${entryStatus}`,
    agrees: `h.effective_on = s.cpns_on
      and ${orBlank('decree_number', 's.cpns_decree_number')} and ${orBlank('decree_on', 's.cpns_decree_on')}`,
    values: {
      effective_on: 's.cpns_on',
      status: entryStatus,
      decree_number: 's.cpns_decree_number',
      decree_on: 's.cpns_decree_on',
    },
    blankKeeps: decree,
  },
  {
    table: 'appointment_history',
    when: 's.pns_on is not null',
    join: '',
    key: "h.status = 'pns'",
    agrees: `h.effective_on = s.pns_on
      and ${orBlank('decree_number', 's.pns_decree_number')} and ${orBlank('decree_on', 's.pns_decree_on')}`,
    values: {
      effective_on: 's.pns_on',
      status: "'pns'::appointment_status",
      decree_number: 's.pns_decree_number',
      decree_on: 's.pns_decree_on',
    },
    blankKeeps: decree,
  },
  {
    table: 'performance_history',
    when: 's.ratings is not null',
    join: 'cross join lateral jsonb_each_text(s.ratings) as y(year, predicate)',
    key: 'h.year = y.year::smallint',
    agrees: 'h.predicate = y.predicate',
    values: {
      // a year is assessed when it is over
      effective_on: 'make_date(y.year::int, 12, 31)',
      year: 'y.year::smallint',
      predicate: 'y.predicate',
    },
  },
  {
    table: 'discipline_history',
    when: 's.discipline_severity is not null',
    join: '',
    key: 'h.severity = s.discipline_severity and h.ends_on = s.discipline_ends_on',
    agrees: 'true',
    values: {
      // the sheet knows only the last day; the punishment runs on the day the file speaks of, or is over
      effective_on: 'least(s.discipline_ends_on, run.data_on)',
      severity: 's.discipline_severity',
      ends_on: 's.discipline_ends_on',
    },
  },
]

/**
 * Why a row `s` of `import_ranks` is not taken for somebody in the register whose own row is `r`: the conditions of a
 * change of rank hold here too, and the current rank is what their own row says. Null when nothing speaks against it.
 */
export const rankSheetFault = `case
  when (s.effective_on <= r.rank_since) is not true then 'later'
  when s.effective_on = r.rank_since then 'same_day'
  when s.decree_number is null or s.decree_on is null then 'decree'
  when s.decree_on > current_date or s.effective_on > current_date + interval '1 year' then 'ahead'
  when extract(day from s.effective_on) <> 1 then 'month' end`

/**
 * Rows of the sheet `riwayat_golongan` feed the same history; `s` is a row of `import_ranks` there and `r` the person's
 * own. What a decree signed in Satya says stands.
 */
export const rankSheetFeed: HistoryFeed = {
  ...ranks('effective_on', ''),
  when: `(${rankSheetFault}) is null
    and not exists (select from rank_history h where h.employee_id = e.id and h.effective_on = s.effective_on
    and h.source = 'proposal' and ${standsSql('rank_history')})`,
}

/** True when no standing row of the history says already what the staged row says. */
export function differs({ table, when, key, agrees }: HistoryFeed): string {
  return `(${when}) and not exists (
    select from ${table} h where h.employee_id = e.id and ${key} and ${agrees} and ${standsSql(table)})`
}

/** The standing row `h` that a differing staged row replaces, to be joined: none when there is none. */
export function replaced({ table, key }: HistoryFeed): string {
  return `cross join lateral (select h.* from ${table} h where h.employee_id = e.id and ${key} and ${standsSql(table)}
    order by h.recorded_at desc limit 1) h`
}

const baseAgrees = baseColumns.map((column) => `(s.${column} is null or e.${column} is not distinct from s.${column})`)

/** True when a staged row `s` would change nothing of employee `e`. A title that the register lacks is a change. */
export const sameAsRegister = `(${[
  ...baseAgrees,
  ...historyFeeds.map((feed) =>
    feed.join === ''
      ? `not (${differs(feed)})`
      : `not exists (select from (values (1)) as one ${feed.join} where ${differs(feed)})`,
  ),
  `(s.supplement is null or not exists (select from ${supplementSaid} where ${supplementDiffers}))`,
  `(s.position_name is null or exists (select from positions p where p.kind = s.position_kind and p.name = s.position_name))`,
  `(s.unit_code is null or exists (select from units u where u.agency_id = e.agency_id and u.code = s.unit_code))`,
].join('\n and ')})`
