import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { type TestAccount, testAccount } from '@/lib/auth/testing.server'
import { givenAgency, officerOf, uploaded } from './import.fixture'
import { WORKER_SILENCE_SECONDS } from './run'
import { whileAlive } from './run-store.server'
import { resumeSilent } from './work.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-import-work-'))
process.env.FILES_FOLDER = folder
const database = await testDatabase()
afterAll(() => rmSync(folder, { recursive: true }))

let account: TestAccount
let runId = ''

/** A check whose process was killed. */
beforeEach(async () => {
  await database.reset()
  const agencyId = await givenAgency(database.owner, '7100')
  account = await testAccount(database.owner, agencyId, ['mutation_officer'])
  runId = await uploaded(officerOf(agencyId), 'e2e/samples/pegawai-babel.xlsx')
  await database.owner`update import_runs set status = 'checking', worker_at = now() - interval '1 hour',
    created_by = ${account.id} where id = ${runId}`
})

const outcome = async () => (await database.owner`select status, failure from import_runs where id = ${runId}`)[0]

test('a step whose worker was killed goes on as the officer who brought the file', async () => {
  await resumeSilent()
  expect(await outcome()).toEqual({ status: 'checked', failure: null })
})

test.each([
  ['is disabled', "update accounts set state = 'disabled', state_reason = 'cuti'"],
  ['is no mutation officer any more', 'delete from account_roles'],
  ['works for another agency now', 'update accounts set agency_id = (select id from agencies where code = $$other$$)'],
])('when that officer %s, the step ends and writes nothing', async (_, change) => {
  await database.owner`insert into agencies (code, name, kind) values ('other', 'Kota', 'city')`
  await database.owner.unsafe(change)
  await resumeSilent()
  expect(await outcome()).toEqual({ status: 'failed', failure: 'import.officer_gone' })
})

test('a worker that is slow but alive is left to its step, and gives no sign after its end', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const [run] = await database.owner<{ agencyId: number }[]>`select agency_id as "agencyId" from import_runs`
  const officer = officerOf(run?.agencyId ?? 0)
  const silentSince = async () =>
    (await database.owner`select worker_at < now() - interval '30 minutes' as silent from import_runs`)[0]?.silent
  try {
    await whileAlive(officer, runId, async () => {
      vi.advanceTimersByTime(WORKER_SILENCE_SECONDS * 1000)
      await expect.poll(silentSince).toBe(false)
      await resumeSilent()
      expect(await outcome()).toEqual({ status: 'checking', failure: null })
    })
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
