import 'server-only'
import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { appraiserReports, appraisers } from '@/db/schema/kinerja'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { appraiserFinding, restOf } from '@/lib/kinerja/appraiser'
import type { AssignOrder } from '@/lib/kinerja/appraiser-input'
import { renewDerived } from '@/lib/kinerja/derived-appraisers.server'
import { followAppraisers, lockAppraisers } from '@/lib/kinerja/followed-appraisers.server'
import { Refusal, refuseUnless } from '@/lib/refusal'

/**
 * Another appraiser by letter, for a time: what held then gives way for these days alone, their entries go to the new
 * one, and after the last day the tree of units says who it is. An open report of the person is answered by it. Refuses with the unmet finding of a loop, and with kinerja.nip for a person who is not there.
 */
export async function assignAppraiser(context: Context, order: AssignOrder): Promise<void> {
  await transact(context, async (tx) => {
    await lockAppraisers(tx, context.actor.agencyId)
    const employeeId = await findByNip(tx, context, 'employeeNip', order.employeeNip)
    const appraiserId = await findByNip(tx, context, 'appraiserNip', order.appraiserNip)
    const time = { startsOn: order.startsOn, endsOn: order.endsOn || null }
    if (time.endsOn !== null && time.endsOn < time.startsOn) throw Refusal.onField('endsOn', 'kinerja.period_order')
    refuseUnless([appraiserFinding(await isAbove(tx, employeeId, appraiserId, time))])
    const { agencyId, accountId } = context.actor
    const before = await tx.delete(appraisers).where(overlapping(employeeId, time)).returning()
    const rests = before.flatMap(({ id: _id, ...row }) => restOf(row, time).map((rest) => ({ ...row, ...rest })))
    if (rests.length > 0) await tx.insert(appraisers).values(rests)
    const { kind, letterNumber, letterOn, reason } = order
    const after = { employeeId, appraiserId, agencyId, ...time, kind, letterNumber, letterOn, reason }
    await tx.insert(appraisers).values({ ...after, recordedAt: context.now, recordedBy: accountId })
    await tx
      .update(appraiserReports)
      .set({ closedAt: context.now, closedBy: accountId, answer: reason })
      .where(and(eq(appraiserReports.employeeId, employeeId), isNull(appraiserReports.closedAt)))
    const entries = await followAppraisers(tx, { employeeIds: [employeeId], ...time })
    await recordAudit(tx, context, 'appraiser.assign', before, { ...after, entries }, { agencyId, employeeId, reason })
    if (time.endsOn !== null) await renewDerived(tx, context, addDays(time.endsOn, 1), employeeId)
  })
}

function overlapping(employeeId: string, { startsOn, endsOn }: { startsOn: CivilDate; endsOn: CivilDate | null }) {
  return and(
    eq(appraisers.employeeId, employeeId),
    or(isNull(appraisers.endsOn), gte(appraisers.endsOn, startsOn)),
    endsOn === null ? undefined : lte(appraisers.startsOn, endsOn),
  )
}

async function findByNip(tx: Tx, { actor }: Context, field: string, nip: string): Promise<string> {
  const [found] = await tx
    .select({ id: employees.id })
    .from(employees)
    .where(and(eq(employees.nip, nip), eq(employees.agencyId, actor.agencyId)))
  if (!found) throw Refusal.onField(field, 'kinerja.nip')
  return found.id
}

/** Whether the person is the appraiser themselves, or stands above the appraiser on some day of the time. */
async function isAbove(
  tx: Tx,
  employeeId: string,
  appraiserId: string,
  { startsOn, endsOn }: { startsOn: CivilDate; endsOn: CivilDate | null },
): Promise<boolean> {
  const [found] = await tx.execute<{ is_above: boolean }>(sql`
    with recursive up(id) as (
      select ${appraiserId}::uuid
      union select a.appraiser_id from up join appraisers a on a.employee_id = up.id
        and a.starts_on <= coalesce(${endsOn}::date, 'infinity')
        and coalesce(a.ends_on, 'infinity') >= ${startsOn}::date)
    select exists (select from up where id = ${employeeId}::uuid) as is_above`)
  return found?.is_above ?? false
}
