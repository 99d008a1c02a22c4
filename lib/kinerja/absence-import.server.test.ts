import ExcelJS from 'exceljs'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { anActor, anAgency, anEmployee } from '@/lib/registry/register.fixture'
import { applyAbsences, undoAbsences } from './absence-apply.server'
import { fixAbsenceCell } from './absence-fix.server'
import {
  discardAbsences,
  findAbsenceFile,
  forgetAbsenceFiles,
  listAbsenceFiles,
  mapAbsences,
  stageAbsences,
} from './absence-import.server'
import { listAbsentPeople, ownAbsentYear } from './absence-ladder.server'
import { recordAbsences } from './absences.server'
import { absenceOfficers, listOwnAbsences, yearsOfAbsences } from './own-absences.server'

const database = await testDatabase()
const { owner } = database
afterAll(database.reset)

const NIP = '199003142015031002'
const OTHER = '199003142015031005'
const GROUND = 'Rekap presensi November 2026'

let agencyId: number
let maya: string
let officer: Context

beforeEach(async () => {
  await database.reset()
  agencyId = await anAgency(owner)
  maya = await anEmployee(owner, agencyId, { nip: NIP, name: 'Maya' })
  await anEmployee(owner, agencyId, { nip: OTHER, name: 'Tini' })
  officer = await anOfficer(agencyId)
})

async function anOfficer(agency: number, now = '2026-11-27T03:00:00Z'): Promise<Context> {
  const { id, employeeId } = await testAccount(owner, agency, ['performance_officer'])
  const scope = { kind: 'agencies' as const, agencyIds: [agency] }
  const { actor } = anActor('performance_officer', scope, { accountId: id, employeeId, agencyId: agency })
  return { actor: { ...actor, name: 'Sari Pangkalan' }, now: new Date(now) }
}

async function workbook(rows: (string | number)[][]): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Rekap')
  for (const row of rows) sheet.addRow(row)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const ROWS = [
  ['Rekap presensi'],
  ['No', 'NIP', 'Tanggal', 'Keterangan'],
  ['1', NIP, '02/11/2026', ''],
  ['2', NIP, '03/11/2026', 'Mesin presensi lantai 2'],
  ['3', OTHER, '03/11/2026', ''],
  ['4', OTHER, '03/11/2026', ''],
  ['5', OTHER, '07/11/2026', ''],
  ['6', '199003142015031009', '03/11/2026', ''],
  ['7', NIP, '31/11/2026', ''],
  ['8', 199003142015031000, '04/11/2026', ''],
]

const stage = async (rows: (string | number)[][] = ROWS, context = officer) =>
  stageAbsences(context, { fileName: 'rekap.xlsx', ground: GROUND, bytes: await workbook(rows) })
const found = async (id: string, context = officer) => {
  const file = await findAbsenceFile(context, id)
  if (!file) throw new Error('not there')
  return file
}
const standing = async () => {
  const [row] = await owner`select count(*)::int as n from absences where withdrawn_at is null`
  return row?.n
}

test('a workbook is held against the register row by row, and nothing is recorded before it is applied', async () => {
  const { checked, counts, isMapped } = await found(await stage())
  expect(isMapped).toBe(true)
  expect(counts).toEqual({ new: 3, same: 1, faulty: 4 })
  expect(checked.map(({ row, effect, name, fault }) => [row, effect, name, fault?.code ?? null])).toEqual([
    [3, 'new', 'Maya', null],
    [4, 'new', 'Maya', null],
    [5, 'new', 'Tini', null],
    [6, 'same', 'Tini', null],
    [7, 'faulty', 'Tini', 'absence_day_off'],
    [8, 'faulty', null, 'absence_nip'],
    [9, 'faulty', null, 'date'],
    [10, 'faulty', null, 'nip_number'],
  ])
  expect(await standing()).toBe(0)
})

test('a cell is mended in place, and its row is held against the register again', async () => {
  const id = await stage()
  const mend = (row: number, column: string, value: string) => fixAbsenceCell(officer, { id, row, column, value })
  expect(await mend(8, 'nip', OTHER), 'the same day as another row').toEqual({ errors: 0 })
  expect(await mend(9, 'tanggal', '31-11-2026')).toEqual({ errors: 1 })
  expect(await mend(9, 'tanggal', '30/11/2026'), 'a day that is still to come').toEqual({ errors: 1 })
  expect(await mend(9, 'tanggal', '04/11/2026')).toEqual({ errors: 0 })
  expect(await mend(10, 'nip', OTHER), 'a number of a spreadsheet is a text now').toEqual({ errors: 0 })
  expect((await found(id)).counts).toEqual({ new: 5, same: 2, faulty: 1 })
  const events = await owner`
    select before ->> 'value' as before, after ->> 'value' as after from audit_events
    where event = 'absence.import' and after ->> 'step' = 'fix' order by seq`
  expect(events[1]).toMatchObject({ before: '31/11/2026', after: '31-11-2026' })
  expect((await applyAbsences(officer, id, 'valid_rows')).new).toBe(5)
  await expect(mend(7, 'tanggal', '05/11/2026')).rejects.toMatchObject({ code: 'wrong_state' })
})

test('nobody mends a cell of another agency, or of a column that the file does not have', async () => {
  const id = await stage([
    ['NIP', 'Tanggal'],
    [NIP, '31/11/2026'],
  ])
  const stranger = await anOfficer(await anAgency(owner, 'Pemerintah Kota Uji'))
  const fix = { id, row: 2, column: 'tanggal', value: '03/11/2026' }
  await expect(fixAbsenceCell(stranger, fix)).rejects.toMatchObject({ code: 'not_found' })
  await expect(fixAbsenceCell(officer, { ...fix, column: 'dasar' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(fixAbsenceCell(officer, { ...fix, row: 3 })).rejects.toMatchObject({ code: 'not_found' })
  expect(await fixAbsenceCell(officer, fix)).toEqual({ errors: 0 })
})

test('of a workbook nothing is kept that PostgreSQL does not keep', async () => {
  const [row] = (
    await found(
      await stage([
        ['NIP', 'Tanggal', 'Keterangan'],
        [NIP, '02/11/2026', 'Mesin_x0000_ mati'],
      ]),
    )
  ).checked
  expect(row).toMatchObject({ effect: 'new', ground: 'Mesin mati' })
})

test('one person has two files read at once', async () => {
  const bytes = await workbook(ROWS)
  const answers = await Promise.allSettled(
    [1, 2, 3].map(() => stageAbsences(officer, { fileName: 'rekap.xlsx', ground: GROUND, bytes })),
  )
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect(answers[2]).toMatchObject({ reason: { code: 'ask_later' } })
})

test('columns of unknown names are mapped by a person, and known in the next file', async () => {
  const rows = [
    ['Pegawai', 'Alpa pada'],
    [NIP, '02/11/2026'],
  ]
  const id = await stage(rows)
  expect((await found(id)).isMapped).toBe(false)
  await expect(applyAbsences(officer, id, 'valid_rows')).rejects.toMatchObject({
    code: 'kinerja.absence_column_missing',
    facts: { column: 'nip' },
  })
  await expect(mapAbsences(officer, { id, fields: { 0: 'nip', 1: 'nip' } })).rejects.toMatchObject({
    code: 'import.column_twice',
  })
  await mapAbsences(officer, { id, fields: { 0: 'nip', 1: 'tanggal' } })
  expect((await found(id)).counts).toEqual({ new: 1, same: 0, faulty: 0 })
  expect((await found(await stage(rows))).isMapped).toBe(true)
})

test('all or none refuses a file with faults; the sound rows are recorded once, each with its ground', async () => {
  const id = await stage()
  await expect(applyAbsences(officer, id, 'all_or_nothing')).rejects.toMatchObject({
    code: 'import.rows_with_errors',
    facts: { count: 4 },
  })
  expect(await applyAbsences(officer, id, 'valid_rows')).toEqual({ new: 3, same: 1, faulty: 4 })
  await expect(applyAbsences(officer, id, 'valid_rows')).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(discardAbsences(officer, id)).rejects.toMatchObject({ code: 'wrong_state' })
  const [person] = (await listAbsentPeople(officer, 2026)).filter(({ name }) => name === 'Maya')
  expect(person?.absences.map(({ ground }) => ground)).toEqual([GROUND, 'Mesin presensi lantai 2'])
  const [kept] = await owner`select jsonb_array_length(rows) as rows from absence_imports`
  expect(kept, 'names of people do not stay in the file').toEqual({ rows: 0 })
  const again = await stage()
  expect((await found(again)).counts).toMatchObject({ new: 0, same: 4 })
  await expect(applyAbsences(officer, again, 'valid_rows')).rejects.toMatchObject({ code: 'kinerja.absence_nothing' })
  const events = await owner`select count(*)::int as n from audit_events where event = 'absence.record'`
  expect(events[0]?.n).toBe(3)
})

test('a file is taken back within a day: its days are withdrawn, what was recorded before stays', async () => {
  await recordAbsences(officer, { lines: `${NIP} 2026-11-02`, ground: 'Dicatat tangan' })
  const id = await stage()
  await applyAbsences(officer, id, 'valid_rows')
  expect(await standing()).toBe(3)
  const late = { ...officer, now: new Date('2026-11-28T04:00:00Z') }
  await expect(undoAbsences(late, id)).rejects.toMatchObject({ code: 'import.undo_too_late' })
  expect(await undoAbsences(officer, id)).toEqual({ undone: 2, kept: 0 })
  expect(await standing()).toBe(1)
  await expect(undoAbsences(officer, id)).rejects.toMatchObject({ code: 'wrong_state' })
  expect(await listAbsenceFiles(officer)).toMatchObject([{ id, undoneAt: officer.now }])
})

test('whoever takes a file back does not take back days of their own', async () => {
  const id = await stage()
  await applyAbsences(officer, id, 'valid_rows')
  const absent = { ...officer, actor: { ...officer.actor, employeeId: maya } }
  expect(await undoAbsences(absent, id)).toEqual({ undone: 1, kept: 2 })
})

test('a file is its agency’s alone, and forgotten when nobody applies it', async () => {
  const id = await stage()
  const stranger = await anOfficer(await anAgency(owner))
  expect(await findAbsenceFile(stranger, id)).toBeUndefined()
  expect(await listAbsenceFiles(stranger)).toEqual([])
  for (const act of [
    () => applyAbsences(stranger, id, 'valid_rows'),
    () => undoAbsences(stranger, id),
    () => discardAbsences(stranger, id),
    () => mapAbsences(stranger, { id, fields: {} }),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'not_found' })
  expect(await forgetAbsenceFiles(new Date('2026-12-26T03:00:00Z'))).toBe(0)
  expect(await forgetAbsenceFiles(new Date('2026-12-28T03:00:00Z'))).toBe(1)
})

test('people read what was recorded of them and by whom, what it comes to, and whom to ask', async () => {
  await recordAbsences(officer, {
    lines: ['02', '03', '04', '05'].map((day) => `${NIP} 2026-11-${day}`).join('\n'),
    ground: GROUND,
  })
  await owner`update absences set withdrawn_at = now(), withdrawn_by = gen_random_uuid(), withdrawn_reason = 'Dinas luar'
    where absent_on = '2026-11-05'`
  await owner`insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${maya}, '2026-11-04', '2026-11-04', 'Cuti Sakit', 'seed')`
  const { actor } = anActor('employee', { kind: 'self' }, { agencyId, employeeId: maya })
  const own = { actor, now: new Date('2026-11-27T03:00:00Z') }
  const days = await listOwnAbsences(own)
  expect(days).toMatchObject([
    { absentOn: '2026-11-05', withdrawnReason: 'Dinas luar' },
    { absentOn: '2026-11-04', isOnLeave: true },
    { absentOn: '2026-11-03', isOnLeave: false, recordedByName: 'Sari Pangkalan', ground: GROUND },
    { absentOn: '2026-11-02', withdrawnAt: null },
  ])
  expect(yearsOfAbsences(days, '2027-01-04')).toEqual([2027, 2026])
  expect(await ownAbsentYear(own, 2026)).toMatchObject({ days: 2, proposal: null })
  expect(await absenceOfficers(own)).toHaveLength(1)
  const tini = { ...own, actor: { ...actor, employeeId: null } }
  expect(await listOwnAbsences(tini)).toEqual([])
})
