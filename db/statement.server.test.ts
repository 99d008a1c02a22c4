import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { transact, transactPlanned } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { statement } from '@/db/statement.server'
import { testDatabase } from '@/db/testing.server'
import { aWorker, type Worker } from '@/lib/kinerja/entry.fixture'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const NOW = new Date('2026-11-16T04:00:00Z')

const named = statement<{ id: string; given: string }>(sql`
  select ${employees.id}, ${sql.placeholder('given')}::text as given from ${employees}
  where ${employees.agencyId} = ${sql.placeholder('agencyId')} and ${employees.id} = any(${sql.placeholder('ids')}::uuid[])`)

test('a statement whose text stays takes what differs by its name, and shows each actor their own', async () => {
  const [one, other] = [await aWorker(owner, NOW), await aWorker(owner, NOW)]
  const seen = (worker: Worker, given: string, run: typeof transact = transactPlanned) =>
    run(worker.context, (tx) =>
      named(tx, { given, agencyId: worker.agencyId, ids: `{${one.employeeId},${other.employeeId}}` }),
    )
  expect(await seen(one, "it's")).toEqual([{ id: one.employeeId, given: "it's" }])
  expect(await seen(other, '$1')).toEqual([{ id: other.employeeId, given: '$1' }])
  expect(await seen(one, '', transact)).toEqual([{ id: one.employeeId, given: '' }])
})

test('a name that was left out is told, and nothing is asked', async () => {
  const worker = await aWorker(owner, NOW)
  await expect(transactPlanned(worker.context, (tx) => named(tx, { given: 'x' }))).rejects.toThrow('agencyId')
})
