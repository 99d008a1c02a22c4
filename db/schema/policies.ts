import { type SQL, sql } from 'drizzle-orm'
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core'

/** Logs in; sees only what the settings of its transaction allow. */
export const appRole = pgRole('satya_app').existing()
/** BKN staff who serve every agency. */
export const nationalRole = pgRole('satya_national').existing()
/** Sign-in, jobs, seeds: work that no single person does. */
export const systemRole = pgRole('satya_system').existing()

/** The agencies of the actor. The cast stands outside the inner select, so that the planner can use an index. */
const actorAgencies = sql`any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])`
const actorEmployee = sql`(select nullif(current_setting('satya.employee', true), ''))::uuid`
const actorAccount = sql`(select nullif(current_setting('satya.account', true), ''))::uuid`

/** True for rows whose agency column is one of the actor's. */
export const ofActorAgency = (column: string): SQL => sql`${sql.identifier(column)} = ${actorAgencies}`

/** True for rows of the actor's own employee record. */
export const ofActorEmployee = (column: string): SQL => sql`${sql.identifier(column)} = ${actorEmployee}`

/** True for rows of the actor's own account. */
export const ofActorAccount = (column: string): SQL => sql`${sql.identifier(column)} = ${actorAccount}`

/** True for rows of an employee whom the actor may see: the policy of `employees` answers. */
export const ofVisibleEmployee = (column: string): SQL =>
  sql`exists (select 1 from employees e where e.id = ${sql.identifier(column)})`

/**
 * The second wall of one table: `visible` narrows the app role; BKN's national role and the system see all rows.
 * What each role may do with the rows it sees is granted in `0002_functions.sql`.
 */
export function walls(table: string, visible: SQL) {
  return [
    pgPolicy(`${table}_app`, { to: appRole, using: visible, withCheck: visible }),
    pgPolicy(`${table}_national`, { to: nationalRole, using: sql`true`, withCheck: sql`true` }),
    pgPolicy(`${table}_system`, { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ]
}

/** For tables without personal data: everybody reads, only BKN and the system write. */
export function readableByAll(table: string) {
  return [
    pgPolicy(`${table}_read`, { to: appRole, for: 'select', using: sql`true` }),
    pgPolicy(`${table}_national`, { to: nationalRole, using: sql`true`, withCheck: sql`true` }),
    pgPolicy(`${table}_system`, { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ]
}

/** For what BKN alone keeps. */
export function onlyNational(table: string) {
  return [
    pgPolicy(`${table}_national`, { to: nationalRole, using: sql`true`, withCheck: sql`true` }),
    pgPolicy(`${table}_system`, { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ]
}
