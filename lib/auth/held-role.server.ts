import 'server-only'
import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { accountRoles, accounts, actingAssignments } from '@/db/schema/access'
import type { Role } from '@/lib/auth/actor'

/** An instant, or the name of one where a statement is made before it is known. */
type Instant = Date | Placeholder

/** The roles of an account at an instant, as a column beside it: its own, and the one it acts in until its last day. */
export function heldRolesAt(now: Instant): SQL<Role[]> {
  return sql<Role[]>`array(
    select r.role::text from ${accountRoles} r where r.account_id = ${accounts.id}
    union select a.role::text from ${actingAssignments} a where a.account_id = ${accounts.id} and a.until >= ${today(now)})`
}

/** True for an account that holds a role at an instant. */
export function holdsRoleAt(role: Role, now: Date): SQL {
  return sql`${role} = any(${heldRolesAt(now)})`
}

/** Who acts for a post, as it stands at an instant. */
export const isStandingAt = (now: Instant): SQL => sql`${actingAssignments.until} >= ${today(now)}`

/** The day by which an assignment ends is that of Jakarta, like every deadline. */
const today = (now: Instant) =>
  sql`(${now instanceof Date ? now.toISOString() : now}::timestamptz at time zone 'Asia/Jakarta')::date`
