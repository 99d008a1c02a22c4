import 'server-only'
import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import { employees } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'

/**
 * The first wall for people: those whom the actor's agencies own, oneself, or everybody. Said in the query too, because
 * the planner cannot look into the setting that the second wall reads. Undefined narrows nothing.
 */
export function ofScope({ actor: { scope, employeeId } }: Context): SQL | undefined {
  if (scope.kind === 'national' || scope.kind === 'system') return undefined
  if (scope.kind === 'agencies') return inArray(employees.agencyId, [...scope.agencyIds])
  return employeeId === null ? sql`false` : eq(employees.id, employeeId)
}

/** The same for one person by id: somebody seconded to the actor's agency counts too. */
export function ofScopeOrSeconded(context: Context): SQL | undefined {
  const { scope } = context.actor
  if (scope.kind !== 'agencies') return ofScope(context)
  const ids = [...scope.agencyIds]
  const own = context.actor.employeeId
  return sql`(${inArray(employees.agencyId, ids)} or ${inArray(employees.workAgencyId, ids)} or ${own === null ? sql`false` : eq(employees.id, own)})`
}

/** Whether the actor serves the agency that owns the file, and not only one that a person is lent to; nobody keeps their own. */
export function ownsFile({ actor }: Context, employee: { id: string; agencyId: number }): boolean {
  const { scope } = actor
  const serves = scope.kind === 'national' || (scope.kind === 'agencies' && scope.agencyIds.includes(employee.agencyId))
  return serves && actor.employeeId !== employee.id
}
