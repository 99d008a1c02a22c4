import 'server-only'
import { standsSql } from '@/lib/registry/histories.server'
import { differs, rankFeed, rankSheetFault, rankSheetFeed } from './changes.server'

const folded = (column: string) => `regexp_replace(upper(${column}), '[^A-Z0-9]+', '', 'g')`

/** In letters and digits, upper case; the same text is not looked at. */
const isOtherPlace = `s.birth_place <> e.birth_place and ${folded('s.birth_place')} <> ${folded('e.birth_place')}`

/** What may not be, by field and column group: code, when it is met, what the row says, what the register holds. */
const forbidden = [
  ['nip', 'nip', 'OWN_FILE', "e.id = nullif(current_setting('satya.employee', true), '')::uuid", 's.nip', 'null'],
  ['nama', 'name', 'PROTECTED_FIELD', 's.name_key <> e.name_key', 's.name', 'e.name'],
  ['tempat_lahir', 'other', 'PROTECTED_FIELD', isOtherPlace, 's.birth_place', 'e.birth_place'],
  ['tgl_lahir', 'date', 'PROTECTED_FIELD', ...unlike('s.born_on', 'e.born_on', day)],
  ['jenis_kelamin', 'other', 'PROTECTED_FIELD', ...unlike('s.sex', 'e.sex', sexLetter)],
  ['tmt_cpns', 'date', 'PROTECTED_FIELD', ...unlike('s.cpns_on', 'e.cpns_on', day)],
  ['nik', 'nik', 'PROTECTED_FIELD', 'e.nik_is_valid and s.nik <> e.nik', 's.nik', 'e.nik'],
  ['gol', 'rank', 'RANK_FROM_DECREE', ...unlike('s.rank', 'd.rank', text)],
  ['mkg_tahun', 'rank', 'RANK_FROM_DECREE', ...unlike('(s.rank_service_months / 12)', '(d.service_months / 12)', text)],
  ['mkg_bulan', 'rank', 'RANK_FROM_DECREE', ...unlike('(s.rank_service_months % 12)', '(d.service_months % 12)', text)],
  ['no_sk_gol', 'rank', 'RANK_FROM_DECREE', ...unlike('s.rank_decree_number', 'd.decree_number', text)],
  ['tgl_sk_gol', 'date', 'RANK_FROM_DECREE', ...unlike('s.rank_decree_on', 'd.decree_on', day)],
  ['no_sk_gol', 'rank', 'DECREE_REQUIRED', ...ofNewRank('s.rank_decree_number is null')],
  ['tgl_sk_gol', 'date', 'DECREE_REQUIRED', ...ofNewRank('s.rank_decree_on is null')],
  ['tgl_sk_gol', 'date', 'DATE_AHEAD', ...ofNewRank('s.rank_decree_on > current_date', day('s.rank_decree_on'))],
  [
    'tmt_gol',
    'date',
    'DATE_AHEAD',
    ...ofNewRank("s.rank_since > current_date + interval '1 year'", day('s.rank_since')),
  ],
  [
    'tmt_gol',
    'date',
    'TMT_GOL_NOT_FIRST_OF_MONTH',
    ...ofNewRank('extract(day from s.rank_since) <> 1', day('s.rank_since')),
  ],
] as const

const isMet = ([, , , condition]: (typeof forbidden)[number]) => `(${condition})`

/**
 * What the rows of a run would change of people whom the register holds already, and may not: the rules that the forms
 * of the register enforce hold for a workbook too. One SELECT of
 * `run_id, row_no, field, column_group, code, value, facts, suggestion`.
 *
 * Name, birth, sex and TMT CPNS are BKN's to correct, as is an NIK that Dukcapil has confirmed; another spelling of the
 * same name or place is no change. A rank that a decree signed in Satya made changes by another decree only, and any
 * other change of rank needs one. Nobody imports their own data. Most rows change nothing of all this: what is told is put
 * together only for those that do.
 *
 * Source: sapk.md sections 3.1, 6.4 and 8.2; PP 99/2000 (a TMT is the first of a month).
 */
export const forbiddenChanges = `
  select s.run_id, s.row_no, c.field, c.column_group, c.code, coalesce(s.texts ->> c.field, c.value, '') as value,
    jsonb_strip_nulls(jsonb_build_object('held', c.held)) as facts, c.held as suggestion
  from import_rows s
  join employees e on e.id = s.employee_id
  left join lateral (
    select h.rank, h.service_months, h.decree_number, h.decree_on from rank_history h
    where h.employee_id = e.id and h.effective_on = s.rank_since and h.source = 'proposal' and ${standsSql('rank_history')}
    limit 1
  ) d on true
  cross join lateral (select d.rank is null and ${differs(rankFeed)} as is_new_rank) w
  cross join lateral (values
    ${forbidden.map(([field, group, code, ...said]) => `('${field}', '${group}', '${code}', ${said.join(', ')})`).join(',\n    ')}
  ) c(field, column_group, code, is_met, value, held)
  where s.resolution = 'updated' and (${forbidden.map(isMet).join(' or ')}) and c.is_met`

/** Rows of the sheet of ranks that say something else than a decree signed in Satya: they stay out. `$1` is the run. */
export const overruledRanks = `
  select distinct on (r.row_no) r.row_no, s.row_no as sheet_row, s.rank, s.effective_on
  from import_ranks s
  join import_rows r on r.run_id = s.run_id and r.nip = s.nip and r.resolution in ('updated', 'same')
  join rank_history h on h.employee_id = r.employee_id and h.effective_on = s.effective_on and h.source = 'proposal'
    and ${standsSql('rank_history')}
  where s.run_id = $1 and s.effective_on <> r.rank_since and (h.rank <> s.rank or h.service_months <> s.service_months
    or h.decree_number <> s.decree_number or h.decree_on <> s.decree_on)
  order by r.row_no, s.row_no`

/**
 * Rows of the sheet of ranks that would change a rank and may not, with the reason: they stay out. Of somebody who is
 * new only those later than their own row. `$1` is the run.
 */
export const unsoundRanks = `
  select distinct on (r.row_no) r.row_no, s.row_no as sheet_row, s.rank, s.effective_on, f.reason
  from import_ranks s
  join import_rows r on r.run_id = s.run_id and r.nip = s.nip and r.resolution <> 'error'
  cross join lateral (select ${rankSheetFault} as reason) f
  where s.run_id = $1 and f.reason is not null
    and (f.reason = 'later' or r.resolution <> 'new')
    and not (f.reason = 'same_day' and s.rank = r.rank and s.service_months = r.rank_service_months)
    and not exists (
      select from rank_history h where h.employee_id = r.employee_id and ${rankSheetFeed.key} and ${standsSql('rank_history')}
        and (h.source = 'proposal' or ${rankSheetFeed.agrees}))
  order by r.row_no, s.row_no`

function day(column: string): string {
  return `to_char(${column}, 'DD-MM-YYYY')`
}

/** Unlike what is held, both in the words of the file. */
function unlike(said: string, held: string, shown: (column: string) => string) {
  return [`${said} <> ${held}`, shown(said), shown(held)] as const
}

function ofNewRank(condition: string, value = 'null') {
  return [`${condition} and w.is_new_rank`, value, 'null'] as const
}

function text(column: string): string {
  return `${column}::text`
}

function sexLetter(column: string): string {
  return `case ${column} when 'male' then 'L' else 'P' end`
}
