import { expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { reports } from '@/db/wbs/schema'

const database = await testWbsDatabase()

const report = {
  id: '6f0e6c1e-8a2b-4d4c-9d5e-2b7f2f9f3c11',
  locatorHash: Buffer.alloc(32, 1),
  signPub: Buffer.alloc(32, 2),
  boxPub: 'age1pq1example',
  groupId: 'inspektorat',
  manifestVersion: 1,
  receivedOn: '2026-11-27',
}

test('what fails leaves nothing of its transaction behind', async () => {
  const failing = transactWbs(async (tx) => {
    await tx.insert(reports).values(report)
    throw new Error('half way')
  })
  await expect(failing).rejects.toThrow('half way')
  expect(await database.owner`select id from reports`).toHaveLength(0)
})

test('bytes and days come back as they went in', async () => {
  await transactWbs((tx) => tx.insert(reports).values(report))
  const [found] = await transactWbs((tx) => tx.select().from(reports))
  expect(found).toMatchObject({ ...report, state: 'received', epoch: 0, dueOn: null, isQuarantined: false })
})

test.each([
  `update reports set sign_pub = 'x'`,
  'update messages set seq = seq + 1',
  `update events set kind = 'x'`,
  'delete from manifests',
  'update log_leaves set seq = 0',
  'create table more ()',
  'truncate reports',
])('the role of WBS may not: %s', async (statement) => {
  await expect(database.app.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
})
