import 'server-only'
import { and, asc, eq, getTableName, inArray, isNull, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { ofScope } from '@/lib/registry/employee-scope.server'
import { findEmployeeIn } from '@/lib/registry/employees.server'
import { historyTables, standsSql } from '@/lib/registry/histories.server'
import type { mergeInput, splitInput } from '@/lib/registry/inputs'
import { refuseTakenNik, touched } from '@/lib/registry/standing.server'

/** How many cases of these people somebody still works on, as other modules tell it. */
export type CountOpenCases = (tx: Tx, employeeIds: readonly string[]) => Promise<number>

/** Two records that may be one person, as they are compared; undefined unless both are in the actor's scope. */
export async function findPair(context: Context, ids: readonly [string, string]) {
  return transact(context, async (tx) => {
    const one = await standingAlone(tx, context, ids[0])
    const other = await standingAlone(tx, context, ids[1])
    if (!one || !other || one.id === other.id) return undefined
    const rows = await historyRowsOf(tx, ids)
    return [
      { ...one, historyRows: rows.get(one.id) ?? 0 },
      { ...other, historyRows: rows.get(other.id) ?? 0 },
    ] as const
  })
}

export type Compared = NonNullable<Awaited<ReturnType<typeof findPair>>>[number]

async function standingAlone(tx: Tx, context: Context, id: string) {
  const employee = await findEmployeeIn(tx, context, id)
  return employee?.mergedIntoId ? undefined : employee
}

/** How many rows stand in all histories of each of these people. */
async function historyRowsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const standing = Object.values(historyTables).map((table) => {
    const ofThem = sql`select h.employee_id from ${table} h where h.employee_id in ${[...ids]}`
    return sql`${ofThem} and ${sql.raw(standsSql(getTableName(table)))}`
  })
  const counted = await tx.execute<{ id: string; rows: number }>(sql`
    select employee_id as id, count(*)::int as rows from (${sql.join(standing, sql` union all `)}) as standing
    group by employee_id`)
  return new Map(counted.map(({ id, rows }) => [id, rows]))
}

/**
 * Says that two records are one person: the other one leads to the one that stays from now on. It keeps its number,
 * histories and papers, so that nothing is lost and the merge can be undone; its account is closed by the database.
 *
 * Refuses not_found, duty.own_file, merge.open_cases while a case of either runs, and merge.leads_on for a record to
 * which others lead already: that one has to stay.
 */
export async function mergeEmployees(
  context: Context,
  { oneId, otherId, keptId, reason }: z.output<typeof mergeInput>,
  countOpenCases: CountOpenCases,
): Promise<void> {
  const retiredId = keptId === oneId ? otherId : oneId
  await transact(context, async (tx) => {
    const locked = await lockFiles(tx, context, [keptId, retiredId])
    const retired = locked.find(({ id }) => id === retiredId)
    if (!retired || locked.length < 2 || (keptId !== oneId && keptId !== otherId)) throw new Refusal('not_found')
    const open = await countOpenCases(tx, [keptId, retiredId])
    if (open > 0) throw new Refusal('merge.open_cases', { count: open })
    if ((await tx.$count(employees, eq(employees.mergedIntoId, retiredId))) > 0) throw new Refusal('merge.leads_on')
    await tx
      .update(employees)
      .set({ mergedIntoId: keptId, ...touched })
      .where(eq(employees.id, retiredId))
    const subject = { agencyId: retired.agencyId, employeeId: retiredId, subjectId: keptId, reason }
    const after = { mergedIntoId: keptId, nip: retired.nip }
    await recordAudit(tx, context, 'duplicate.merge', { mergedIntoId: null, nip: retired.nip }, after, subject)
  })
}

/**
 * Undoes a merge: the record stands for itself again. Its account stays closed until an administrator opens it. Refuses
 * not_found, duty.own_file, merge.not_merged, and merge.nik_taken when another record has its NIK by now.
 */
export async function splitEmployee(context: Context, { id, reason }: z.output<typeof splitInput>): Promise<void> {
  await transact(context, async (tx) => {
    const [file] = await lockFiles(tx, context, [id], sql`true`)
    if (!file) throw new Refusal('not_found')
    const { mergedIntoId, agencyId, nip } = file
    if (!mergedIntoId) throw new Refusal('merge.not_merged')
    if (mergedIntoId === context.actor.employeeId) throw new Refusal('duty.own_file')
    await tx
      .update(employees)
      .set({ mergedIntoId: null, ...touched })
      .where(eq(employees.id, id))
      .catch(refuseTakenNik)
    const subject = { agencyId, employeeId: id, subjectId: mergedIntoId, reason }
    await recordAudit(tx, context, 'duplicate.split', { mergedIntoId, nip }, { mergedIntoId: null, nip }, subject)
  })
}

/** The records that lead to one, by number. */
export function listMerged(context: Context, id: string) {
  return transact(context, (tx) =>
    tx
      .select({ id: employees.id, nip: employees.nip, name: employees.name, agencyId: employees.agencyId })
      .from(employees)
      .where(and(eq(employees.mergedIntoId, id), ofScope(context)))
      .orderBy(asc(employees.nip)),
  )
}

/** In one order, so that two who merge the same pair come one after the other; nobody decides about their own file. */
async function lockFiles(tx: Tx, context: Context, ids: string[], which = isNull(employees.mergedIntoId)) {
  if (ids.some((id) => id === context.actor.employeeId)) throw new Refusal('duty.own_file')
  return tx
    .select({
      id: employees.id,
      agencyId: employees.agencyId,
      nip: employees.nip,
      mergedIntoId: employees.mergedIntoId,
    })
    .from(employees)
    .where(and(inArray(employees.id, ids), which, ofScope(context)))
    .orderBy(asc(employees.id))
    .for('update')
}
