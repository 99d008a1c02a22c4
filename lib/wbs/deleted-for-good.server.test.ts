import { randomBytes, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Encrypter } from 'age-encryption'
import { eq } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { wraps } from '@/db/wbs/schema'
import { addDays } from '@/lib/civil-date'
import { encryptTo } from '@/lib/wbs/hybrid'
import { openOffline } from '@/lib/wbs/offline'
import { receiveOffline, removeOldOffline } from '@/lib/wbs/offline.server'
import { office, person, recoveryKey } from '@/lib/wbs/people.fixture'
import { ORIGIN, post, postBytes, publish, reportOf, signed } from '@/lib/wbs/reporter.fixture'
import { deleteExpired } from '@/lib/wbs/retention.server'
import { sharePlace } from '@/lib/wbs/seal.server'
import { coverFor, coversOf } from '@/lib/wbs/shredding.server'
import { writePart } from '@/lib/wbs/upload'
import { openWrap } from '@/lib/wbs/wraps'
import { readWraps } from '@/lib/wbs/wraps.server'

/**
 * The promise of docs/decisions/0118: once a report is deleted, the database as it was eight days before, its files and the
 * keys of everybody who ever read it open nothing of it.
 */
const folder = mkdtempSync(join(tmpdir(), 'satya-deleted-'))
process.env.WBS_FILES_FOLDER = join(folder, 'files')
process.env.NEXTAUTH_URL = ORIGIN
const { owner, ownerUrl, shred } = await testWbsDatabase()
const restoredUrl = `${ownerUrl}_restored`
const admin = postgres(String(Object.assign(new URL(ownerUrl), { pathname: '/postgres' })), {
  max: 1,
  onnotice: () => {},
})
const restored = postgres(restoredUrl, { max: 1, onnotice: () => {} })

afterAll(async () => {
  await restored.end()
  await admin`drop database if exists ${admin(new URL(restoredUrl).pathname.slice(1))} with (force)`
  await admin.end()
  rmSync(folder, { recursive: true, force: true })
})

const DELETED = '2026-11-20'
const TABLES = [
  'offline_reports',
  'reports',
  'wraps',
  'messages',
  'attachments',
  'attachment_parts',
  'seals',
  'seal_shares',
  'events',
]

test('a dump from eight days before, with the files and every key of every reader, opens nothing of a deleted report', async () => {
  const custodians = await Promise.all(['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])))
  const { people, ani } = await office()
  await publish(owner, (await office({ keys: [...people, ...custodians].map(({ key }) => key) })).signed)
  const { keys, body } = await reportOf('ani', { content: { apa: 'Rahasia' } })
  await post('laporan', body)
  const report = body.id
  const place = { report, epoch: 0, ring: 'pesan' } as const
  const readFromDatabase = async () => {
    const found = await transactWbs((tx) => readWraps(tx, eq(wraps.holder, ani.key.id)))
    return Promise.all(found.map(({ ct }) => openWrap(ani.box.identity, ct, place)))
  }
  const [box] = await readFromDatabase()
  await attach(keys, await encryptTo(box?.recipient ?? '', randomBytes(5000)))
  await sendLockedByHand(people)

  await owner`update reports set state = 'not_processed'`
  await deleteExpired(addDays(DELETED, -97))
  await seal(report, custodians)
  const dump = new Map<string, string>()
  for (const table of TABLES) dump.set(table, await dumpOf(table))
  cpSync(join(folder, 'files'), join(folder, 'copied'), { recursive: true })
  const youngBackup = await shred.owner`select * from shred_keys`
  await transactWbs((tx) => removeOldOffline(tx, DELETED))
  await deleteExpired(DELETED)
  expect(await owner`select from reports union all select from offline_reports`).toHaveLength(0)
  expect(await shred.owner`select from shred_keys`).toHaveLength(0)

  await restore(dump)
  const stored = [...(await storedBytes(restored)), ...filesBelow(join(folder, 'copied'))]
  expect(stored.length).toBeGreaterThan(10)
  const everybody = [...people, ...custodians, { box: keys.box }, await recoveryKey()]
  expect(await openedBy(everybody, stored)).toEqual([])
  expect((await coversOf([report], 'report')).size).toBe(0)
  expect((await coversOf([report], 'identity')).size).toBe(0)

  process.env.WBS_APP_DATABASE_URL = restoredUrl
  expect(await readFromDatabase()).toEqual([])
  for (const row of youngBackup) await shred.owner`insert into shred_keys ${shred.owner(row)}`
  expect(await readFromDatabase(), 'the dump was whole: only the key was missing').toHaveLength(1)
})

/** Two years before. */
async function sendLockedByHand(people: Awaited<ReturnType<typeof person>>[]): Promise<void> {
  const encrypter = new Encrypter()
  for (const { key } of people.slice(0, 3)) encrypter.addRecipient(key.box)
  const form = new FormData()
  form.set('kelompok', 'inspektorat')
  form.set('berkas', new Blob([new Uint8Array(await encrypter.encrypt('Rahasia'))]))
  await receiveOffline(form, new Date('2024-11-19T10:00:00+07:00'))
}

async function attach(keys: Awaited<ReturnType<typeof reportOf>>['keys'], file: Uint8Array): Promise<void> {
  const id = randomUUID()
  await post('lampiran/mulai', await signed(keys, 'lampiran/mulai', { id, bytes: file.length }))
  await postBytes('lampiran/bagian', writePart({ id, number: 0, content: file }), 'application/octet-stream')
}

async function seal(report: string, custodians: Awaited<ReturnType<typeof person>>[]): Promise<void> {
  await owner`insert into seals (report_id, ct, sealed_on) values (${report}, ${randomBytes(64)}, '2026-09-01')`
  const { cover } = await coverFor(report, 'identity')
  for (const { key, box } of custodians) {
    const kept = cover(sharePlace(key.id), await encryptTo(box.recipient, randomBytes(32)))
    await owner`insert into seal_shares (report_id, key_id, ct) values (${report}, ${key.id}, ${kept})`
  }
}

/** Every row of a table as text. */
async function dumpOf(table: string): Promise<string> {
  const [all] = await owner<{ rows: string }[]>`
    select coalesce(jsonb_agg(to_jsonb(each)), '[]')::text as rows from ${owner(table)} each`
  return all?.rows ?? '[]'
}

/** As `pg_restore` does: an empty database of the same shape, then each table from its dump. */
async function restore(dump: Map<string, string>): Promise<void> {
  await admin`create database ${admin(new URL(restoredUrl).pathname.slice(1))} template satya_wbs`
  for (const [table, rows] of dump)
    await restored`insert into ${restored(table)}
      select * from jsonb_populate_recordset(null::${restored(table)}, ${rows}::text::jsonb)`
}

type Stored = { from: string; bytes: Uint8Array }

async function storedBytes(sql: Sql): Promise<Stored[]> {
  const columns = await sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where data_type = 'bytea' and table_schema = 'public'`
  const each = columns.map(async ({ table, column }) => {
    const rows = await sql<{ bytes: Buffer }[]>`select ${sql(column)} as bytes from ${sql(table)}`
    return rows.filter(({ bytes }) => bytes !== null).map(({ bytes }) => ({ from: table, bytes }))
  })
  return (await Promise.all(each)).flat()
}

function filesBelow(path: string): Stored[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => ({ from: 'file', bytes: readFileSync(join(entry.parentPath, entry.name)) }))
}

/** An age file for one reader or for several. */
async function openedBy(people: readonly { box: { identity: string } }[], stored: readonly Stored[]) {
  const opened: string[] = []
  for (const { from, bytes } of stored)
    for (const { box } of people)
      await openOffline(box.identity, bytes).then(
        () => opened.push(from),
        () => {},
      )
  return opened
}
