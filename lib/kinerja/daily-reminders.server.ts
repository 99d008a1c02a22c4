import 'server-only'
import { and, count, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { type dailyReminderKind, dailyReminders } from '@/db/schema/kinerja-entry'
import { type Context, systemContext } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { isDueAt, isLastOfMonth } from '@/lib/kinerja/daily-reminder'
import { gapOf, hasAgreedPlan, monthLacks } from '@/lib/kinerja/days-without.server'
import { USUAL_ENTRY_RULES } from '@/lib/kinerja/entry-rules.server'
import { isInService } from '@/lib/kinerja/in-service.server'
import { waitingFor } from '@/lib/kinerja/review.server'
import { readHolidays } from '@/lib/registry/holidays.server'
import { isOnLeave } from '@/lib/registry/leave.server'
import { isWorkingDay } from '@/lib/working-days'

const MOST = 50

/**
 * Reminds those for whom it is time, on a working day by the clock of their agency: whoever has an agreed SKP and wrote
 * nothing down, today, on three working days or in the month that ends; whoever has entries to answer, appraises somebody
 * who leaves them unanswered, or people with such days. Nobody on leave, without an account or who wants none. Run again,
 * or after it was killed, it tells nobody anything twice.
 */
export function sendDailyReminders(now: Date): Promise<void> {
  return transact(systemContext('reminders', now), async (tx) => {
    const offices = await officesAt(tx, now)
    for (const { kind, at, onLastOfMonth, found } of TOLD) {
      const due = offices.filter((office) => isDueAt(office[at], office.clock) && (office.isLast || !onLastOfMonth))
      if (due.length > 0) await insertReminders(tx, now, due, kind, found)
    }
  })
}

type Office = { agencyId: number; today: CivilDate; clock: string; remindAt: string | null; digestAt: string | null }
type OpenOffice = Office & { isLast: boolean } // the last working day of the month

/** Agencies where it is a working day, with their clock and what they decided. */
async function officesAt(tx: Tx, now: Date): Promise<OpenOffice[]> {
  const { remindAt, digestAt } = USUAL_ENTRY_RULES
  const rows = await tx.execute<Office>(sql`
    select a.id as "agencyId", c.at::date::text as today, to_char(c.at, 'HH24:MI') as clock,
      case when s.starts_on is null then ${remindAt} else to_char(s.remind_at, 'HH24:MI') end as "remindAt",
      case when s.starts_on is null then ${digestAt} else to_char(s.digest_at, 'HH24:MI') end as "digestAt"
    from agencies a cross join lateral (select ${now.toISOString()}::timestamptz at time zone a.time_zone as at) c
    left join lateral (
      select * from performance_settings where agency_id = a.id and starts_on <= c.at::date order by starts_on desc limit 1
    ) s on true`)
  const holidays = await readHolidays(tx)
  return rows
    .filter(({ today }) => isWorkingDay(today, holidays))
    .map((office) => ({ ...office, isLast: isLastOfMonth(office.today, holidays) }))
}

const PERSON = sql`e.id`
const MEMBER = sql`a.employee_id`
const TODAY = sql`o.today`

/** People whom a person `e` appraises, of whose days there is something to tell. */
const ofTeam = (lacking: SQL) => sql`
  select null::int as entries, null::date[] as days, count(*)::int as people, min(l.oldest_on) as oldest_on
  from appraisers a cross join lateral (${lacking}) l
  where a.appraiser_id = e.id and o.today between a.starts_on and coalesce(a.ends_on, 'infinity')
    and exists (select from employees e where e.id = a.employee_id and ${isInService}) having count(*) > 0`

type Reminder = {
  kind: (typeof dailyReminderKind.enumValues)[number]
  at: 'remindAt' | 'digestAt'
  onLastOfMonth?: true
  found: SQL // of a person `e` in an office `o`: entries, days, people and the oldest day; no row where nothing is told
}

const TOLD: Reminder[] = [
  {
    kind: 'unwritten',
    at: 'remindAt',
    found: sql`
      select null::int as entries, null::date[] as days, null::int as people, null::date as oldest_on
      where ${hasAgreedPlan(PERSON, TODAY)}
        and not exists (select from daily_entries d
          where d.employee_id = e.id and d.work_on = o.today and d.state <> 'withdrawn')`,
  },
  {
    kind: 'gap',
    at: 'remindAt',
    found: sql`
      select null::int as entries, g.days, null::int as people, g.oldest_on from (${gapOf(PERSON, TODAY)}) g
      where not exists (select from daily_reminders r
        where r.employee_id = e.id and r.kind::text = 'gap' and r.day > g.oldest_on)`, // a gap is told once
  },
  {
    kind: 'month',
    at: 'remindAt',
    onLastOfMonth: true,
    found: sql`
      select null::int as entries, g.days, null::int as people, g.oldest_on from (${monthLacks(PERSON, TODAY)}) g`,
  },
  {
    kind: 'waiting',
    at: 'digestAt',
    found: sql`
      select w.entries, null::date[] as days, null::int as people, w.oldest_on
      from (${waitingFor(PERSON)}) w where w.entries > 0`,
  },
  {
    kind: 'overdue',
    at: 'digestAt',
    found: sql`
      select sum(q.entries)::int as entries, null::date[] as days, null::int as people, min(q.oldest_on) as oldest_on
      from overdue_queues_of(e.id, null, o.today) q having count(*) > 0`,
  },
  { kind: 'team_gap', at: 'digestAt', found: ofTeam(gapOf(MEMBER, TODAY)) },
  { kind: 'team_month', at: 'digestAt', onLastOfMonth: true, found: ofTeam(monthLacks(MEMBER, TODAY)) },
]

async function insertReminders(
  tx: Tx,
  now: Date,
  offices: OpenOffice[],
  kind: Reminder['kind'],
  found: SQL,
): Promise<void> {
  await tx.execute(sql`
    insert into daily_reminders (employee_id, day, kind, entries, days, people, oldest_on, sent_at)
    select e.id, o.today, ${kind}::daily_reminder_kind, f.entries, f.days, f.people, f.oldest_on, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(offices)}::jsonb) o ("agencyId" int, today date)
    join employees e on e.agency_id = o."agencyId" and ${isInService}
    join accounts c on c.employee_id = e.id and c.state = 'active' and c.is_reminded
    cross join lateral (${found}) f
    where not ${isOnLeave(sql`e.id`, sql`o.today`)} and not exists (
      select from daily_reminders r where r.employee_id = e.id and r.day = o.today and r.kind = ${kind}::daily_reminder_kind)
    order by e.id
    on conflict do nothing`)
}

/** What the actor was reminded of since an instant, the latest first. */
export function listDailyReminders(context: Context, since: Date) {
  return transact(context, (tx) =>
    tx.select().from(dailyReminders).where(ofActor(context, since)).orderBy(desc(dailyReminders.sentAt)).limit(MOST),
  )
}

export async function countDailyReminders(context: Context, since: Date): Promise<number> {
  const [found] = await transact(context, (tx) =>
    tx.select({ total: count() }).from(dailyReminders).where(ofActor(context, since)),
  )
  return found?.total ?? 0
}

function ofActor({ actor: { employeeId } }: Context, since: Date): SQL | undefined {
  return employeeId === null
    ? sql`false`
    : and(eq(dailyReminders.employeeId, employeeId), gt(dailyReminders.sentAt, since))
}
