import { type SQL, sql } from 'drizzle-orm'
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core'

/** Logs in; sees only what the settings of its transaction allow. */
export const appRole = pgRole('satya_app').existing()
/** BKN staff who serve every agency. */
export const nationalRole = pgRole('satya_national').existing()
/** Sign-in, jobs, seeds: work that no single person does. */
export const systemRole = pgRole('satya_system').existing()

/** Serves candidates at an exam and whoever comes by: what they may be shown, column by column, and no key of an item. */
export const examRole = pgRole('satya_exam').existing()

/** The agencies of the actor. The cast stands outside the inner select, so that the planner can use an index. */
export const actorAgencies = sql`any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])`
const actorEmployee = sql`(select nullif(current_setting('satya.employee', true), ''))::uuid`
const actorAccount = sql`(select nullif(current_setting('satya.account', true), ''))::uuid`

/** True for rows whose agency column is one of the actor's. */
export const ofActorAgency = (column: string): SQL => sql`${sql.identifier(column)} = ${actorAgencies}`

/** True for rows of an agency that the actor serves, works in, or answers for as an appraiser or superior. */
export const ofNamingAgency = (column: string): SQL =>
  sql`${sql.identifier(column)} = any((select agencies_of_actor())::int[])`

/** True for rows of the actor's own employee record. */
export const ofActorEmployee = (column: string): SQL => sql`${sql.identifier(column)} = ${actorEmployee}`

/** The actor's role of this transaction is one of these. */
export const actorIs = (...roles: string[]): SQL =>
  sql`(select current_setting('satya.role', true)) in (${sql.raw(roles.map((role) => `'${role}'`).join(', '))})`

/** Roles that are for the files of other people; a test compares them with the permission `employee.read`. */
export const readsFiles = actorIs(
  'mutation_officer',
  'agency_approver',
  'agency_signer',
  'bkn_verifier',
  'bkn_signer',
  'auditor',
)

/** True for rows of the actor's own account. */
export const ofActorAccount = (column: string): SQL => sql`${sql.identifier(column)} = ${actorAccount}`

/** True for rows that name the actor's account, or none while there is none. */
export const byActorAccount = (column: string): SQL =>
  sql`${sql.identifier(column)} is not distinct from ${actorAccount}`

/** True for rows of an employee whom the actor may see: the policy of `employees` answers. */
export const ofVisibleEmployee = (column: string): SQL =>
  sql`exists (select 1 from employees e where e.id = ${sql.identifier(column)})`

/** True for rows of an employee whose file one of the actor's agencies owns. */
export const ofOwnedEmployee = (column: string): SQL =>
  sql`exists (select 1 from employees e where e.id = ${sql.identifier(column)} and e.agency_id = ${actorAgencies})`

/** True for rows of a unit of one of the actor's agencies. */
export const ofOwnUnit = sql`exists (select 1 from units u where u.id = unit_id and u.agency_id = ${actorAgencies})`

/** True for rows of an exam programme that the actor may see: the policy of `exam_programmes` answers. */
export const ofVisibleProgramme = sql`exists (select 1 from exam_programmes p where p.id = programme_id)`

/** True for rows of an exam programme of one of the actor's agencies. */
export const ofOwnProgramme = sql`exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = ${actorAgencies})`

/** True for whoever works for an agency; not for an employee who looks at their own file. */
export const forAnyAgency = sql`(select nullif(current_setting('satya.agencies', true), '')) is not null`

/** What somebody adds to a table for themselves, whatever they serve. */
export const addedByPeople = (table: string) =>
  pgPolicy(`${table}_person_insert`, {
    to: appRole,
    for: 'insert',
    withCheck: sql`(select nullif(current_setting('satya.employee', true), '')) is not null`,
  })

/** Which rows of a table the answers to candidates and the public are made of; the columns are granted. */
export const shownToVisitors = (table: string, visible: SQL = sql`true`) =>
  pgPolicy(`${table}_exam`, { to: examRole, for: 'select', using: visible })

/** What candidates add to a table. */
export const addedByVisitors = (table: string, addable: SQL = sql`true`) =>
  pgPolicy(`${table}_exam_insert`, { to: examRole, for: 'insert', withCheck: addable })

const bknAndSystem = (table: string) => [
  pgPolicy(`${table}_national`, { to: nationalRole, using: sql`true`, withCheck: sql`true` }),
  pgPolicy(`${table}_system`, { to: systemRole, using: sql`true`, withCheck: sql`true` }),
]

/**
 * The second wall of one table: `visible` narrows what the app role reads, `writable` what it adds, changes and locks,
 * where that is less; BKN's national role and the system see all rows. What each role may do with them at all is
 * granted in `0002_functions.sql`.
 */
export function walls(table: string, visible: SQL, writable?: SQL) {
  if (!writable) {
    return [pgPolicy(`${table}_app`, { to: appRole, using: visible, withCheck: visible }), ...bknAndSystem(table)]
  }
  return [
    pgPolicy(`${table}_app`, { to: appRole, for: 'select', using: visible }),
    pgPolicy(`${table}_insert`, { to: appRole, for: 'insert', withCheck: writable }),
    pgPolicy(`${table}_update`, { to: appRole, for: 'update', using: writable, withCheck: writable }),
    pgPolicy(`${table}_delete`, { to: appRole, for: 'delete', using: writable }),
    ...bknAndSystem(table),
  ]
}

/**
 * For what one person proposes and another one decides, under `proposed_by` and `decided_by`: each signs as themselves,
 * BKN's national role too, and what was decided stays. Proposing and deciding are granted column by column.
 */
export function wallsOfTwo(table: string, visible: SQL) {
  const of = (to: typeof appRole, name: string, seen: SQL) => [
    pgPolicy(`${table}_${name}`, { to, for: 'select', using: seen }),
    pgPolicy(`${table}_${name}_insert`, {
      to,
      for: 'insert',
      withCheck: sql`${seen} and ${ofActorAccount('proposed_by')}`,
    }),
    pgPolicy(`${table}_${name}_update`, {
      to,
      for: 'update',
      using: sql`${seen} and decided_at is null`,
      withCheck: sql`${seen} and ${ofActorAccount('decided_by')}`,
    }),
  ]
  return [
    ...of(appRole, 'app', visible),
    ...of(nationalRole, 'national', sql`true`),
    pgPolicy(`${table}_system`, { to: systemRole, for: 'select', using: sql`true` }),
  ]
}

/** For what the law says for everybody and an agency may add to for itself. */
export function sharedWalls(table: string, visible: SQL, writable: SQL) {
  return [
    pgPolicy(`${table}_read`, { to: appRole, for: 'select', using: visible }),
    pgPolicy(`${table}_insert`, { to: appRole, for: 'insert', withCheck: writable }),
    pgPolicy(`${table}_update`, { to: appRole, for: 'update', using: writable, withCheck: writable }),
    pgPolicy(`${table}_delete`, { to: appRole, for: 'delete', using: writable }),
    ...bknAndSystem(table),
  ]
}

/** For tables without personal data: everybody reads, only BKN and the system write. */
export function readableByAll(table: string) {
  return [pgPolicy(`${table}_read`, { to: appRole, for: 'select', using: sql`true` }), ...bknAndSystem(table)]
}
