import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount, testAgency } from '@/lib/auth/testing.server'
import { listOpenWork, retryWork } from '@/lib/background-work.server'
import { countSigning, listRefusedSigning } from '@/lib/documents/signing-list.server'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const now = new Date()
let agency: number
let account: string
beforeEach(async () => {
  agency = await testAgency(owner, 'bkn')
  account = (await testAccount(owner, agency, ['bkn_admin'])).id
})

const idOf = async (inserted: Promise<readonly { id?: string }[]>) => (await inserted)[0]?.id ?? ''

async function aBatch(finishedAt: Date | null = null): Promise<string> {
  return idOf(owner`
    insert into signing_batches (kind, agency_id, account_id, role, delay_code, finished_at, created_at)
    values ('promotion_decree', ${agency}, ${account}, 'bkn_signer', 'outage', ${finishedAt}, now() - interval '2 hours')
    returning id`)
}

const letters = (batchId: string, state: string, count: number, code: string | null = null) => owner`
  insert into signing_items (batch_id, position, kind, item_id, state, refusal_code, refusal_facts, decided_at)
  select ${batchId}, (select count(*) from signing_items) + n, 'promotion_decree', gen_random_uuid(), ${state},
    ${code}, ${code === null ? null : owner.json({ text: 'x' })}, ${code === null ? null : now}
  from generate_series(1, ${count}::int) n`

const aRun = () =>
  idOf(owner`
    insert into bulk_runs (event, agency_id, account_id, role, created_at)
    values ('submit', ${agency}, ${account}, 'mutation_officer', now() - interval '1 hour') returning id`)

const anExport = () =>
  idOf(owner`
    insert into list_exports (account_id, agency_id, role, list, format, query, locale, total_rows, done_rows)
    values (${account}, ${agency}, 'mutation_officer', 'employees', 'csv', '{}', 'id', 9000, 2000) returning id`)

test('what is not finished stands in one list with what is left of it, the oldest first', async () => {
  const batch = await aBatch()
  await letters(batch, 'waiting', 3)
  await letters(batch, 'failed', 1, 'not_found')
  await letters(await aBatch(now), 'failed', 1, 'not_found')
  const [run, file] = [await aRun(), await anExport()]
  expect(await listOpenWork()).toMatchObject([
    { kind: 'signing', id: batch, waiting: 3, delayCode: 'outage' },
    { kind: 'bulk', id: run, waiting: 0, delayCode: null },
    { kind: 'export', id: file, waiting: 7000 },
  ])
})

test('trying again calls every unfinished piece once, and the trail says who asked', async () => {
  const [batch, run, file] = [await aBatch(), await aRun(), await anExport()]
  await aBatch(now)
  const heard: string[] = []
  const channels = ['satya_signing', 'satya_bulk', 'satya_export']
  const listening = await Promise.all(channels.map((name) => owner.listen(name, (id) => heard.push(`${name} ${id}`))))
  const actor: Context['actor'] = {
    accountId: account,
    employeeId: null,
    name: 'Administrator',
    agencyId: agency,
    role: 'bkn_admin',
    scope: { kind: 'national' },
  }
  await retryWork({ actor, now })
  await expect.poll(() => heard.length).toBe(3)
  expect(heard.sort()).toEqual([`satya_bulk ${run}`, `satya_export ${file}`, `satya_signing ${batch}`])
  await Promise.all(listening.map(({ unlisten }) => unlisten()))
  const events = await owner`select account_id, after from audit_events where event = 'system.retry'`
  expect(events).toMatchObject([{ account_id: account, after: { pieces: 3 } }])
})

test('refused letters stand by their reason, as many as are counted, and those of last month no more', async () => {
  const batch = await aBatch(now)
  await letters(batch, 'failed', 2, 'glyph_missing')
  await letters(batch, 'failed', 1, 'not_found')
  await letters(batch, 'failed', 4, 'stale')
  await owner`update signing_items set decided_at = now() - interval '30 days' where refusal_code = 'stale'`
  const refused = await listRefusedSigning(now)
  expect(refused.map(({ refusalCode, letters }) => `${refusalCode} ${letters}`).sort()).toEqual([
    'glyph_missing 2',
    'not_found 1',
  ])
  expect(refused[0]?.facts).toEqual({ text: 'x' })
  expect((await countSigning(now)).failed).toBe(refused.reduce((sum, { letters }) => sum + letters, 0))
})
