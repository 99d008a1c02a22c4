import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { agencies, employees } from '@/db/schema/registry'
import { type Actor, type Role, systemContext } from '@/lib/auth/actor'
import { holdsRoleAt } from '@/lib/auth/held-role.server'
import { scopeOf } from '@/lib/auth/scope'

/**
 * Who somebody is now that a job goes on with what they began: undefined when the account is disabled or no longer
 * holds the role.
 */
export function standingActor(accountId: string, role: Role, now: Date): Promise<Actor | undefined> {
  return transact(systemContext('job', now), async (tx) => {
    const [row] = await tx
      .select({
        employeeId: accounts.employeeId,
        name: employees.name,
        agencyId: agencies.id,
        agencyKind: agencies.kind,
        servedIds: sql<number[]>`array(select g.id from ${agencies} g where g.served_by_id = ${agencies.id})`,
      })
      .from(accounts)
      .innerJoin(employees, eq(employees.id, accounts.employeeId))
      .innerJoin(agencies, eq(agencies.id, accounts.agencyId))
      .where(and(eq(accounts.id, accountId), eq(accounts.state, 'active'), holdsRoleAt(role, now)))
    if (!row) return undefined
    const { employeeId, name, agencyId, agencyKind: kind, servedIds } = row
    return { accountId, employeeId, name, agencyId, role, scope: scopeOf(role, { id: agencyId, kind, servedIds }) }
  })
}
