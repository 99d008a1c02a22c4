import 'server-only'
import { and, eq, lte, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { recordAudits } from '@/lib/audit.server'
import { systemContext } from '@/lib/auth/actor'
import { addDays, civilDateIn } from '@/lib/civil-date'

/** How far back to look: longer than any process is expected to stand still. */
const LOOK_BACK_DAYS = 62

/** Events of one insert: the protocol carries 65,535 values. */
const ROWS_AT_ONCE = 1_000

/** Derives the units of which a row of the history came into force lately: a change to come counts from its day on. */
export async function refreshDueUnits(now: Date): Promise<void> {
  const today = civilDateIn('Asia/Jakarta', now)
  const since = addDays(today, -LOOK_BACK_DAYS)
  await transact(systemContext('refresh', now), (tx) =>
    tx.execute(sql`select refresh_units(array(
      select distinct unit_id from unit_history
      where effective_on between ${since} and ${today} and recorded_at < effective_on))`),
  )
}

/**
 * Derives the current rank and post of everybody for whom a history row came into force lately, and makes a CPNS whose
 * TMT PNS has come a PNS. A decree for a TMT to come changes the current values on that TMT and not before; whoever is
 * up to date already stays untouched.
 */
export async function refreshDueEmployees(now: Date): Promise<void> {
  const today = civilDateIn('Asia/Jakarta', now)
  const since = addDays(today, -LOOK_BACK_DAYS)
  const context = systemContext('refresh', now)
  await transact(context, async (tx) => {
    await tx.execute(sql`select refresh_employees(array(
      select employee_id from rank_history where effective_on between ${since} and ${today} and recorded_at < effective_on
      union
      select employee_id from position_history
      where effective_on between ${since} and ${today} and recorded_at < effective_on))`)
    const appointed = await tx
      .update(employees)
      .set({ status: 'pns', version: sql`${employees.version} + 1`, updatedAt: now })
      .where(and(eq(employees.status, 'cpns'), lte(employees.pnsOn, today)))
      .returning({ id: employees.id, agencyId: employees.agencyId, pnsOn: employees.pnsOn })
    const changes = appointed.map(({ id, agencyId, pnsOn }) => ({
      before: { status: 'cpns' },
      after: { status: 'pns', pnsOn },
      subject: { agencyId, employeeId: id, subjectId: id },
    }))
    for (let from = 0; from < changes.length; from += ROWS_AT_ONCE) {
      await recordAudits(tx, context, 'employee.become_pns', changes.slice(from, from + ROWS_AT_ONCE))
    }
  })
}
