import 'server-only'
import type postgres from 'postgres'
import type { ImportRun } from './run'

/**
 * Warns of an NPWP that people of different NIPs hold, in the file or in the register. It keeps nobody out: husband and
 * wife may file under one number. A holder in another agency is told of and not named. Finds all of them anew, because
 * a corrected cell takes the warning from both of a pair. The key costs most of it and is made once for each row; few
 * are repeated, and only those are put in order.
 */
export async function findSharedTaxNumbers(
  tx: postgres.TransactionSql,
  run: Pick<ImportRun, 'id' | 'agencyId'>,
): Promise<void> {
  await tx`delete from import_problems where run_id = ${run.id} and code = 'NPWP_SHARED'`
  await tx`
    with held as materialized (
      select row_no, nip, npwp, npwp_key(npwp) as key from import_rows where run_id = ${run.id} and nip is not null
    ),
    repeated as (
      select key from held group by key having count(*) > 1
    ),
    shared as (
      select key, array_agg(row_no order by row_no) as rows from held join repeated using (key)
      group by key having count(distinct nip) > 1
    )
    insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
    select ${run.id}::uuid, ${run.agencyId}::int, row_no, 'npwp', 'other', 'NPWP_SHARED', false, npwp,
      jsonb_build_object('other', rows[case when rows[1] = row_no then 2 else 1 end])
    from held join shared using (key)`
  await tx`
    insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
    select ${run.id}::uuid, ${run.agencyId}::int, r.row_no, 'npwp', 'other', 'NPWP_SHARED', false, r.npwp,
      case when h.nip is null then '{"elsewhere": true}' else jsonb_build_object('inRegister', true, 'nip', h.nip) end
    from import_npwp_holders(${run.id}) h
    join import_rows r on r.run_id = ${run.id} and r.row_no = h.row_no
    on conflict do nothing`
}
