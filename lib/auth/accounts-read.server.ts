import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { accountRoles, accounts, actingAssignments } from '@/db/schema/access'
import { agencies, employees } from '@/db/schema/registry'
import type { Actor, Role } from '@/lib/auth/actor'

const PAGE = 25

/** For which post an account acts, as columns beside it; also when the last day is over. */
export const actingColumns = {
  role: actingAssignments.role,
  kind: actingAssignments.kind,
  post: actingAssignments.post,
  letterNumber: actingAssignments.letterNumber,
  until: actingAssignments.until,
}

/** The roles that an account holds of its own, as a column beside it. */
export const heldRoles = sql<Role[]>`array(
  select r.role::text from ${accountRoles} r where r.account_id = ${accounts.id} order by r.role)`

export type AccountFilter = { query?: string; state?: 'active' | 'disabled'; page: number }

/** One page of accounts, by name. */
export async function listAccounts(actor: Actor, { query, state, page }: AccountFilter, now: Date) {
  const wanted = query?.trim().toLowerCase()
  const where = and(
    state ? eq(accounts.state, state) : undefined,
    wanted
      ? sql`(position(${wanted} in lower(${employees.name})) > 0 or position(${wanted} in ${accounts.userId}) > 0
          or ${employees.nip} = ${wanted.replace(/\s/g, '')})`
      : undefined,
  )
  return transact({ actor, now }, async (tx) => {
    const rows = await accountQuery(tx)
      .where(where)
      .orderBy(asc(employees.name), asc(accounts.id))
      .limit(PAGE)
      .offset((page - 1) * PAGE)
    const [count] = await tx
      .select({ total: sql<number>`count(*)::int` })
      .from(accounts)
      .innerJoin(employees, eq(employees.id, accounts.employeeId))
      .where(where)
    return { rows, total: count?.total ?? 0, size: PAGE }
  })
}

/** One account with its roles, or undefined. */
export async function findAccountById(actor: Actor, id: string, now: Date) {
  const [row] = await transact({ actor, now }, (tx) => accountQuery(tx).where(eq(accounts.id, id)))
  return row
}

const accountQuery = (tx: Tx) =>
  tx
    .select({
      id: accounts.id,
      userId: accounts.userId,
      name: employees.name,
      nip: employees.nip,
      agencyName: agencies.name,
      kind: agencies.kind,
      letterNumber: accounts.letterNumber,
      letterOn: accounts.letterOn,
      state: accounts.state,
      stateReason: accounts.stateReason,
      createdAt: accounts.createdAt,
      lastSignedInAt: accounts.lastSignedInAt,
      version: accounts.version,
      roles: heldRoles,
      acting: actingColumns,
    })
    .from(accounts)
    .innerJoin(employees, eq(employees.id, accounts.employeeId))
    .innerJoin(agencies, eq(agencies.id, accounts.agencyId))
    .leftJoin(actingAssignments, eq(actingAssignments.accountId, accounts.id))
