import 'server-only'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { differs, rankSheetFeed } from './changes.server'
import type { ImportRun } from './run'
import { markErrors } from './stage.server'

/**
 * Holds the staged rows against the register: numbers that somebody else holds, people who look like one the agency
 * already has, and older rank decrees that the register lacks.
 */
export async function checkRegister(context: Context, run: Pick<ImportRun, 'id' | 'agencyId'>): Promise<void> {
  await transactRaw(context, async (tx) => {
    await tx`select analyze_imported()`
    await tx`
      insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
      select ${run.id}, ${run.agencyId}, c.row_no, c.field,
        case c.field when 'nik' then 'nik' when 'karpeg' then 'other' else 'nip' end, c.code, true,
        case c.field when 'nip' then r.nip when 'nik' then r.nik when 'karpeg' then r.card_number else r.old_nip end,
        '{"inRegister": true}'
      from import_conflicts(${run.id}) c
      join import_rows r on r.run_id = ${run.id} and r.row_no = c.row_no
      on conflict do nothing`
    await tx`
      insert into import_problems (run_id, agency_id, row_no, "column", column_group, code, is_error, value, facts)
      select distinct on (r.row_no) ${run.id}::uuid, ${run.agencyId}::int, r.row_no, 'nama', 'name',
        'POSSIBLE_DUPLICATE_PERSON', false, r.name, jsonb_build_object('inRegister', true, 'nip', e.nip)
      from import_rows r
      join employees e on e.name_key = r.name_key and e.born_on = r.born_on
        and upper(e.birth_place) = upper(r.birth_place) and e.agency_id = r.agency_id and e.nip <> r.nip
      where r.run_id = ${run.id}
      on conflict do nothing`
    await markErrors(tx, run)
    await tx.unsafe(
      `update import_rows r set resolution = 'updated'
       where r.run_id = $1 and r.resolution = 'same' and exists (
         select from import_ranks s join employees e on e.id = r.employee_id
         where s.run_id = r.run_id and s.nip = r.nip and ${differs(rankSheetFeed)})`,
      [run.id],
    )
  })
}
