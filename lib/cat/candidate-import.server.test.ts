import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { translatorFor } from '@/lib/i18n/translator.server'
import { anAgency } from '@/lib/registry/register.fixture'
import { COLUMNS, SHEETS } from './candidate-columns'
import {
  applyCandidates,
  findStagedCandidates,
  forgetStagedCandidates,
  stageCandidates,
} from './candidate-import.server'
import { candidateTemplate, faultyCandidates } from './candidate-workbook.server'
import { listCandidates } from './candidates-read.server'

const database = await testDatabase()
afterEach(database.reset)

const FORMATION = ['F-1', 'Analis Kebijakan', 'S-1', 'Muntok', 'Umum', '', '2']
const candidate = (number: string, changes: Record<string, string> = {}) => {
  const texts: Record<string, string> = {
    nomor_peserta: number,
    nama: `Peserta ${number}`,
    tanggal_lahir: '15-08-1997',
    jenis_kelamin: 'L',
    pendidikan: 'S-1',
    ipk: '3,45',
    kode_formasi: 'F-1',
    ...changes,
  }
  return COLUMNS.peserta.map(({ code }) => texts[code] ?? '')
}

let agencyId: number
let programmeId: string
beforeEach(async () => {
  agencyId = await anAgency(database.owner)
  await loadExamProgrammes(database.owner)
  const [programme] = await database.owner<{ id: string }[]>`select id from exam_programmes where code = 'SKD-2024'`
  programmeId = programme?.id ?? ''
})

function manager(agency = agencyId): Context {
  const accountId = '019a0000-0000-7000-8000-00000000000a'
  const scope = { kind: 'agencies', agencyIds: [agency] } as const
  return {
    actor: { accountId, employeeId: null, name: 'Nurhayati', agencyId: agency, role: 'exam_manager', scope },
    now: new Date(),
  }
}

async function workbook(candidates: string[][], formations = [FORMATION]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const rows = { formasi: formations, peserta: candidates }
  for (const kind of SHEETS) {
    const sheet = book.addWorksheet(kind)
    sheet.addRow(COLUMNS[kind].map(({ code }) => code))
    for (const row of rows[kind]) sheet.addRow(row)
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const stage = async (candidates: string[][], context = manager()) =>
  stageCandidates(context, programmeId, 'peserta.xlsx', await workbook(candidates))
const all = { unscheduled: false }
const numbers = async (context = manager()) => (await listCandidates(context, all, 1)).rows.map(({ number }) => number)

test('nothing is written before it is applied; the same file again writes nothing', async () => {
  const id = await stage([candidate('1'), candidate('2')])
  expect((await findStagedCandidates(manager(), id))?.counts).toEqual({ new: 3, changed: 0, same: 0, faulty: 0 })
  expect(await numbers()).toEqual([])
  await applyCandidates(manager(), id, 'all')
  expect(await numbers()).toEqual(['1', '2'])
  expect((await findStagedCandidates(manager(), id))?.checked).toEqual([])
  await expect(applyCandidates(manager(), id, 'all')).rejects.toMatchObject({ code: 'wrong_state' })

  const again = await stage([candidate('1'), candidate('2')])
  expect((await findStagedCandidates(manager(), again))?.counts).toMatchObject({ new: 0, same: 3 })
  await expect(applyCandidates(manager(), again, 'all')).rejects.toMatchObject({ code: 'cat.nothing_to_apply' })
})

test('a faulty row stays out or holds back all, and what changed is written down with what was', async () => {
  await applyCandidates(manager(), await stage([candidate('1'), candidate('2')]), 'all')
  const id = await stage([
    candidate('1', { ipk: '3,60' }),
    candidate('2', { tanggal_lahir: '31-02-1997' }),
    candidate('3'),
  ])
  await expect(applyCandidates(manager(), id, 'all')).rejects.toMatchObject({
    code: 'import.rows_with_errors',
    facts: { count: 1 },
  })
  const counts = await applyCandidates(manager(), id, 'valid')
  expect(counts).toEqual({ new: 1, changed: 1, same: 1, faulty: 1 })
  expect(await numbers()).toEqual(['1', '2', '3'])
  const [event] = await database.owner`
    select before, after from audit_events where event = 'exam.apply_candidates' and before is not null`
  expect(event).toEqual({ before: { diplomaHundredths: 345 }, after: { diplomaHundredths: 360 } })
})

test('a number of another agency is refused without saying whose it is, and its files do not exist here', async () => {
  const other = manager(await anAgency(database.owner, 'Pemerintah Kota Uji'))
  const theirs = await stage([candidate('1')], other)
  await applyCandidates(other, theirs, 'all')
  await expect(applyCandidates(manager(), await stage([candidate('1')]), 'all')).rejects.toMatchObject({
    code: 'cat.candidate_elsewhere',
  })
  expect(await numbers()).toEqual([])
  expect(await findStagedCandidates(manager(), theirs)).toBeUndefined()
})

test('a CSV of candidates alone is read too; without headings or a needed column it is refused', async () => {
  await applyCandidates(manager(), await stage([]), 'all')
  const text = (rows: string[][]) => new TextEncoder().encode(rows.map((row) => row.join(';')).join('\r\n'))
  const header = COLUMNS.peserta.map(({ code }) => code.replaceAll('_', ' ').toUpperCase())
  const csv = (bytes: Uint8Array) => stageCandidates(manager(), programmeId, 'peserta.csv', bytes)
  await applyCandidates(manager(), await csv(text([header, candidate('1')])), 'all')
  expect(await numbers()).toEqual(['1'])
  await expect(
    csv(
      text([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ),
  ).rejects.toMatchObject({ code: 'import.no_header' })
  await expect(csv(text([header]))).rejects.toMatchObject({ code: 'import.no_rows' })
  await expect(csv(text([header.slice(1), candidate('1').slice(1)]))).rejects.toMatchObject({
    code: 'cat.candidate_column_missing',
    facts: { column: 'nomor_peserta' },
  })
})

test('the template and the workbook of faulty rows can be filled in and read again', async () => {
  const t = await translatorFor('id', 'candidate')
  const bytesOf = (book: { write: (target: PassThrough) => Promise<void> }) => {
    const stream = new PassThrough()
    void book.write(stream)
    return buffer(stream)
  }
  const empty = await bytesOf(candidateTemplate(t))
  await expect(stageCandidates(manager(), programmeId, 'x.xlsx', empty)).rejects.toMatchObject({
    code: 'import.no_rows',
  })

  const id = await stage([candidate('1', { kode_formasi: 'F-9', ipk: '=1+1' }), candidate('2')])
  const imports = await translatorFor('id', 'import')
  const faulty = await bytesOf(await faultyCandidates(manager(), id, t, imports, 'id'))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(faulty as unknown as ExcelJS.Buffer)
  const remarks = String(
    book
      .getWorksheet('peserta')
      ?.getRow(2)
      .getCell(COLUMNS.peserta.length + 2).value,
  )
  expect(remarks).toMatch(/Formasi ini tidak ada.*Bukan angka|Bukan angka.*Formasi ini tidak ada/s)
  const again = await stageCandidates(manager(), programmeId, 'perbaikan.xlsx', faulty)
  expect((await findStagedCandidates(manager(), again))?.counts).toEqual({ new: 0, changed: 0, same: 0, faulty: 1 })
})

test('a file that nobody applies is forgotten after thirty days', async () => {
  const id = await stage([candidate('1')])
  expect(await forgetStagedCandidates(new Date(Date.now() + 29 * 86_400_000))).toBe(0)
  expect(await forgetStagedCandidates(new Date(Date.now() + 31 * 86_400_000))).toBe(1)
  expect(await findStagedCandidates(manager(), id)).toBeUndefined()
})
