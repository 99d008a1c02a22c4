import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { agencies, employees } from '@/db/schema/registry'
import { systemContext } from '@/lib/auth/actor'
import { holdsRoleAt } from '@/lib/auth/held-role.server'

/**
 * The verifiers of one office of BKN, by name. Accounts are nobody's to read, so the system looks them up and tells no
 * more than name and office.
 */
export async function listVerifiers(officeId: number, now: Date) {
  return transact(systemContext('verifiers', now), (tx) =>
    tx
      .select({ accountId: accounts.id, employeeId: employees.id, name: employees.name, office: agencies.name })
      .from(accounts)
      .innerJoin(employees, eq(employees.id, accounts.employeeId))
      .innerJoin(agencies, eq(agencies.id, accounts.agencyId))
      .where(and(eq(accounts.state, 'active'), eq(accounts.agencyId, officeId), holdsRoleAt('bkn_verifier', now)))
      .orderBy(asc(employees.name)),
  )
}
