import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { anExamDay, atWork } from '@/lib/cat/exam-day.fixture'
import { sampleSigning } from '@/lib/documents/sample-signing.server'
import { signingProgress, startSigningBatch } from '@/lib/documents/signing.server'
import { startJobs } from '@/lib/jobs.server'
import { failureOf } from '@/lib/log.server'

vi.mock('@/lib/log.server', { spy: true })

const folder = mkdtempSync(path.join(tmpdir(), 'satya-jobs-'))
process.env.FILES_FOLDER = path.join(folder, 'files')
process.env.KEYS_FOLDER = path.join(folder, 'keys')
const database = await testDatabase()
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(async () => {
  await database.reset()
  await database.owner`insert into agencies (id, code, name, kind) values (1, '7100', 'Provinsi', 'province')`
  context.actor.accountId = (await testAccount(database.owner, 1, ['agency_signer'])).id
})

const context: Context = {
  actor: {
    accountId: null,
    employeeId: null,
    name: 'Nurhayati',
    agencyId: 1,
    role: 'agency_signer',
    scope: { kind: 'agencies', agencyIds: [1] },
  },
  now: new Date(),
}

function start(count: number): Promise<string> {
  const itemIds = Array.from({ length: count }, (_, at) => `item-${at}`)
  return transact(context, (tx) => startSigningBatch(tx, context, { kind: 'sample', agencyId: 1, itemIds }))
}

async function until(batchId: string, isEnough: (progress: { issued: number; isFinished: boolean }) => boolean) {
  for (;;) {
    const progress = await transact(context, (tx) => signingProgress(tx, context, batchId))
    if (isEnough(progress)) return progress
    await sleep(50)
  }
}

test('a batch is signed in the background from its commit on', { timeout: 60_000 }, async () => {
  const jobs = await startJobs(sampleSigning)
  const batchId = await start(3)
  expect(await until(batchId, ({ isFinished }) => isFinished)).toMatchObject({ total: 3, issued: 3, failed: 0 })
  await jobs.stop()
})

test('an exam whose time is over ends in the background, with no browser open', { timeout: 60_000 }, async () => {
  process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'
  await database.owner`select setval(pg_get_serial_sequence('agencies', 'id'), 1)`
  const { attemptId } = await atWork(await anExamDay(database.owner))
  await database.owner`update exam_attempts set allowed_seconds = -60 where id = ${attemptId}`
  const jobs = await startJobs(sampleSigning)
  const finishedBy = async () => {
    const [row] = await database.owner`select state, finished_by as by from exam_attempts where id = ${attemptId}`
    return row
  }
  await vi.waitFor(async () => expect(await finishedBy()).toEqual({ state: 'finished', by: 'time' }), 20_000)
  await jobs.stop()
  expect(await database.owner`select total from exam_scores where attempt_id = ${attemptId}`).toEqual([{ total: 0 }])
})

test('what nobody finished is cleaned away four times a day, and whoever is to be reminded is looked for every ten minutes', async () => {
  const jobs = await startJobs(sampleSigning)
  const schedule = await database.owner`select name, cron, timezone from pgboss.schedule order by name`
  await jobs.stop()
  expect(schedule).toEqual([
    { name: 'cleaning', cron: '40 1,7,13,19 * * *', timezone: 'Asia/Jakarta' },
    { name: 'reminding', cron: '*/10 * * * *', timezone: 'UTC' },
  ])
})

test('what fails is told to the log, which masks; the queue keeps no word of it', { timeout: 60_000 }, async () => {
  await (await startJobs(sampleSigning)).stop() // makes the queues
  const { sample } = sampleSigning
  if (!sample) throw new Error('no sample')
  const afterIssue: typeof sample.afterIssue = async (tx) =>
    void (await tx.execute(sql`select ${'Siti Rahmawati'}::date`))
  await database.owner`
    insert into import_runs (agency_id, file_name, file_bytes, status, created_by, created_by_name, created_at)
    values (1, 'Siti Rahmawati.xlsx', 1, 'checked', ${context.actor.accountId}, 'Nurhayati', now() - interval '1 year')`
  await database.owner`
    create function keep_run() returns trigger language plpgsql as $$
      begin raise exception 'kept: %', old.file_name; end $$`
  await database.owner`create trigger keep_run before delete on import_runs for each row execute function keep_run()`
  onTestFinished(async () => void (await database.owner`drop function keep_run cascade`))
  await database.owner`insert into pgboss.job (name) values ('cleaning')`
  vi.mocked(failureOf).mockClear()

  const jobs = await startJobs({ sample: { ...sample, afterIssue } })
  onTestFinished(() => jobs.stop())
  await start(1)
  const outputs = async () => {
    const rows = await database.owner<{ name: string; output: string }[]>`
      select distinct name, output::text from pgboss.job where output is not null order by name`
    return rows.map(({ name, output }) => `${name} ${output}`)
  }
  await expect.poll(outputs, { timeout: 20_000 }).toMatchObject({ length: 2 })
  expect((await outputs()).join()).not.toMatch(/Siti|select|delete|import_runs/)
  const told = vi.mocked(failureOf).mock.results.map(({ value }) => value)
  expect(told).toMatchObject(
    expect.arrayContaining([{ code: '22007' }, { code: 'P0001' }].map((each) => expect.objectContaining(each))),
  )
  expect(JSON.stringify(told)).not.toContain('Siti')
})

test('a process killed in the middle of a batch loses and repeats nothing', { timeout: 90_000 }, async () => {
  const batchId = await start(12)
  const script = `
    const { startJobs } = await import('./lib/jobs.server.ts')
    const { sampleSigning } = await import('./lib/documents/sample-signing.server.ts')
    await startJobs(sampleSigning)`
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', script],
    { stdio: 'inherit' },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await until(batchId, ({ issued }) => issued >= 3)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const killed = await transact(context, (tx) => signingProgress(tx, context, batchId))
  expect(killed.waiting).toBeGreaterThan(0)

  const jobs = await startJobs(sampleSigning)
  expect(await until(batchId, ({ isFinished }) => isFinished)).toMatchObject({ issued: 12, failed: 0 })
  await jobs.stop()
  const [row] =
    await database.owner`select count(*)::int as letters, count(distinct number)::int as numbers from issued_documents`
  expect(row).toEqual({ letters: 12, numbers: 12 })
})
