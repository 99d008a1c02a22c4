import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, transactRaw } from '@/db/client.server'
import { openPopulation } from '@/db/population.fixture'
import { DEMONSTRATION_CODE } from '@/db/seed/agencies'
import type { TestDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { recordList } from '@/lib/list-audit.server'
import {
  findExportFile,
  forgetExports,
  listOwnExports,
  openExports,
  orderExport,
  runExport,
} from '@/lib/list-exports.server'
import type { ExportFormat } from '@/lib/list-source'
import { countRows, writeList } from '@/lib/list-write.server'
import { exportLists, type ListName } from '@/lib/lists.server'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { deleteView, listViews, saveView } from '@/lib/saved-views.server'

const PERIOD = '2027-04-01'
const NOW = new Date()
const DAY_MS = 86_400_000

const folder = mkdtempSync(path.join(tmpdir(), 'satya-lists-'))
process.env.FILES_FOLDER = folder
let database: TestDatabase
let agencyId: number
let otherAgencyId: number

beforeAll(async () => {
  database = await openPopulation(1200)
  const [own] = await database.owner<{ id: number }[]>`select id from agencies where code = ${DEMONSTRATION_CODE}`
  agencyId = own?.id ?? 0
  const [other] = await database.owner<{ id: number }[]>`select id from agencies where id <> ${agencyId} limit 1`
  otherAgencyId = other?.id ?? 0
  await computeNominative({ agencyId }, PERIOD, NOW)
}, 120_000)

afterAll(async () => {
  await closeDatabase()
  rmSync(folder, { recursive: true })
})

async function officer(agency = agencyId): Promise<Context> {
  const scope = { kind: 'agencies', agencyIds: [agency] } as const
  const { id: accountId } = await testAccount(database.owner, agency, ['mutation_officer'])
  return {
    actor: { accountId, employeeId: null, name: 'Petugas', agencyId: agency, role: 'mutation_officer', scope },
    now: NOW,
  }
}

async function written(list: ListName, query: Record<string, string>, format: ExportFormat) {
  const context = await officer()
  const source = await exportLists[list].source(context, query, 'id')
  const stream = new PassThrough()
  const content = format === 'csv' ? text(stream) : buffer(stream)
  await writeList(context, source, format, stream)
  return { content: await content, rows: await countRows(context, source) }
}

async function csv(list: ListName, query: Record<string, string>) {
  const { content, rows } = await written(list, query, 'csv')
  const [header, ...lines] = String(content).trim().split('\r\n')
  return { header, lines, rows }
}

test('the file of a nominatif has the rows, the order and the columns of the view', async () => {
  const usual = await csv('nominative', { periode: PERIOD })
  expect(usual.lines).toHaveLength(usual.rows)
  expect(new Set(usual.lines.map((line) => line.split(';')[0])).size).toBe(usual.rows)
  const view = await csv('nominative', { periode: PERIOD, urut: '-nama', kolom: 'outcome.post' })
  expect(view.header).toBe('NIP;Nama;Hasil;Syarat yang belum terpenuhi;Jabatan;Unit kerja')
  const names = (lines: string[]) => lines.map((line) => line.split(';')[1])
  expect(names(view.lines)).not.toEqual(names(usual.lines))
  expect(names(view.lines)[0]).toBe(names(usual.lines).at(-1))
  const some = await csv('nominative', { periode: PERIOD, hasil: 'memenuhi' })
  expect(some.rows).toBeLessThan(usual.rows)
  expect(some.rows).toBeGreaterThan(0)
})

test('in a workbook a NIP stays whole, and what looks like a formula stays text', async () => {
  const [person] = await database.owner<{ id: string; nip: string }[]>`
    select id, nip from employees where agency_id = ${agencyId} order by nip limit 1`
  await database.owner`update employees set name = '=1+1', name_key = '1 1', back_title = null, front_title = null where id = ${person?.id ?? ''}`
  const { content, rows } = await written('employees', { urut: 'nip' }, 'xlsx')
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(content as never)
  const sheet = workbook.worksheets[0]
  expect(sheet?.rowCount).toBe(rows + 1)
  expect(sheet?.getCell('A2').value).toBe(person?.nip)
  expect(sheet?.getCell('B2').value).toBe('=1+1')
  const { lines } = await csv('employees', { urut: 'nip' })
  expect(lines[0]).toMatch(/^\d{8} \d{6} \d \d{3};'=1\+1;/)
})

test('a name is found with and without its titles, a NIP by its beginning', async () => {
  const [person] = await database.owner<{ name: string; nip: string }[]>`
    select r.name, r.nip from nominative_results r where agency_id = ${agencyId} and r.name ~ ' ' order by r.nip desc limit 1`
  const { name = '', nip = '' } = person ?? {}
  const found = async (nama: string) => (await csv('nominative', { periode: PERIOD, nama, kolom: 'rank' })).lines.join()
  for (const typed of [name, `Dr. H. ${name}, S.H., M.Si.`, name.toUpperCase(), nip.slice(0, 12)]) {
    expect(await found(typed), typed).toContain(name)
  }
})

test('a long list is written in the background, and only whoever ordered it gets it, for a day', async () => {
  const own = await officer()
  const id = await orderExport(own, { list: 'employees', format: 'csv', query: { kolom: 'unit' }, locale: 'id' })
  expect(await openExports()).toMatchObject([{ id }])
  await expect(findExportFile(own, id)).rejects.toMatchObject({ code: 'not_found' })
  await runExport(id)
  await runExport(id) // once more does no harm
  const [done] = await listOwnExports(own)
  expect(done).toMatchObject({ id, list: 'employees' })
  expect(done?.doneRows).toBe(done?.totalRows)
  const file = await findExportFile(own, id)
  expect(readFileSync(file.path, 'utf8').trim().split('\r\n')).toHaveLength((done?.totalRows ?? 0) + 1)

  const colleague = await officer()
  expect(await listOwnExports(colleague)).toEqual([])
  await expect(findExportFile(colleague, id)).rejects.toMatchObject({ code: 'not_found' })
  for (const moved of [{ agencyId: otherAgencyId }, { role: 'employee' }] as const) {
    const changed: Context = { ...own, actor: { ...own.actor, ...moved } }
    expect(await listOwnExports(changed)).toEqual([])
    await expect(findExportFile(changed, id)).rejects.toMatchObject({ code: 'not_found' })
  }
  const tomorrow = new Date(NOW.getTime() + DAY_MS + 60_000)
  await expect(findExportFile({ ...own, now: tomorrow }, id)).rejects.toMatchObject({ code: 'not_found' })
  await forgetExports(tomorrow)
  expect(() => readFileSync(file.path)).toThrow('ENOENT')
  const [event] = await database.owner`
    select after, agency_id from audit_events where event = 'employee.export' and employee_id is null`
  expect(event).toMatchObject({ agency_id: agencyId, after: { rows: done?.totalRows, format: 'csv' } })
})

test('everybody in a list that is taken along can see who took it, the taker aside', async () => {
  const lists = {
    employees: {},
    documents: {},
    proposals: {},
    candidates: {},
    recap: {},
    exchange: {},
    nominative: { periode: PERIOD },
  } satisfies Record<ListName, object>
  await database.owner`truncate audit_events`
  for (const [list, query] of Object.entries(lists) as [ListName, Record<string, string>][]) {
    const context = await officer()
    const { permission, source: sourceOf } = exportLists[list]
    const source = await sourceOf(context, query, 'id')
    const { sql, params } = source.statement
    const [person] = await transactRaw(context, (tx) =>
      tx.unsafe<{ id: string }[]>(`select person_id as id from (${sql}) taken limit 1`, params as string[]),
    )
    context.actor.employeeId = person?.id ?? null
    const rows = await countRows(context, source)
    await recordList(context, permission, source, { format: 'csv', query, rows }, null)
    const events = await database.owner`
      select employee_id, account_id, agency_id from audit_events where event = ${permission}`
    expect(events.map((event) => event.employee_id)).not.toContain(person?.id)
    expect(new Set(events.map((event) => event.employee_id)).size, list).toBe(events.length)
    const isEmpty = list === 'proposals' || list === 'documents' || list === 'candidates' || list === 'exchange'
    expect(events.length).toBe(isEmpty ? 1 : rows) // all but the taker, and the list as a whole
    expect(events[0]).toMatchObject({ account_id: context.actor.accountId, agency_id: agencyId })
  }
})

test('a view is seen by its owner, by the team when shared, and removed by its owner only', async () => {
  const [one, two, foreign] = [await officer(), await officer(), await officer(otherAgencyId)]
  await saveView(one, { page: 'nominative', name: 'Punya saya', query: 'hasil=memenuhi', isShared: false })
  await saveView(one, { page: 'nominative', name: 'Untuk tim', query: 'jenis=reguler', isShared: true })
  await saveView(one, { page: 'employees', name: 'Pegawai', query: 'status=pns', isShared: true })
  const names = async (context: Context) => (await listViews(context, 'nominative')).map((view) => view.name)
  expect(await names(one)).toEqual(['Punya saya', 'Untuk tim'])
  expect(await names(two)).toEqual(['Untuk tim'])
  expect(await names(foreign)).toEqual([])
  const [shared] = await listViews(two, 'nominative')
  await expect(deleteView(two, shared?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
  await deleteView(one, shared?.id ?? '')
  expect(await names(two)).toEqual([])
})
