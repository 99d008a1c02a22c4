import 'server-only'
import type postgres from 'postgres'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { differs, rankSheetFeed } from './changes.server'
import { backBeyondEnd, heldBeyondEnd } from './ended-units.server'
import { forbiddenChanges, overruledRanks, unsoundRanks } from './protected-data.server'
import type { ImportRun } from './run'
import { findSharedTaxNumbers } from './shared-tax-numbers.server'
import { markErrors } from './stage.server'

type Run = Pick<ImportRun, 'id' | 'agencyId'>

/**
 * Holds the staged rows against the register: numbers that somebody else holds, people who look like one it already
 * has, older rank decrees that it lacks, and changes that a workbook may not make.
 */
export async function checkRegister(context: Context, run: Run): Promise<void> {
  await transactRaw(context, async (tx) => {
    await tx`select analyze_staged()`
    await findHeldNumbers(tx, run)
    await findMerged(tx, run)
    await findLookalikes(tx, run)
    await findSharedTaxNumbers(tx, run)
    await markErrors(tx, run)
    await tx.unsafe(
      `update import_rows r set resolution = 'updated'
       where r.run_id = $1 and r.resolution = 'same' and exists (
         select from import_ranks s join employees e on e.id = r.employee_id
         where s.run_id = r.run_id and s.nip = r.nip and ${differs(rankSheetFeed)})`,
      [run.id],
    )
    await findForbidden(tx, run)
    await markErrors(tx, run)
  })
}

async function findHeldNumbers(tx: postgres.TransactionSql, run: Run): Promise<void> {
  await tx`
    insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
    select ${run.id}, ${run.agencyId}, c.row_no, c.field,
      case c.field when 'nik' then 'nik' when 'karpeg' then 'other' else 'nip' end, c.code, true,
      case c.field when 'nip' then r.nip when 'nik' then r.nik when 'karpeg' then r.card_number else r.old_nip end,
      '{"inRegister": true}'
    from import_conflicts(${run.id}) c
    join import_rows r on r.run_id = ${run.id} and r.row_no = c.row_no
    on conflict do nothing`
}

/** Another record stays for these people: its number, which may be another agency's, is not told. */
async function findMerged(tx: postgres.TransactionSql, run: Run): Promise<void> {
  await tx`
    insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
    select ${run.id}, ${run.agencyId}, r.row_no, 'nip', 'nip', 'NIP_MERGED', true, r.nip, '{}'
    from import_rows r
    join employees e on e.id = r.employee_id and e.merged_into_id is not null
    where r.run_id = ${run.id}
    on conflict do nothing`
}

/** Somebody of the same name, birth date and birthplace: named when the agency holds them, only told of otherwise. */
async function findLookalikes(tx: postgres.TransactionSql, run: Run): Promise<void> {
  await tx`
    insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
    select distinct on (r.row_no) ${run.id}::uuid, ${run.agencyId}::int, r.row_no, 'nama', 'name',
      'POSSIBLE_DUPLICATE_PERSON', false, r.name, jsonb_build_object('inRegister', true, 'nip', e.nip)
    from import_rows r
    join employees e on e.name_key = r.name_key and e.born_on = r.born_on
      and upper(e.birth_place) = upper(r.birth_place) and e.agency_id = r.agency_id and e.nip <> r.nip
      and e.merged_into_id is null
    where r.run_id = ${run.id}
    on conflict do nothing`
  await tx`
    insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
    select ${run.id}::uuid, ${run.agencyId}::int, r.row_no, 'nama', 'name', 'POSSIBLE_DUPLICATE_PERSON', false, r.name,
      '{"elsewhere": true}'
    from import_lookalikes(${run.id}) l
    join import_rows r on r.run_id = ${run.id} and r.row_no = l.row_no
    on conflict do nothing`
}

async function findForbidden(tx: postgres.TransactionSql, run: Run): Promise<void> {
  await tx.unsafe(
    `insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
     select h.run_id, $2, h.row_no, 'unor_kode', 'unit', 'UNOR_ENDS', true, h.unit_code,
       jsonb_build_object('endsOn', h.closed_on)
     from (${heldBeyondEnd}) h where h.run_id = $1
     on conflict do nothing`,
    [run.id, run.agencyId],
  )
  await tx.unsafe(
    `insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
     select b.run_id, $2, b.row_no, 'kedudukan_hukum', 'other', 'BACK_IN_ENDED_UNIT', true, b.legal_status,
       jsonb_build_object('unit', b.unit, 'endsOn', b.closed_on)
     from (${backBeyondEnd}) b where b.run_id = $1
     on conflict do nothing`,
    [run.id, run.agencyId],
  )
  await tx.unsafe(
    `insert into import_problems
       (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts, suggestion)
     select f.run_id, $2, f.row_no, f.field, f.column_group, f.code, true, f.value, f.facts, f.suggestion
     from (${forbiddenChanges}) f where f.run_id = $1
     on conflict do nothing`,
    [run.id, run.agencyId],
  )
  await tx.unsafe(
    `insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
     select $1, $2, o.row_no, 'gol', 'rank', 'RANK_SHEET_OVERRULED', false, o.rank::text,
       jsonb_build_object('sheetRow', o.sheet_row, 'effectiveOn', o.effective_on)
     from (${overruledRanks}) o
     on conflict do nothing`,
    [run.id, run.agencyId],
  )
  await tx.unsafe(
    `insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
     select $1, $2, o.row_no, 'gol', 'rank', 'RANK_SHEET_UNSOUND', false, o.rank::text,
       jsonb_build_object('sheetRow', o.sheet_row, 'effectiveOn', o.effective_on, 'reason', o.reason)
     from (${unsoundRanks}) o
     on conflict do nothing`,
    [run.id, run.agencyId],
  )
}
