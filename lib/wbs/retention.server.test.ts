import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { addDays } from '@/lib/civil-date'
import { recordClosure } from '@/lib/wbs/closure.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { encryptTo } from '@/lib/wbs/hybrid'
import { office } from '@/lib/wbs/people.fixture'
import { ORIGIN, post, postBytes, publish, reportOf, signed } from '@/lib/wbs/reporter.fixture'
import { deleteExpired } from '@/lib/wbs/retention.server'
import { coverFor } from '@/lib/wbs/shredding.server'
import { writePart } from '@/lib/wbs/upload'

const folder = mkdtempSync(join(tmpdir(), 'satya-retention-'))
process.env.WBS_FILES_FOLDER = folder
process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database

beforeEach(async () => publish(owner, (await office()).signed))
afterEach(async () => {
  forgetCounts()
  await database.reset()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const END = '2026-03-02'

async function sent(name = 'ani') {
  const { keys, body } = await reportOf(name)
  expect((await post('laporan', body)).status).toBe(200)
  return { keys, id: body.id }
}

const setState = (id: string, state: string) =>
  owner`update reports set state = ${state}::report_state where id = ${id}`
const isThere = async (id: string) => (await owner`select from reports where id = ${id}`).length === 1

test.each([
  ['not_processed', 90],
  ['forwarded', 90],
  ['withdrawn', 90],
  ['closed', 730],
])('a report that ended %s goes after %i days, give or take its own days, and not before', async (state, days) => {
  const { id } = await sent()
  await setState(id, state)
  const drift = (await coverFor(id, 'report')).drift(7)
  await deleteExpired(END)
  await deleteExpired(addDays(END, days + drift - 1))
  expect(await isThere(id)).toBe(true)
  await deleteExpired(addDays(END, days + drift))
  expect(await isThere(id)).toBe(false)
})

test('what somebody works on stays however long, and what was opened again begins anew', async () => {
  const { id } = await sent()
  await setState(id, 'investigating')
  await deleteExpired(END)
  await deleteExpired(addDays(END, 5000))
  expect(await isThere(id)).toBe(true)
  await setState(id, 'not_processed')
  await deleteExpired(END)
  await setState(id, 'reopened')
  await deleteExpired(addDays(END, 50))
  await setState(id, 'not_processed')
  await deleteExpired(addDays(END, 60))
  await deleteExpired(addDays(END, 140))
  expect(await isThere(id)).toBe(true)
  await deleteExpired(addDays(END, 60 + 97))
  expect(await isThere(id)).toBe(false)
})

test('how long a report is kept is a number of the place', async () => {
  const { id } = await sent()
  await setState(id, 'closed')
  await owner`update retention_days set days = 30 where what = 'closed'`
  await deleteExpired(END)
  await deleteExpired(addDays(END, 37))
  expect(await isThere(id)).toBe(false)
  await owner`update retention_days set days = 730 where what = 'closed'`
})

test('with a report goes everything that was its: rows, files and keys; of its closing nothing says whose it was', async () => {
  const { keys, id } = await sent()
  const file = await encryptTo(keys.box.recipient, randomBytes(5000))
  const attachment = randomUUID()
  await post('lampiran/mulai', await signed(keys, 'lampiran/mulai', { id: attachment, bytes: file.length }))
  const part = writePart({ id: attachment, number: 0, content: file })
  expect((await postBytes('lampiran/bagian', part, 'application/octet-stream')).status).toBe(200)
  const days = { acknowledge: 1, verify: 2, review: null, investigate: null, follow_up: null }
  const told = { category: 'levy', agencyKind: 'central', result: 'not_processed', days } as const
  await transactWbs((tx) => recordClosure(tx, id, { ...told, hasCorrectiveAction: false, hasRetaliation: false }, END))
  await setState(id, 'not_processed')
  expect(await mentions(id)).not.toEqual([])
  const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files()).toHaveLength(1)

  await deleteExpired(END)
  await deleteExpired(addDays(END, 97))
  expect(await mentions(id)).toEqual([])
  expect(files()).toEqual([])
  expect(await database.shred.owner`select from shred_keys`).toHaveLength(0)
  expect(await owner`select report_id, category from closures`).toEqual([{ report_id: null, category: 'levy' }])
  expect(await owner`select quarter_end::text as on, reports from certificates`).toEqual([
    { on: '2026-06-30', reports: 1 },
  ])
  expect(await owner`select sum(reports)::int as reports from deleted_receipts`).toEqual([{ reports: 1 }])
})

test('every table that names a report loses its rows with it, but for the closings, which forget it', async () => {
  const columns = await owner`
    select c.table_name as table, (
        select k.confdeltype::text from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid
          and a.attnum = any (k.conkey) and a.attname = c.column_name
        where k.conrelid = c.table_name::regclass and k.contype = 'f' limit 1) as rule
      from information_schema.columns c
      where c.table_schema = 'public' and (c.column_name like 'report%id' or c.column_name = 'attachment_id')`
  expect(columns.length).toBeGreaterThan(7)
  for (const { table, rule } of columns) expect([table, rule]).toEqual([table, table === 'closures' ? 'n' : 'c'])
})

test('a deletion that broke off after the keys were destroyed is finished at the next run', async () => {
  const { id } = await sent()
  await setState(id, 'not_processed')
  await deleteExpired(END)
  await database.shred.owner`delete from shred_keys`
  await deleteExpired(addDays(END, 83))
  expect(await isThere(id)).toBe(false)
})

test('nothing that is merely missing costs a key', async () => {
  await coverFor(randomUUID(), 'report')
  await deleteExpired(addDays(END, 3000))
  expect(await database.shred.owner`select from shred_keys`).toHaveLength(1)
})

/** Tables with rows that name it. */
async function mentions(id: string): Promise<string[]> {
  const tables = await owner<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await owner`select from ${owner(name)} each where to_jsonb(each)::text like ${`%${id}%`}`
      return rows.length > 0 ? [name] : []
    }),
  )
  return found.flat()
}
