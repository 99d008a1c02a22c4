import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { handlingOffice } from '@/lib/wbs/handling.fixture'
import { officeFigures } from '@/lib/wbs/office-figures.server'

const database = await testWbsDatabase()
const { owner } = database
let office: Awaited<ReturnType<typeof handlingOffice>>

beforeEach(async () => {
  office = await handlingOffice(owner)
})
afterEach(database.reset)

const late = async (state: string, count: number, dueOn = '2026-11-06') => {
  for (let number = 0; number < count; number++)
    await owner`insert into reports (id, locator_hash, sign_pub, box_pub, group_id, manifest_version, received_on, state, due_on)
      values (${randomUUID()}, ${Buffer.from(randomUUID().replaceAll('-', '').repeat(2), 'hex')}, ${Buffer.alloc(32)}, 'x',
        'inspektorat', 3, '2026-10-01', ${state}, ${dueOn})`
}
const seen = async (on: string) => (await officeFigures(office.dewi.key.holder, on))?.late

test('the head of the office is told how much is long overdue, in steps and never fewer than five, and no content', async () => {
  await late('verifying', 4)
  expect(await seen('2026-11-13')).toMatchObject({ days: 5, all: null, states: { verifying: null } })
  await late('verifying', 8)
  await late('reviewing', 7)
  await late('verifying', 30, '2026-11-12')
  expect(await seen('2026-11-12'), 'four working days').toMatchObject({ all: null })
  expect(await seen('2026-11-13')).toMatchObject({ all: 10, states: { verifying: 10, reviewing: 5, received: null } })
})

test('nobody else is told: for all others no count runs with the day', async () => {
  await late('verifying', 9)
  expect(await officeFigures(office.budi.key.holder, '2026-11-13')).toMatchObject({ late: null })
  expect(await officeFigures(office.ani.key.holder, '2026-11-13')).toBeUndefined()
})
