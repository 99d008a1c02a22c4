import { randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { addDays, type CivilDate, civilDateIn, isoWeekday } from '@/lib/civil-date'
import { isWorkingDay } from '@/lib/working-days'
import works from './entries.json'

const ZONE = 'Asia/Jakarta'
const WEEKS_BEFORE = 2
const MORNING = [480, 690] as const // 08.00 to 11.30
const AFTERNOON = [780, 930] as const // 13.00 to 15.30
const TO_THE_CAP = [780, 1170] as const // with the morning as much as a day counts
const SAME_WORDS = 'Mengagendakan surat masuk dan naskah dinas pimpinan'
const RETURN_NOTE = 'Sebutkan surat mana yang belum ditindaklanjuti dan apa hasilnya.'

type Member = { id: string; appraiser: string; items: string[]; startsOn: CivilDate; endsOn: CivilDate }

/** What is told about the week before the day of the seed, one person of the team each; the others write every day. */
const STORIES = ['returned', 'usual', 'same_words', 'empty_day', 'on_leave', 'on_duty', 'approved', 'at_cap', 'usual']

/**
 * Daily entries of the demonstration team, from two weeks before the week of a day up to the day before it: what is older
 * is approved, and of the week before each person has another story. Runs as the owner of the database, after the plans;
 * does nothing where the team has entries.
 */
export async function seedEntries(sql: Sql, agencyId: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const [known] = await tx`select from daily_entries where agency_id = ${agencyId}`
    if (known) return
    const today = civilDateIn(ZONE, now)
    const monday = addDays(today, 1 - isoWeekday(today))
    const free = await tx<{ day: string }[]>`select day::text from holidays`
    const days = workingDays(addDays(monday, -7 * WEEKS_BEFORE), today, new Set(free.map(({ day }) => day)))
    const team = await teamOf(tx, agencyId)
    const rows = team.flatMap((member, at) => entriesOf(member, at, days, addDays(monday, -7)))
    const complete = rows.map((row) => ({ ...row, agency_id: agencyId }))
    if (complete.length > 0) await tx`insert into daily_entries ${tx(complete)}`
    const away = team[STORIES.indexOf('on_leave')]
    if (away) await addLeave(tx, away.id, addDays(monday, -4), addDays(monday, -3))
  })
}

function workingDays(from: CivilDate, to: CivilDate, holidays: ReadonlySet<CivilDate>): CivilDate[] {
  const days: CivilDate[] = []
  for (let day = from; day < to; day = addDays(day, 1)) if (isWorkingDay(day, holidays)) days.push(day)
  return days
}

function teamOf(tx: TransactionSql, agencyId: number): Promise<Member[]> {
  return tx<Member[]>`
    select p.employee_id as id, p.appraiser_id as appraiser, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn",
      array_agg(i.id order by i.position) as items
    from plans p join plan_items i on i.plan_id = p.id
    join employees e on e.id = p.employee_id
    where p.agency_id = ${agencyId} and p.state = 'agreed'
      and p.appraiser_id = (select l.employee_id from plans l where l.agency_id = ${agencyId} and exists (
        select from plans m where m.appraiser_id = l.employee_id) limit 1)
    group by p.id, e.nip
    order by exists (select from accounts a where a.employee_id = p.employee_id) desc, e.nip`
}

/** @param week Monday of the week that the stories are about */
function entriesOf(member: Member, at: number, days: readonly CivilDate[], week: CivilDate) {
  const story = STORIES[at % STORIES.length]
  return days
    .filter((day) => member.startsOn <= day && day <= member.endsOn)
    .flatMap((day, nth) => {
      const isTold = week <= day && day < addDays(week, 7)
      const weekday = isoWeekday(day)
      if (isTold && story === 'empty_day' && weekday === 3) return []
      if (isTold && story === 'on_leave' && weekday >= 4) return []
      const isApproved = day < week || story === 'approved' || (isTold && weekday <= 2 && story !== 'same_words')
      const isBack = isTold && story === 'returned' && weekday === 4
      const state = isBack ? 'returned' : isApproved ? 'approved' : 'submitted'
      const hours = [MORNING, isTold && story === 'at_cap' && weekday === 5 ? TO_THE_CAP : AFTERNOON]
      return hours.map(([starts, ends], half) => {
        const kind = (at + nth + half) % works.length
        const work = works[kind]
        const text = work?.texts[(at + nth) % work.texts.length] ?? ''
        return {
          id: randomUUID(),
          employee_id: member.id,
          appraiser_id: member.appraiser,
          work_on: day,
          starts_minute: starts,
          ends_minute: ends,
          kind: 'plan',
          plan_item_id: member.items[kind] ?? null,
          text: story === 'same_words' ? SAME_WORDS : text,
          quantity: 1 + ((at + nth) % 9),
          unit: work?.unit ?? '',
          place: isTold && story === 'on_duty' && (weekday === 2 || weekday === 3) ? 'duty' : 'office',
          state,
          approved_minutes: state === 'approved' ? ends - starts : null,
          review_note: state === 'returned' ? RETURN_NOTE : null,
          reviewed_by: state === 'submitted' ? null : member.appraiser,
          reviewed_at: state === 'submitted' ? null : `${day}T10:30:00Z`,
          device_at: `${day}T09:00:00Z`,
          received_at: `${day}T09:00:00Z`,
        }
      })
    })
}

async function addLeave(tx: TransactionSql, employeeId: string, from: CivilDate, to: CivilDate): Promise<void> {
  await tx`
    insert into leave_history (employee_id, effective_on, ends_on, days, kind, source, decree_number)
    values (${employeeId}, ${from}, ${to}, 2, 'Cuti Tahunan', 'seed', '851/021/BIROUMUM/2026')`
}
