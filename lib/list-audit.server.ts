import 'server-only'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import type { ListSource } from '@/lib/list-source'

/**
 * Writes down that a list was taken along as a file: one event for the whole, and one for each other person in it, so
 * that they find it among who saw their data.
 *
 * @param facts the filters, the format and how many rows
 * @param exportId of a list that was written in the background
 */
export async function recordList(
  context: Context,
  permission: Permission,
  { statement }: ListSource,
  facts: { format: string; query: Record<string, string>; rows: number },
  exportId: string | null = null,
): Promise<void> {
  const { accountId, name, role, unitName, agencyId, employeeId } = context.actor
  const given = statement.params.length
  const [event, account, actor, as, unit, agency, subject, after, self] = Array.from(
    { length: 9 },
    (_, at) => `$${given + at + 1}`,
  )
  await transactRaw(context, (tx) =>
    tx.unsafe(
      `insert into audit_events (event, account_id, actor_name, role, unit, agency_id, employee_id, subject_id, after)
      select ${event}, ${account}::uuid, ${actor}, ${as}, ${unit}, people.agency_id, people.id, ${subject}, ${after}::text::jsonb
      from (
        select ${agency}::int as agency_id, null::uuid as id
        union all
        select distinct person_agency_id, person_id from (${statement.sql}) as list
        where person_id is not null and person_id is distinct from ${self}::uuid
      ) as people`,
      [
        ...statement.params,
        permission,
        accountId,
        name,
        role,
        unitName ?? null,
        agencyId || null,
        exportId,
        JSON.stringify(facts),
        employeeId,
      ] as never[],
    ),
  )
}
