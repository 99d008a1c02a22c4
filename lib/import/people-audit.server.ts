import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { ImportRun } from './run'

/**
 * One event for each person whose data an import has written or taken back, in one statement: so that they find it
 * among who saw and changed their data. What the run did as a whole is an event of its own. The incarnation is asked for
 * once: as the default of its column it reads the server's control file for every row.
 *
 * @param which of the staged rows `r`
 */
export async function recordPeople(
  tx: Tx,
  { actor }: Context,
  run: Pick<ImportRun, 'id' | 'fileName'>,
  step: 'apply' | 'undo',
  which: SQL,
): Promise<void> {
  await tx.execute(sql`
    insert into audit_events (incarnation, event, account_id, actor_name, role, agency_id, employee_id, subject_id, after)
    select (select audit_incarnation()), 'import.manage', ${actor.accountId}::uuid, ${actor.name}, ${actor.role},
      r.agency_id, r.employee_id, ${run.id}::text, jsonb_build_object('step', ${step}::text, 'file', ${run.fileName}::text, 'row', r.row_no)
    from import_rows r where r.run_id = ${run.id} and ${which}`)
}
