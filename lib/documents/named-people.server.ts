import 'server-only'
import { inArray, or } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees, nipAliases } from '@/db/schema/registry'
import { recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'

/**
 * Writes down that somebody opened a letter about many: once for the letter, and once for each person whom it names,
 * also where they belong to an agency by now that the reader does not see. Opening what names oneself is no event.
 *
 * @param people as the letter prints them
 */
export async function recordNamed(
  context: Context,
  permission: Permission,
  { agencyId, subjectId }: { agencyId: number; subjectId: string },
  people: readonly { nip: string }[],
): Promise<void> {
  const nips = people.map(({ nip }) => nip)
  const asSystem: Context = { ...context, actor: { ...context.actor, scope: { kind: 'system' } } }
  await transact(asSystem, async (tx) => {
    const renumbered = tx.select({ id: nipAliases.employeeId }).from(nipAliases).where(inArray(nipAliases.nip, nips))
    const named = await tx
      .select({ id: employees.id })
      .from(employees)
      .where(or(inArray(employees.nip, nips), inArray(employees.id, renumbered)))
    const others = named.flatMap(({ id }) => (id === context.actor.employeeId ? [] : id))
    const opened = [null, ...others].map((employeeId) => ({ agencyId, employeeId, subjectId }))
    const events = opened.map((subject) => ({ before: null, after: null, subject }))
    await recordAudits(tx, context, permission, events)
  })
}
