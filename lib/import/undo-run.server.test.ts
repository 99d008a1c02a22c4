import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import type { HistoryRef } from '@/lib/registry/history-proof'
import { attachPaper, detachPaper, verifyHistory } from '@/lib/registry/history-proof.server'
import { applyRun } from './apply-run.server'
import { checkRun } from './check-run.server'
import { givenAgency, givenUnit, officerOf, uploaded } from './import.fixture'
import { csvOf } from './people.fixture'
import { undoRun } from './undo-run.server'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-undo-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

let officer: Context
let approver: Context
beforeEach(async () => {
  await database.reset()
  const agencyId = await givenAgency(owner, '7100')
  await givenUnit(owner, agencyId)
  officer = officerOf(agencyId)
  approver = { ...officer, actor: { ...officer.actor, accountId: randomUUID(), role: 'agency_approver' } }
  await applied({})
})

async function applied(person: Parameters<typeof csvOf>[0][number], by = officer): Promise<string> {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, csvOf([person]))
  const runId = await uploaded(by, path, 'pegawai.csv')
  await checkRun(by, runId)
  await applyRun(by, runId, 'valid_rows')
  return runId
}

const corrected = () => applied({ mkg_bulan: '4' })

/** The rank that stands, and a paper of the archive. */
async function rankAndPaper(): Promise<{ rank: HistoryRef; documentId: string }> {
  const [row] = await owner<{ id: string; employee_id: string }[]>`
    select id, employee_id from rank_history h
    where not is_void and not exists (select from rank_history n where n.replaces_id = h.id)`
  const employeeId = row?.employee_id ?? ''
  const sha = createHash('sha256').update('sk').digest('hex')
  await owner`insert into files (sha256, size_bytes, mime) values (${sha}, 1, 'application/pdf') on conflict do nothing`
  const [paper] = await owner<{ id: string }[]>`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
    values (${employeeId}, 'SK_PANGKAT', ${sha}, 'sk.pdf', 1)
    on conflict (employee_id, document_type, file_sha256) do update set page_count = 1 returning id`
  return { rank: { employeeId, kind: 'rank', id: row?.id ?? '' }, documentId: paper?.id ?? '' }
}

async function attach(): Promise<void> {
  const { rank, documentId } = await rankAndPaper()
  await attachPaper(officer, { ...rank, documentId })
}

test('a row that was proved since stays with its paper', async () => {
  const runId = await corrected()
  await attach()
  expect(await undoRun(officer, runId)).toEqual({ undone: 0, kept: 1 })
})

test('a row that was verified since, or lost a paper since, stays', async () => {
  await attach()
  const first = await corrected()
  const { rank, documentId } = await rankAndPaper()
  await verifyHistory(approver, { ...rank, documentIds: [documentId] })
  expect(await undoRun(officer, first)).toEqual({ undone: 0, kept: 1 })

  const second = await applied({ mkg_bulan: '5' })
  const { rank: next } = await rankAndPaper()
  await detachPaper(officer, { ...next, documentId, reason: 'Bukan SK ini' })
  expect(await undoRun(officer, second)).toEqual({ undone: 0, kept: 1 })
})

test('a paper that came along with the correction goes back with it', async () => {
  await attach()
  const runId = await corrected()
  expect(await undoRun(officer, runId)).toEqual({ undone: 1, kept: 0 })
  const shown = await owner`
    select h.service_months from rank_history h join history_documents d on d.row_id = h.id
    where not exists (select from rank_history n where n.replaces_id = h.id)`
  expect([...shown]).toEqual([{ service_months: 171 }])
})

test('a person whose NIK of before somebody else got since stays; nobody has to see who', async () => {
  const nik = '1971011503850001'
  const runId = await applied({ nik: '1971011503850002' })
  const elsewhere = await givenAgency(owner, '7200')
  await givenUnit(owner, elsewhere)
  await applied({ nip: '198503152010011002', nama: 'Bambang Sutrisno', nik }, officerOf(elsewhere))
  expect(await undoRun(officer, runId)).toEqual({ undone: 0, kept: 1 })
  const niks = await owner`select nik from employees order by nip`
  expect(niks.map((row) => row.nik)).toEqual(['1971011503850002', nik])
})
