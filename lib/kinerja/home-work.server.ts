import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { countReports } from '@/lib/kinerja/appraiser-reports.server'
import { daysWithout, hasAgreedPlan } from '@/lib/kinerja/days-without.server'
import { stripStart } from '@/lib/kinerja/own-days'
import { waitingFor } from '@/lib/kinerja/review.server'
import { zoneOfAgency } from '@/lib/registry/agency-zone.server'
import { isOnLeave } from '@/lib/registry/leave.server'
import { isWorkingDaySql } from '@/lib/working-days.server'

/** Where the actor's own work stands today. */
export type HomeWork = {
  hasPlan: boolean // an agreed SKP covers today
  isOff: boolean // no working day of the actor: weekend, holiday or leave
  entries: number // of today
  missing: number // working days of the strip before today without entries
  missingSince: CivilDate | null
  waiting: number // entries of others that the actor answers
}

/** What Beranda says of daily work, on the day that it is where the actor works; null for an account without a person. */
export async function homeWork(context: Context): Promise<HomeWork | null> {
  const { employeeId, agencyId } = context.actor
  if (!employeeId) return null
  const [found] = await transact(context, async (tx) => {
    const today = civilDateIn(await zoneOfAgency(tx, agencyId), context.now)
    const [person, day] = [sql`${employeeId}::uuid`, sql`${today}::date`]
    return tx.execute<HomeWork>(sql`
      select
        ${hasAgreedPlan(person, day)} as "hasPlan",
        (not ${isWorkingDaySql(day)} or ${isOnLeave(person, day)}) as "isOff",
        (select count(*)::int from daily_entries d
          where d.employee_id = ${person} and d.work_on = ${day} and d.state <> 'withdrawn') as entries,
        waiting.entries as waiting, m.missing, m.since::text as "missingSince"
      from (select count(*)::int as missing, min(day) as since
        from (${daysWithout(person, sql`${stripStart(today)}::date`, day)}) w) m,
        (${waitingFor(person)}) waiting`)
  })
  if (!found) throw new Error('a select of one row had none')
  return found
}

/** What waits for the performance officer of an agency: appraisers who are overdue, and reports of a wrong one. */
export type OfficerWork = { overdue: number; reports: number }

export async function officerWork(context: Context): Promise<OfficerWork> {
  const { agencyId } = context.actor
  return transact(context, async (tx) => {
    const today = civilDateIn(await zoneOfAgency(tx, agencyId), context.now)
    const [queues] = await tx.execute<{ overdue: number }>(
      sql`select count(*)::int as overdue from overdue_queues(${today}::date)`,
    )
    return { overdue: queues?.overdue ?? 0, reports: await countReports(tx, agencyId) }
  })
}

/** How many entries of others wait for the actor's answer. */
export async function countWaitingEntries(context: Context): Promise<number> {
  const { employeeId } = context.actor
  if (!employeeId) return 0
  const [found] = await transact(context, (tx) => tx.execute<{ entries: number }>(waitingFor(sql`${employeeId}::uuid`)))
  return found?.entries ?? 0
}
