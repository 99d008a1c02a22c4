import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { listAccessToOwnFile } from '@/lib/audit-read.server'
import type { Actor } from '@/lib/auth/actor'
import { applyRun } from './apply-run.server'
import { checkRun } from './check-run.server'
import type { Header } from './headers'
import { givenAgency, givenUnit, officerOf, uploaded } from './import.fixture'
import { mapRun } from './map-run.server'
import { csvOf } from './people.fixture'
import { discardRun } from './receive-run.server'
import { undoRun } from './undo-run.server'

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

async function received(people: Parameters<typeof csvOf>[0]): Promise<string> {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, csvOf(people))
  return uploaded(officer, path, 'pegawai.csv')
}

async function applied(people: Parameters<typeof csvOf>[0]): Promise<string> {
  const runId = await received(people)
  await checkRun(officer, runId)
  await applyRun(officer, runId, 'valid_rows')
  return runId
}

test('everybody whose data an import wrote or took back finds it among who changed their data', async () => {
  await applied([{}])
  const [person] = await owner`select id, agency_id from employees`
  const self: Actor = { ...officer.actor, employeeId: person?.id, role: 'employee', scope: { kind: 'self' } }
  const seen = async () => (await listAccessToOwnFile(self, undefined, new Date())).rows
  expect(await seen()).toMatchObject([{ event: 'import.manage', actorName: 'Rina Astuti', role: 'mutation_officer' }])

  const again = await applied([{ alamat: 'Jalan Baru 1' }])
  await undoRun(officer, again)
  expect(await seen()).toHaveLength(3)
  const steps = await owner`
    select after ->> 'step' as step, after ->> 'row' as row from audit_events
    where employee_id = ${person?.id} order by seq`
  expect([...steps]).toEqual([
    { step: 'apply', row: '2' },
    { step: 'apply', row: '2' },
    { step: 'undo', row: '2' },
  ])
})

test('taking back people leaves an event of each, and none of those who stay', async () => {
  const sister = { nip: '198503152010011002', nama: 'Siti Aminah', nik: '1971011503850002' }
  const runId = await applied([{}, sister])
  const [touched] = await owner`select id from employees where name = 'Siti Aminah'`
  await owner`
    insert into award_history (employee_id, effective_on, source, kind, year)
    values (${touched?.id}, '2026-01-01', 'update', 'SL10', 2026)`
  expect(await undoRun(officer, runId)).toEqual({ undone: 1, kept: 1 })
  const undone = await owner`
    select after ->> 'row' as row from audit_events where after ->> 'step' = 'undo' and employee_id is not null`
  expect([...undone]).toEqual([{ row: '2' }])
})

test('whoever takes an import back keeps what it says of themselves', async () => {
  await applied([{}])
  const [person] = await owner`select id from employees`
  const runId = await applied([{ alamat: 'Jalan Baru 1' }])
  const self = { ...officer, actor: { ...officer.actor, employeeId: person?.id } }
  expect(await undoRun(self, runId)).toEqual({ undone: 0, kept: 1 })
  expect(await owner`select address from employees`).toEqual([{ address: 'Jalan Baru 1' }])
})

test('the beginning, the mapping and the end of an import are written down too', async () => {
  const runId = await received([{}])
  const [run] = await owner`select headers from import_runs where id = ${runId}`
  const headers = run?.headers as Header[]
  const fields = Object.fromEntries(
    headers.map(({ column, field }) => [column, field === 'alamat' ? '' : (field ?? '')]),
  )
  await mapRun(officer, { id: runId, dataOn: '2026-11-23', fields })
  await discardRun(officer, runId)
  const events = await owner`
    select coalesce(after, before) ->> 'step' as step, before, after from audit_events
    where subject_id = ${runId} order by seq`
  expect(events.map(({ step }) => step)).toEqual(['start', 'receive', 'map', 'discard'])
  expect(events[2]?.before.fields.alamat).toBe('alamat')
  expect(events[2]?.after).toMatchObject({ dataOn: '2026-11-23', fields: { nama: 'nama' } })
  expect(events[2]?.after.fields.alamat).toBeUndefined()
})
