import 'server-only'
import { and, asc, eq, or } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { agencies, employees } from '@/db/schema/registry'
import { type Role, systemContext } from '@/lib/auth/actor'
import { holdsRoleAt } from '@/lib/auth/held-role.server'

/** The verifiers of one office of BKN, by name. */
export async function listVerifiers(officeId: number, now: Date) {
  return listHolders(officeId, ['bkn_verifier'], now)
}

/**
 * Who holds one of these roles in an agency, by name. Accounts are nobody's to read, so the system looks them up and
 * tells no more than name and office.
 */
export async function listHolders(agencyId: number, roles: readonly Role[], now: Date) {
  return transact(systemContext('holders', now), (tx) =>
    tx
      .select({ accountId: accounts.id, employeeId: employees.id, name: employees.name, office: agencies.name })
      .from(accounts)
      .innerJoin(employees, eq(employees.id, accounts.employeeId))
      .innerJoin(agencies, eq(agencies.id, accounts.agencyId))
      .where(
        and(
          eq(accounts.state, 'active'),
          eq(accounts.agencyId, agencyId),
          or(...roles.map((role) => holdsRoleAt(role, now))),
        ),
      )
      .orderBy(asc(employees.name), asc(accounts.id)),
  )
}
