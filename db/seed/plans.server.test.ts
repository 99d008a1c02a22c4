import { beforeAll, expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { testDatabase } from '@/db/testing.server'
import { seedAccounts } from './accounts'
import { BKN_CODE, DEMONSTRATION_CODE, regionalOfficeCode } from './agencies'
import { seedEntries } from './entries'
import { seedEvaluations } from './evaluations'
import { seedPlans } from './plans'
import { addPopulation, DATA_DAY } from './population'
import { loadReference } from './reference'

process.env.NEXTAUTH_SECRET = 'a secret of the tests that is long enough'
const { owner } = await testDatabase()
const FRIDAY = new Date('2026-11-27T03:00:00Z')

beforeAll(async () => {
  await loadReference(owner, readReferenceRows())
  const silent = { seed: 1945, asOf: DATA_DAY, withHistories: true, onProgress: () => {} }
  await addPopulation(owner, { employees: 2500, ...silent })
  const idOf = async (code: string) => {
    const [agency] = await owner<{ id: number }[]>`select id from agencies where code = ${code}`
    return agency?.id ?? 0
  }
  const province = await idOf(DEMONSTRATION_CODE)
  await seedAccounts(owner, { bkn: await idOf(BKN_CODE), regional_office: await idOf(regionalOfficeCode(7)), province })
  await seedPlans(owner, province)
  await seedPlans(owner, province)
  await seedEntries(owner, province, FRIDAY)
  await seedEntries(owner, province, FRIDAY)
})

test('the demonstration has a team whose agreed plans serve the results of its appraiser', async () => {
  const plans = await owner<{ position: string; items: number; served: number; own: boolean }[]>`
    select p.people->'employee'->>'position' as position, count(i.id)::int as items,
      count(l.id)::int as served, a.user_id is not null as own
    from plans p join plan_items i on i.plan_id = p.id
    left join plan_items l on l.id = i.leader_item_id
    left join plans lp on lp.id = l.plan_id and lp.employee_id = p.appraiser_id
    left join accounts a on a.employee_id = p.employee_id and a.user_id = 'pegawai'
    where p.state = 'agreed' group by p.id, p.people, a.user_id order by served desc, own desc`
  expect(plans).toHaveLength(10)
  expect(plans[0]).toEqual({ position: 'Analis Perencanaan', items: 4, served: 4, own: true })
  expect(plans.at(-1)).toEqual({ position: 'Kepala Bagian Tata Usaha Biro Umum', items: 3, served: 0, own: false })
})

test('an appraiser sees the own team and nobody else’s', async () => {
  const teamOf = (nip: string) =>
    owner.begin(async (tx) => {
      await tx`select set_config('satya.employee', (select id::text from employees where nip = ${nip}), true)`
      await tx`set local role satya_app`
      return tx`select * from team_of_actor('2026-11-23')`
    })
  expect(await teamOf('197711052003121036')).toHaveLength(9)
  expect(await teamOf('199506232019032010')).toHaveLength(0)
})

test('the week before the day of the seed has one story of every kind, and everything older is approved', async () => {
  const people = await owner<{ waiting: number; returned: number; days: number; texts: number; duty: number }[]>`
    select count(*) filter (where state = 'submitted')::int as waiting,
      count(*) filter (where state = 'returned')::int as returned, count(distinct work_on)::int as days,
      count(distinct text)::int as texts, count(distinct work_on) filter (where place = 'duty')::int as duty
    from daily_entries where work_on between '2026-11-16' and '2026-11-20' group by employee_id`
  expect(people).toHaveLength(9)
  const one = (story: (person: (typeof people)[number]) => boolean) => people.filter(story).length
  expect(one(({ returned }) => returned === 2)).toBe(1)
  expect(one(({ texts, waiting }) => texts === 1 && waiting === 10)).toBe(1)
  expect(one(({ days }) => days === 4)).toBe(1)
  expect(one(({ days }) => days === 3)).toBe(1) // two days of leave
  expect(one(({ duty }) => duty === 2)).toBe(1)
  expect(one(({ waiting }) => waiting === 0)).toBe(1)
  const [full] = await owner`
    select count(*)::int as days from (select from daily_entries where work_on >= '2026-11-16'
      group by employee_id, work_on having sum(ends_minute - starts_minute) = 600) as day`
  expect(full?.days).toBe(1)
  const [older] = await owner`
    select count(*)::int as entries, count(*) filter (where state <> 'approved')::int as others from daily_entries
    where work_on < '2026-11-16'`
  expect(older).toEqual({ entries: 90, others: 0 })
})

test('the team has evaluations of the year, of the last one and of PP 46/2011, once, with the predikat of the histories', async () => {
  for (let time = 0; time < 2; time++) {
    const [agency] = await owner<{ id: number }[]>`select id from agencies where code = ${DEMONSTRATION_CODE}`
    await seedEvaluations(owner, agency?.id ?? 0, FRIDAY)
  }
  const rows = await owner<{ kind: string; year: number; states: string[]; rows: number }[]>`
    select kind::text, date_part('year', starts_on)::int as year, array_agg(distinct state::text order by state::text) as states,
      count(*)::int as rows
    from evaluations group by 1, 2 order by 2, 1`
  expect(rows).toEqual([
    { kind: 'annual', year: 2020, states: ['accepted', 'confirmed'], rows: 2 },
    { kind: 'annual', year: 2025, states: ['accepted'], rows: 8 },
    { kind: 'periodic', year: 2025, states: ['accepted'], rows: 32 },
    { kind: 'periodic', year: 2026, states: ['accepted', 'answered', 'confirmed', 'objected', 'received'], rows: 26 },
  ])
  const [differing] = await owner<{ rows: number }[]>`
    select count(*)::int as rows from evaluations e join performance_history h on h.employee_id = e.employee_id
      and h.year = 2025 and not h.is_void
    where e.kind = 'annual' and e.starts_on = '2025-01-01' and h.predicate <> e.predicate
      and not exists (select from performance_history n where n.replaces_id = h.id)`
  expect(differing?.rows).toBe(0)
})
