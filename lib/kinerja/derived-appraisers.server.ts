import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { appraiserFinding, appraisersOfUnits } from '@/lib/kinerja/appraiser'
import { followAppraisers, lockAppraisers } from '@/lib/kinerja/followed-appraisers.server'
import { isInService } from '@/lib/kinerja/in-service.server'
import { refuseUnless } from '@/lib/refusal'
import { standsOn } from '@/lib/registry/unit-days.server'

/**
 * Gives everybody of the actor's agency the appraiser that the tree of units says, from a day on. What a letter says
 * stays, and so does a time that is right already. Returns how many people have another one than before; refuses with
 * the unmet finding where the tree and a letter would assess each other in a circle.
 */
export async function deriveAppraisers(context: Context, { startsOn }: { startsOn: CivilDate }): Promise<number> {
  const { agencyId } = context.actor
  return transact(context, async (tx) => {
    await lockAppraisers(tx, agencyId)
    const count = await renewDerived(tx, context, startsOn)
    await recordAudit(tx, context, 'appraiser.derive', null, { startsOn, count }, { agencyId })
    return count
  })
}

type Wanted = { employeeId: string; appraiserId: string; times: { startsOn: CivilDate; endsOn: CivilDate | null }[] }

/** The same within a transaction that holds the lock of the agency's appraisers, for everybody of the actor's agency or for one person. */
export async function renewDerived(tx: Tx, context: Context, startsOn: CivilDate, onlyId?: string): Promise<number> {
  const { agencyId, accountId } = context.actor
  const others = await wantedAnew(tx, agencyId, startsOn, onlyId)
  if (others.length === 0) return 0
  const employeeIds = others.map(({ employeeId }) => employeeId)
  const ids = sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(employeeIds)}::text::jsonb))`
  const isTheirs = sql`agency_id = ${agencyId} and kind = 'derived' and employee_id in ${ids}`
  await tx.execute(sql`delete from appraisers where ${isTheirs} and starts_on >= ${startsOn}::date`)
  await tx.execute(sql`
    update appraisers set ends_on = ${startsOn}::date - 1
    where ${isTheirs} and coalesce(ends_on, 'infinity') >= ${startsOn}::date`)
  const rows = others.flatMap(({ times, ...who }) => times.map((time) => ({ ...who, ...time })))
  await tx.execute(sql`
    insert into appraisers (employee_id, appraiser_id, agency_id, starts_on, ends_on, recorded_at, recorded_by)
    select "employeeId", "appraiserId", ${agencyId}, "startsOn", "endsOn", ${context.now.toISOString()}::timestamptz,
      ${accountId}::uuid
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r("employeeId" uuid, "appraiserId" uuid, "startsOn" date, "endsOn" date)`)
  refuseUnless([appraiserFinding(await hasLoop(tx, ids, startsOn))])
  await followAppraisers(tx, { employeeIds, startsOn, endsOn: null })
  return others.length
}

/** People whose derived appraiser is another one on some day, with all the times that no letter takes from that day on. */
async function wantedAnew(tx: Tx, agencyId: number, startsOn: CivilDate, onlyId?: string): Promise<Wanted[]> {
  const units = await tx.execute<{ id: number; parentId: number | null; headId: string | null }>(sql`
    select units.id, units.parent_id as "parentId",
      (select e.id from employees e where e.unit_id = units.id and e.agency_id = units.agency_id and ${isInService}
        and e.position_name = units.head_title order by e.position_since, e.id limit 1) as "headId"
    from units where units.agency_id = ${agencyId} and ${standsOn(sql`${startsOn}::date`)}`)
  const rows = await tx.execute<Wanted>(sql`
    with wanted as (
      select e.id as employee_id, case when e.id = m."headId" then m."ofHead" else m."ofMembers" end as appraiser_id
      from employees e
      join json_to_recordset(${JSON.stringify(appraisersOfUnits([...units]))}::text::json)
        as m("unitId" int, "headId" uuid, "ofMembers" uuid, "ofHead" uuid) on m."unitId" = e.unit_id
      where e.agency_id = ${agencyId} and ${isInService} and ${onlyId ? sql`e.id = ${onlyId}::uuid` : sql`true`}
    ), held as (
      select w.employee_id, range_agg(d.days) filter (where a.kind <> 'derived') as by_letter,
        range_agg(d.days) filter (where a.kind = 'derived' and a.appraiser_id = w.appraiser_id) as as_wanted,
        range_agg(d.days) filter (where a.kind = 'derived') as derived
      from wanted w join appraisers a on a.employee_id = w.employee_id
        and coalesce(a.ends_on, 'infinity') >= ${startsOn}::date,
        lateral (select daterange(greatest(a.starts_on, ${startsOn}::date), a.ends_on, '[]') as days) d
      group by w.employee_id
    ), free as (
      select w.*, datemultirange(daterange(${startsOn}::date, null)) - coalesce(h.by_letter, '{}') as days,
        coalesce(h.as_wanted, '{}') as as_wanted, coalesce(h.derived, '{}') as derived
      from wanted w left join held h using (employee_id) where w.appraiser_id is not null
    )
    select employee_id as "employeeId", appraiser_id as "appraiserId", (
      select coalesce(json_agg(json_build_object('startsOn', lower(r), 'endsOn', upper(r) - 1)), '[]')
      from unnest(days) r) as times
    from free where as_wanted <> days or derived <> days`)
  return [...rows]
}

/** Whether one of these people stands above themselves on some day from then on. */
async function hasLoop(tx: Tx, ids: SQL, startsOn: CivilDate): Promise<boolean> {
  const [found] = await tx.execute<{ is_loop: boolean }>(sql`
    with recursive times as (
      select employee_id, appraiser_id, daterange(greatest(starts_on, ${startsOn}::date), ends_on, '[]') as days
      from appraisers where coalesce(ends_on, 'infinity') >= ${startsOn}::date
    ), up(person, above, days) as (
      select employee_id, appraiser_id, days from times where employee_id in ${ids}
      union select up.person, t.appraiser_id, up.days * t.days from up join times t on t.employee_id = up.above
      where up.person <> up.above and up.days && t.days)
    select exists (select from up where person = above) as is_loop`)
  return found?.is_loop ?? false
}
