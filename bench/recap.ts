import type { Sql } from 'postgres'
import { addMonths, lastOfMonth } from '@/lib/civil-date'
import { recapOf } from '@/lib/kinerja/recap.server'
import { throwAwayRegister } from '../scripts/throw-away-register'
import { demonstrationAgency, officerOf } from './demonstration-agency'
import { quantile } from './sorted-quantile'

const PEOPLE = 20_000
const LAST_MONTH = '2026-11-01'
const FILLED_PERCENT = 77 // of the working days: some 200 entries of a person in a year
const WARM_UP = 3
const SAMPLES = 40
const P95 = 0.95

/**
 * The recap of one agency through the function that the page calls, while its entries grow from one month to a year and
 * to three: rows are those of a year, p95Ms is of a year, growth is three years by one month. `npm run bench recap --
 * 500` measures with so many people.
 */
export async function run(): Promise<Record<string, number>> {
  const people = Number(process.argv[3] ?? PEOPLE)
  const register = await throwAwayRegister(people, { withHistories: false })
  try {
    const agencyId = await oneAgency(register.owner)
    const lines: { months: number; rows: number; p50Ms: number; p95Ms: number }[] = []
    let filled = 0
    for (const months of [1, 12, 36]) {
      await fillMonths(register.owner, agencyId, filled, months)
      filled = months
      const [table] = await register.owner<{ rows: number }[]>`select count(*)::int as rows from daily_entries`
      const times = await timesOf(agencyId, months)
      lines.push({ months, rows: table?.rows ?? 0, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, P95) })
    }
    console.table(lines)
    const [month, year, years] = lines
    return {
      rows: year?.rows ?? 0,
      p95Ms: year?.p95Ms ?? 0,
      growth: Number(((years?.p95Ms ?? 0) / (month?.p95Ms || 1)).toFixed(2)),
    }
  } finally {
    await register.stop()
  }
}

/** Everybody into one agency and its units. */
async function oneAgency(owner: Sql): Promise<number> {
  const agencyId = await demonstrationAgency(owner)
  await owner`
    with own as (select array_agg(id order by id) as ids from units where agency_id = ${agencyId})
    update employees set agency_id = ${agencyId}, work_agency_id = ${agencyId},
      unit_id = own.ids[1 + abs(hashtext(employees.id::text)) % cardinality(own.ids)] from own`
  // What forbids overlaps is asked by every row that is written and by no row that is read.
  await owner`alter table daily_entries drop constraint daily_entries_no_overlap`
  return agencyId
}

/** The months before the last one, each person with one entry on most working days. */
async function fillMonths(owner: Sql, agencyId: number, from: number, to: number): Promise<void> {
  for (let back = from; back < to; back += 1) {
    const first = addMonths(LAST_MONTH, -back)
    await owner`
      insert into daily_entries (id, employee_id, agency_id, work_on, starts_minute, ends_minute, kind, text, state,
        approved_minutes, reviewed_by, reviewed_at, device_at, received_at)
      select gen_random_uuid(), e.id, ${agencyId}, d.day, 480, 660, 'general', 'Mengagendakan surat masuk', s.state,
        case when s.state = 'approved' then 180 end, case when s.state = 'approved' then o.id end,
        case when s.state = 'approved' then d.day + interval '2 days' end, d.day + interval '9 hours',
        d.day + interval '9 hours'
      from (select x::date as day from generate_series(${first}::date, ${lastOfMonth(first)}::date, '1 day') x
        where extract(isodow from x) < 6) d
      cross join employees e
      cross join lateral (select id from employees where id <> e.id limit 1) o
      cross join lateral (select (case when ${back === 0} and d.day > '2026-11-20' then 'submitted' else 'approved' end)
        ::entry_state as state) s
      where abs(hashtext(e.id::text || d.day)) % 100 < ${FILLED_PERCENT}`
  }
  await owner`vacuum analyze daily_entries, entry_months`
}

/** Milliseconds of recaps of months that are filled. */
async function timesOf(agencyId: number, months: number): Promise<number[]> {
  const context = officerOf(agencyId, { role: 'performance_officer' }, new Date('2026-11-30T03:00:00Z'))
  const times: number[] = []
  for (let at = 0; at < WARM_UP + SAMPLES; at += 1) {
    const month = addMonths(LAST_MONTH, -(at % months))
    const filter = { month, unitId: undefined, onlyMissing: at % 2 === 1, page: 1 }
    const began = performance.now()
    await recapOf(context, filter, '2026-11-30')
    if (at >= WARM_UP) times.push(performance.now() - began)
  }
  return times
}
