import { mkdtempSync, rmSync } from 'node:fs'
import fileSystem from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { isDiskFull } from '@/lib/disk-full'
import { applyRun } from './apply-run.server'
import { checkRun } from './check-run.server'
import { givenAgency, officerOf, uploaded } from './import.fixture'
import { appendToRun, startRun } from './receive-run.server'
import { resumeSilent } from './work.server'

vi.mock('node:fs/promises', { spy: true })
vi.setConfig({ testTimeout: 90_000 }) // whole workbooks, several times

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-full-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const CLEAN = 'e2e/samples/pegawai-babel-clean.xlsx'

let context = officerOf(0)
beforeEach(async () => {
  await database.reset()
  context = officerOf(await givenAgency(owner, '7100'))
})

/** From now on PostgreSQL has no room for another row of this table; answers how to make room. */
async function fill(table: string): Promise<() => Promise<void>> {
  await owner.unsafe(`
    create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
    create trigger no_room before insert or update on ${table} for each row execute function no_room();
    alter table ${table} enable always trigger no_room`) // a disk knows no exceptions
  return async () => {
    await owner.unsafe('drop function no_room cascade')
  }
}

const count = async (table: string) => Number((await owner.unsafe(`select count(*) as n from ${table}`))[0]?.n)
const runOf = async (id: string) => (await owner`select status, failure from import_runs where id = ${id}`)[0]

test('an upload that finds no room keeps what has arrived, and goes on once there is room', async () => {
  const id = await startRun(context, { fileName: 'pegawai.xlsx', fileBytes: 20 })
  expect(await appendToRun(context, id, 0, Buffer.alloc(10))).toBe(10)
  vi.mocked(fileSystem.open).mockRejectedValueOnce(Object.assign(new Error('no room'), { code: 'ENOSPC' }))
  await expect(appendToRun(context, id, 10, Buffer.alloc(10))).rejects.toSatisfy(isDiskFull)
  expect(await runOf(id)).toMatchObject({ status: 'uploading' })
  expect(await appendToRun(context, id, 0, Buffer.alloc(10))).toBe(10)
  expect(await appendToRun(context, id, 10, Buffer.alloc(10))).toBe(20)
})

test('a check that finds no room says so, writes nothing to the register, and can be started again', async () => {
  const id = await uploaded(context, CLEAN)
  const makeRoom = await fill('import_rows')
  await expect(checkRun(context, id)).rejects.toSatisfy(isDiskFull)
  expect(await runOf(id)).toEqual({ status: 'failed', failure: 'disk_full' })
  expect(await count('employees')).toBe(0)

  await makeRoom()
  await checkRun(context, id)
  expect(await runOf(id)).toEqual({ status: 'checked', failure: null })
})

test('an apply that finds no room says so, leaves nothing half written, and can be started again', async () => {
  const id = await uploaded(context, CLEAN)
  await checkRun(context, id)
  const makeRoom = await fill('education_history') // after the people and their ranks
  expect(await applyRun(context, id, 'valid_rows'), 'nothing stands').toBe(false)
  expect(await runOf(id)).toEqual({ status: 'checked', failure: 'disk_full' })
  for (const table of ['employees', 'rank_history', 'units']) expect(await count(table), table).toBe(0)

  await makeRoom()
  expect(await applyRun(context, id, 'valid_rows')).toBe(true)
  expect(await runOf(id)).toEqual({ status: 'applied', failure: null })
  expect(await count('employees')).toBe(1200)
})

test('where not even that can be written down, the step goes on by itself once there is room', async () => {
  const id = await uploaded(context, CLEAN)
  const makeRoom = await fill('import_rows')
  await owner`create trigger no_room before update on import_runs for each row
    when (old.status = 'checking') execute function no_room()`
  await expect(checkRun(context, id)).rejects.toSatisfy(isDiskFull)
  expect(await runOf(id)).toMatchObject({ status: 'checking' })

  await makeRoom()
  await owner`update import_runs set worker_at = now() - interval '1 minute' where id = ${id}`
  await resumeSilent()
  expect(await runOf(id)).toEqual({ status: 'checked', failure: null })
})
