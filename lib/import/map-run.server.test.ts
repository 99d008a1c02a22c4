import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { applyRun } from './apply-run.server'
import { checkRun } from './check-run.server'
import type { Header } from './headers'
import { givenAgency, givenUnit, officerOf, uploaded } from './import.fixture'
import { mapRun } from './map-run.server'
import { csvOf } from './people.fixture'

/** A smaller limit, so that the test need not write two hundred thousand rows. */
vi.mock('./run', async (original) => ({ ...(await original<typeof import('./run')>()), MAX_DATA_ROWS: 3 }))
vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

let officer = officerOf(0)
beforeEach(async () => {
  await database.reset()
  const agencyId = await givenAgency(owner, '7100')
  await givenUnit(owner, agencyId)
  officer = officerOf(agencyId)
})

async function received(content: string, context = officer): Promise<string> {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, content)
  return uploaded(context, path, 'pegawai.csv')
}

const runOf = async (runId: string) =>
  (await owner`select status, failure, failure_facts, counts, headers from import_runs where id = ${runId}`)[0]

async function fieldsOf(runId: string): Promise<Record<string, string>> {
  const headers = (await runOf(runId))?.headers as Header[]
  return Object.fromEntries(headers.map(({ column, field }) => [column, field ?? '']))
}

const NAME = '1' // the column of the name
const strange = csvOf([{}]).replace(';nama;', ';Sebutan Resmi;')

test('a column that nobody knows is mapped once, and the next file of the agency knows it; another agency does not', async () => {
  const runId = await received(strange)
  const fields = await fieldsOf(runId)
  expect(fields[NAME]).toBe('')
  await mapRun(officer, { id: runId, dataOn: '2026-11-23', fields: { ...fields, [NAME]: 'nama' } })
  await checkRun(officer, runId)
  expect((await runOf(runId))?.counts).toMatchObject({ newRows: 1, errorRows: 0 })

  expect((await fieldsOf(await received(strange.replace('Sebutan Resmi', ' SEBUTAN  RESMI '))))[NAME]).toBe('nama')
  const otherId = await givenAgency(owner, '7200')
  expect((await fieldsOf(await received(strange, officerOf(otherId))))[NAME]).toBe('')
})

test('a column that was left out stays left out in the next file', async () => {
  const runId = await received(csvOf([{}]))
  const fields = await fieldsOf(runId)
  const address = Object.keys(fields).find((column) => fields[column] === 'alamat') ?? ''
  await mapRun(officer, { id: runId, dataOn: '2026-11-23', fields: { ...fields, [address]: '' } })
  expect((await fieldsOf(await received(csvOf([{}]))))[address]).toBe('')
})

test('a mapping without a column that must be there, or with one twice, is refused and not remembered', async () => {
  const runId = await received(strange)
  const fields = await fieldsOf(runId)
  const map = (changed: Record<string, string>) =>
    mapRun(officer, { id: runId, dataOn: '2026-11-23', fields: { ...fields, ...changed } })
  await expect(map({})).rejects.toMatchObject({ code: 'import.column_missing', facts: { column: 'Nama' } })
  await expect(map({ [NAME]: 'nip' })).rejects.toMatchObject({
    code: 'import.column_twice',
    facts: { column: 'NIP Baru' },
  })
  expect(await owner`select 1 from import_mappings`).toHaveLength(0)
})

test('comma or semicolon, with or without a byte order mark: the same rows are checked and applied', async () => {
  for (const [index, form] of [{ separator: ',' }, { separator: ';' }, { separator: ',', mark: '\ufeff' }].entries()) {
    const nip = `19850315201001100${index + 1}`
    const runId = await received(
      csvOf([{ nip, nama: `Budi ${'abc'[index]}`, nik: `197101150385000${index + 1}` }], form),
    )
    await checkRun(officer, runId)
    await applyRun(officer, runId, 'all_or_nothing')
    const [person] = await owner`select name, address from employees where nip = ${nip}`
    expect(person).toEqual({ name: `Budi ${'abc'[index]}`, address: 'Jalan Merdeka 1' })
  }
})

test('a file of more rows than are taken is refused as a whole, and says how many are', async () => {
  const people = [1, 2, 3, 4].map((last) => ({ nip: `19850315201001100${last}`, nik: '' }))
  const fitting = await received(csvOf(people.slice(1)))
  await checkRun(officer, fitting)
  expect((await runOf(fitting))?.status).toBe('checked')
  const runId = await received(csvOf(people))
  await checkRun(officer, runId)
  expect(await runOf(runId)).toMatchObject({
    status: 'failed',
    failure: 'import.too_many_rows',
    failure_facts: { most: 3 },
  })
})

test('the limit is two hundred thousand rows', async () => {
  expect((await vi.importActual<typeof import('./run')>('./run')).MAX_DATA_ROWS).toBe(200_000)
})
