import 'server-only'
import { and, eq, gte, isNull, lte, notInArray, or, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { appraiserReports, appraisers } from '@/db/schema/kinerja'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { appraiserFinding, appraisersOfUnits, restOf } from '@/lib/kinerja/appraiser'
import type { AssignOrder } from '@/lib/kinerja/appraiser-input'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { LEFT_SERVICE } from '@/lib/registry/legal-status'

/** Of a row `e` of employees: in service. */
export const isInService = sql`${notInArray(sql`e.legal_status`, [...LEFT_SERVICE])} and e.deceased_on is null
  and e.merged_into_id is null`

/**
 * Gives everybody of the actor's agency the appraiser that the tree of units says, from a day on. What a letter says
 * stays, and so does a time that is right already. Returns how many people have another one than before.
 */
export async function deriveAppraisers(context: Context, { startsOn }: { startsOn: CivilDate }): Promise<number> {
  const { agencyId, accountId } = context.actor
  return transact(context, async (tx) => {
    const units = await tx.execute<{ id: number; parentId: number | null; headId: string | null }>(sql`
      select u.id, u.parent_id as "parentId",
        (select e.id from employees e where e.unit_id = u.id and e.agency_id = u.agency_id and ${isInService}
          and e.position_name = u.head_title order by e.position_since, e.id limit 1) as "headId"
      from units u where u.agency_id = ${agencyId} and (u.closed_on is null or u.closed_on > ${startsOn}::date)`)
    const wanted = sql`(
      select e.id as employee_id, case when e.id = m."headId" then m."ofHead" else m."ofMembers" end as appraiser_id
      from employees e
      join json_to_recordset(${JSON.stringify(appraisersOfUnits([...units]))}::text::json)
        as m("unitId" int, "headId" uuid, "ofMembers" uuid, "ofHead" uuid) on m."unitId" = e.unit_id
      where e.agency_id = ${agencyId} and ${isInService}) w`
    const isOther = sql`a.employee_id = w.employee_id and a.kind = 'derived' and a.ends_on is null
      and a.appraiser_id <> w.appraiser_id`
    const moved = await tx.execute<{ id: string }>(sql`
      update appraisers a set appraiser_id = w.appraiser_id from ${wanted}
      where ${isOther} and a.starts_on = ${startsOn}::date returning a.id`)
    await tx.execute(sql`
      update appraisers a set ends_on = ${startsOn}::date - 1 from ${wanted}
      where ${isOther} and a.starts_on < ${startsOn}::date`)
    const added = await tx.execute<{ id: string }>(sql`
      insert into appraisers (employee_id, appraiser_id, agency_id, starts_on, recorded_by)
      select w.employee_id, w.appraiser_id, ${agencyId}, ${startsOn}::date, ${accountId}::uuid from ${wanted}
      where w.appraiser_id is not null and not exists (select from appraisers a
        where a.employee_id = w.employee_id and coalesce(a.ends_on, 'infinity') >= ${startsOn}::date)
      returning id`)
    const count = moved.length + added.length
    await recordAudit(tx, context, 'appraiser.derive', null, { startsOn, count }, { agencyId })
    return count
  })
}

/**
 * Another appraiser by letter, for a time: what held then gives way for these days alone. An open report of the person
 * is answered by it. Refuses with the unmet finding of a loop, and with kinerja.nip for a person who is not there.
 */
export async function assignAppraiser(context: Context, order: AssignOrder): Promise<void> {
  await transact(context, async (tx) => {
    const employeeId = await findByNip(tx, context, 'employeeNip', order.employeeNip)
    const appraiserId = await findByNip(tx, context, 'appraiserNip', order.appraiserNip)
    const time = { startsOn: order.startsOn, endsOn: order.endsOn || null }
    if (time.endsOn !== null && time.endsOn < time.startsOn)
      throw new Refusal('kinerja.period_order', {}, { endsOn: 'kinerja.period_order' })
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
    await recordAudit(tx, context, 'appraiser.assign', before, after, { agencyId, employeeId, reason })
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
  if (!found) throw new Refusal('kinerja.nip', {}, { [field]: 'kinerja.nip' })
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
