import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { accountRoles, accounts, actingAssignments } from '@/db/schema/access'
import type { Role } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'

/** The roles of an account at an instant, as a column beside it: its own, and the one it acts in until its last day. */
export function heldRolesAt(now: Date): SQL<Role[]> {
  return sql<Role[]>`array(
    select r.role::text from ${accountRoles} r where r.account_id = ${accounts.id}
    union select a.role::text from ${actingAssignments} a where a.account_id = ${accounts.id} and a.until >= ${today(now)})`
}

/** True for an account that holds a role at an instant. */
export function holdsRoleAt(role: Role, now: Date): SQL {
  return sql`${role} = any(${heldRolesAt(now)})`
}

/** Who acts for a post, as it stands at an instant. */
export const isStandingAt = (now: Date): SQL => sql`${actingAssignments.until} >= ${today(now)}`

/** The day by which an assignment ends is that of Jakarta, like every deadline. */
const today = (now: Date) => sql`${civilDateIn('Asia/Jakarta', now)}::date`
