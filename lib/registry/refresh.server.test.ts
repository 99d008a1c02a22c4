import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { type TestDatabase, testDatabase } from '@/db/testing.server'
import { testAgency, testEmployee } from '@/lib/auth/testing.server'
import { refreshDueEmployees } from '@/lib/registry/refresh.server'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterEach(() => database.reset())
afterAll(closeDatabase)

async function rankOf(employeeId: string) {
  const [row] = await database.owner`select rank::text, rank_since::text from employees where id = ${employeeId}`
  return row
}

test('a decree for a day to come counts from that day on, without anybody touching the file', async () => {
  const employeeId = await testEmployee(database.owner, await testAgency(database.owner, 'province'))
  const add = (rank: string, days: number) => database.owner`
    insert into rank_history (employee_id, effective_on, rank, service_months, source, recorded_at)
    values (${employeeId}, current_date + ${days}::int, ${rank}, 48, 'proposal', now() - interval '90 days')`
  await add('III/a', -1460)
  await add('III/b', 1)
  expect(await rankOf(employeeId)).toMatchObject({ rank: 'III/a' })

  await database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica` // a day goes by: nothing but the date has changed
    await tx`update rank_history set effective_on = current_date where rank = 'III/b'`
  })
  expect(await rankOf(employeeId)).toMatchObject({ rank: 'III/a' })
  await refreshDueEmployees(new Date())
  expect(await rankOf(employeeId)).toMatchObject({ rank: 'III/b' })
})

test('a CPNS becomes a PNS on the TMT of the decree, not before, and the trail says so once', async () => {
  const employeeId = await testEmployee(database.owner, await testAgency(database.owner, 'province'))
  const statusWith = async (days: number) => {
    await database.owner`update employees set status = 'cpns', pns_on = current_date + ${days}::int where id = ${employeeId}`
    await refreshDueEmployees(new Date())
    const [row] = await database.owner`select status::text from employees where id = ${employeeId}`
    return row?.status
  }
  expect(await statusWith(2)).toBe('cpns')
  expect(await statusWith(-1)).toBe('pns')
  await refreshDueEmployees(new Date())
  const trail = await database.owner`
    select actor_name, before, after->>'status' as status from audit_events
    where event = 'employee.become_pns' and employee_id = ${employeeId}`
  expect(trail).toEqual([{ actor_name: expect.any(String), before: { status: 'cpns' }, status: 'pns' }])
})

test('the years in a rank begin with its first decree, the masa kerja golongan stands on the last', async () => {
  const employeeId = await testEmployee(database.owner, await testAgency(database.owner, 'province'))
  const add = (rank: string, effectiveOn: string, serviceMonths: number) => database.owner`
    insert into rank_history (employee_id, effective_on, rank, service_months, source)
    values (${employeeId}, ${effectiveOn}, ${rank}, ${serviceMonths}, 'update') returning id`
  const derived = async () => {
    const [row] = await database.owner`
      select rank::text, rank_since::text as since, rank_service_on::text as "serviceOn", rank_service_months as months
      from employees where id = ${employeeId}`
    return row
  }
  await add('III/a', '2011-03-01', 0)
  expect(await derived()).toEqual({ rank: 'III/a', since: '2011-03-01', serviceOn: null, months: 0 })
  await add('III/a', '2012-04-01', 13)
  expect(await derived()).toEqual({ rank: 'III/a', since: '2011-03-01', serviceOn: '2012-04-01', months: 13 })
  const [up] = await add('III/b', '2015-04-01', 49)
  expect(await derived()).toEqual({ rank: 'III/b', since: '2015-04-01', serviceOn: null, months: 49 })
  await add('III/a', '2017-01-01', 70) // lowered for a year, and given back
  await add('III/b', '2018-01-01', 82)
  expect(await derived()).toEqual({ rank: 'III/b', since: '2018-01-01', serviceOn: null, months: 82 })
  await database.owner`
    insert into rank_history (employee_id, effective_on, rank, service_months, source, replaces_id, is_void, reason)
    select employee_id, effective_on, rank, service_months, 'update', id, true, 'Keliru'
    from rank_history where employee_id = ${employeeId} and (effective_on > '2016-01-01' or id = ${up?.id})`
  expect(await derived()).toEqual({ rank: 'III/a', since: '2011-03-01', serviceOn: '2012-04-01', months: 13 })
})
