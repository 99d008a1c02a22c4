import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { applyRun } from './apply-run.server'
import { historyFeeds } from './changes.server'
import { checkRun } from './check-run.server'
import { givenAgency, officerOf, uploaded } from './import.fixture'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const histories = [...new Set(historyFeeds.map((feed) => feed.table))]

let agencyId = 0
beforeEach(async () => {
  await database.reset()
  agencyId = await givenAgency(owner, '7100')
})

async function applySample(): Promise<void> {
  const officer = officerOf(agencyId)
  const runId = await uploaded(officer, 'e2e/samples/pegawai-babel.xlsx')
  await checkRun(officer, runId)
  await applyRun(officer, runId, 'valid_rows')
}

test('every key in the histories of an import leads to somebody or something that is there', async () => {
  await applySample()
  const keys = await owner<{ history: string; column: string; target: string }[]>`
    select c.conrelid::regclass::text as history, a.attname as "column", c.confrelid::regclass::text as target
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.conrelid::regclass::text = any(${histories})`
  expect(keys.map(({ history }) => history)).toEqual(expect.arrayContaining(histories))
  for (const { history, column, target } of keys) {
    const lost = await owner`
      select h.id from ${owner(history)} h
      where h.${owner(column)} is not null and not exists (select from ${owner(target)} t where t.id = h.${owner(column)})`
    expect(lost, `${history}.${column}`).toHaveLength(0)
  }
  expect(await owner`select from rank_history`).not.toHaveLength(0)
})

test('the histories of an import pass over no trigger but those that its function stands for', async () => {
  const triggers = await owner<{ table: string; name: string }[]>`
    select tgrelid::regclass::text as table, tgname as name from pg_trigger
    where not tgisinternal and tgtype & 4 = 4 and tgrelid::regclass::text = any(${histories})`
  const stoodFor = (table: string) => [
    `${table}_nominative`, // the function marks its people itself
    `${table}_refresh`, // an apply refreshes when all is written
    `${table}_replaces_own`, // new rows replace nothing
  ]
  expect(triggers.filter(({ table, name }) => !stoodFor(table).includes(name))).toEqual([])
})

test('the lists of an agency are outdated by the people whom an import adds', async () => {
  await applySample()
  const marks = await owner`select agency_id from nominative_stale where agency_id = ${agencyId}`
  expect(marks).not.toHaveLength(0)
})

test('whoever serves the web server turns no foreign key off', async () => {
  for (const role of ['satya_app', 'satya_national', 'satya_system']) {
    const turnOff = database.app.begin(async (tx) => {
      await tx`select set_config('role', ${role}, true)`
      await tx`select set_config('session_replication_role', 'replica', true)`
    })
    await expect(turnOff, role).rejects.toThrow('permission denied to set parameter')
  }
})
