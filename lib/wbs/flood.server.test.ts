import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { newChallenge } from '@/lib/wbs/challenge.server'
import { count, forgetCounts, isFlood, takeFailures, timesHarder } from '@/lib/wbs/flood.server'
import { office } from '@/lib/wbs/people.fixture'
import { HIGHEST_COST } from '@/lib/wbs/proof-of-work'
import { ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'

Object.assign(process.env, { NEXTAUTH_URL: ORIGIN, WBS_PROOF_TRIES: '64' })
const database = await testWbsDatabase()
const now = new Date('2026-11-27T03:10:00Z')
const nextHour = new Date('2026-11-27T04:00:00Z')

beforeEach(forgetCounts)
afterEach(database.reset)

test.each([
  [59, 1],
  [60, 2],
  [119, 2],
  [120, 4],
  [240, 8],
  [1_000_000, 1024],
])('after %d reports of everybody in an hour the work is %d times as much', (reports, times) => {
  count('reports', now, reports)
  expect(timesHarder('reports', now)).toBe(times)
  expect(newChallenge('reports', now).cost).toBe(64 * times)
  expect(timesHarder('openings', now)).toBe(1)
  expect(timesHarder('reports', nextHour)).toBe(1)
})

test('no flood asks for more than a browser works for', () => {
  count('reports', now, 10_000_000)
  expect(newChallenge('reports', now).cost).toBe(HIGHEST_COST)
})

test('600 openings and 2 GiB are what an hour may bring', () => {
  count('openings', now, 600)
  expect(newChallenge('openings', now).cost).toBe(128)
  count('bytes', now, 2 * 1024 ** 3 - 1)
  expect(isFlood('bytes', now)).toBe(false)
  count('bytes', now)
  expect(isFlood('bytes', now)).toBe(true)
})

test('a report in a flood is taken into quarantine and answered like any other', async () => {
  await publish(database.owner, (await office()).signed)
  const calm = await reportOf('ani')
  const early = await reportOf('budi')
  const heard = await post('laporan', calm.body)
  count('reports', new Date(), 60)
  const flooded = await post('laporan', early.body)
  expect([flooded.status, flooded.bytes]).toEqual([heard.status, heard.bytes])
  const rows = await database.owner`select is_quarantined from reports order by is_quarantined`
  expect(rows).toEqual([{ is_quarantined: false }, { is_quarantined: true }])
})

test('a proof that was cheap before a flood is not good in it', async () => {
  await publish(database.owner, (await office()).signed)
  const { body } = await reportOf('ani')
  count('reports', new Date(), 240)
  expect((await post('laporan', body)).answer.code).toBe('proof_cheap')
})

test('failures are kept over the hour until the timer tells them, once', async () => {
  await post('manifest', {}) // refused, which is no failure
  const url = process.env.WBS_APP_DATABASE_URL
  process.env.WBS_APP_DATABASE_URL = ''
  expect((await post('manifest', {})).status).toBe(503)
  process.env.WBS_APP_DATABASE_URL = url
  count('openings', nextHour)
  expect([takeFailures(), takeFailures()]).toEqual([1, 0])
})
