import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { insertedRows } from '@/db/insert-rows.server'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { statement } from '@/db/statement.server'
import { recordAudits } from '@/lib/audit.server'
import type { Decision, Desk, EntryRow } from '@/lib/kinerja/entry-decision.server'

/** Writes what was decided, with its events. Returns the ids that are on disk. */
export async function writeEntries(
  tx: Tx,
  { context, surroundings: { person } }: Desk,
  decisions: readonly Decision[],
): Promise<ReadonlySet<string>> {
  const changed = decisions.flatMap((each) => (each.is === 'changed' ? [each] : []))
  for (const { row } of changed) await tx.update(dailyEntries).set(ownPart(row)).where(eq(dailyEntries.id, row.id))
  const events = changed.map(({ id, before, row }) => {
    return { before, after: row, subject: { agencyId: person.agencyId, employeeId: person.id, subjectId: id } }
  })
  if (events.length > 0) await recordAudits(tx, context, 'entry.save', events)
  const fresh = decisions.flatMap((each) => (each.is === 'new' ? [each.row] : []))
  const { accountId, name, role, unitName = null } = context.actor
  const added = fresh.length // after the changes: a new entry may take the time that another one left
    ? await addEntries(tx, { rows: JSON.stringify(fresh), accountId, name, role, unitName })
    : []
  return new Set([...added, ...changed].map(({ id }) => id))
}

/** What the appraiser wrote stays as it is, and so does what stands beside it. */
function ownPart({
  reviewNote: _note,
  reviewedBy: _by,
  reviewedAt: _at,
  evidenceVersion: _evidence,
  ...own
}: EntryRow): Partial<EntryRow> {
  return own
}

/**
 * New entries and the events of those that no other one stands in the way of. The incarnation is asked for once: as the
 * default of its column it reads the server's control file for every row.
 */
const addEntries = statement<{ id: string }>(sql`
  with given as materialized (select ${sql.placeholder('rows')}::text::jsonb as rows), added as (
    ${insertedRows(dailyEntries, sql`(select rows from given)`)} on conflict do nothing
    returning id, employee_id, agency_id
  ), recorded as (
    insert into audit_events (incarnation, event, account_id, actor_name, role, unit, agency_id, employee_id, subject_id,
      after)
    select (select audit_incarnation()), 'entry.save', ${sql.placeholder('accountId')}, ${sql.placeholder('name')},
      ${sql.placeholder('role')}, ${sql.placeholder('unitName')}, a.agency_id, a.employee_id, a.id, row
    from added a join (select jsonb_array_elements(rows) as row from given) g on (row->>'id')::uuid = a.id
  )
  select id from added`)
