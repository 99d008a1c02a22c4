import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { translatorFor } from '@/lib/i18n/translator.server'
import { countRows, writeList } from '@/lib/list-write.server'
import { anAgency } from '@/lib/registry/register.fixture'
import { applyCandidates } from './candidate-apply.server'
import { COLUMNS, SHEETS } from './candidate-columns'
import { candidateSource } from './candidate-export.server'
import {
  discardCandidates,
  findStagedCandidates,
  fixCandidateCell,
  forgetStagedCandidates,
  mapCandidates,
  stageCandidates,
} from './candidate-import.server'
import { undoCandidates } from './candidate-undo.server'
import { candidateTemplate, faultyCandidates } from './candidate-workbook.server'
import { listCandidates } from './candidates-read.server'
import { resumeExam } from './exam-day.server'
import { disqualifiedElsewhere } from './kept-out.fixture'

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
const stageFormations = async (...rows: string[][]) =>
  stageCandidates(manager(), programmeId, 'formasi.xlsx', await workbook([], rows))
const text = (rows: string[][]) => new TextEncoder().encode(rows.map((row) => row.join(';')).join('\r\n'))
const all = { unscheduled: false }
const numbers = async (context = manager()) => (await listCandidates(context, all, 1)).rows.map(({ number }) => number)

/** A session in a state, with one candidate in it. */
async function aSession(state: 'planned' | 'open', number: string) {
  await database.owner`
    with site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      values (${agencyId}, 'Gedung', 'Jalan 1', 'Asia/Jakarta') returning id
    ), session as (
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at, state)
      select ${programmeId}, id, ${agencyId}, 1, now(), ${state} from site returning id
    )
    insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds)
    select session.id, c.id, ${agencyId}, 60 from session, exam_candidates c where c.number = ${number}`
}

const formations = () =>
  database.owner`select code, vacancies, formation_kind as kind from exam_formations order by code`

async function knowProvinces() {
  await database.owner`
    insert into reference_rows (table_name, code, valid_from, position, data, source, confidence)
    values ('provinces', '19', '2000-01-01', 1, '{}', 'uji', 'confirmed') on conflict do nothing`
}

test('nothing is written before it is applied; the same file again writes nothing', async () => {
  const id = await stage([candidate('1'), candidate('2')])
  expect((await findStagedCandidates(manager(), id))?.counts).toEqual({ new: 3, changed: 0, same: 0, faulty: 0 })
  expect(await numbers()).toEqual([])
  await applyCandidates(manager(), id, 'all_or_nothing')
  expect(await numbers()).toEqual(['1', '2'])
  expect((await findStagedCandidates(manager(), id))?.checked).toEqual([])
  await expect(applyCandidates(manager(), id, 'all_or_nothing')).rejects.toMatchObject({ code: 'wrong_state' })

  const again = await stage([candidate('1'), candidate('2')])
  expect((await findStagedCandidates(manager(), again))?.counts).toMatchObject({ new: 0, same: 3 })
  await expect(applyCandidates(manager(), again, 'all_or_nothing')).rejects.toMatchObject({
    code: 'cat.nothing_to_apply',
  })
})

test('a faulty row stays out or holds back all, and what changed is written down with what was', async () => {
  await applyCandidates(manager(), await stage([candidate('1'), candidate('2')]), 'all_or_nothing')
  const id = await stage([
    candidate('1', { ipk: '3,60' }),
    candidate('2', { tanggal_lahir: '31-02-1997' }),
    candidate('3'),
  ])
  await expect(applyCandidates(manager(), id, 'all_or_nothing')).rejects.toMatchObject({
    code: 'import.rows_with_errors',
    facts: { count: 1 },
  })
  const counts = await applyCandidates(manager(), id, 'valid_rows')
  expect(counts).toEqual({ new: 1, changed: 1, same: 1, faulty: 1 })
  expect(await numbers()).toEqual(['1', '2', '3'])
  const [event] = await database.owner`
    select before, after from audit_events where event = 'exam.apply_candidates' and before is not null`
  expect(event).toEqual({ before: { diplomaHundredths: 345 }, after: { diplomaHundredths: 360 } })
})

test('a number of another agency is refused without saying whose it is, and its files do not exist here', async () => {
  const other = manager(await anAgency(database.owner, 'Pemerintah Kota Uji'))
  const theirs = await stage([candidate('1')], other)
  await applyCandidates(other, theirs, 'all_or_nothing')
  await expect(applyCandidates(manager(), await stage([candidate('1')]), 'all_or_nothing')).rejects.toMatchObject({
    code: 'cat.candidate_elsewhere',
  })
  expect(await numbers()).toEqual([])
  expect(await findStagedCandidates(manager(), theirs)).toBeUndefined()
})

test('a disqualification is a finding in the next programme, of whatever agency, as long as it lasts', async () => {
  const NIK = '1901011508970001'
  await knowProvinces()
  const other = await disqualifiedElsewhere(database.owner, NIK)
  const found = async () => {
    const id = await stage([candidate('901', { nik: NIK, tempat_lahir: 'Muntok' })])
    const staged = await findStagedCandidates(manager(), id)
    return staged?.checked.flatMap(({ problems }) =>
      problems.map(({ code, facts }) => [code, facts.programme, facts.endsOn]),
    )
  }
  const [programme] = await database.owner<{ name: string }[]>`select name from exam_programmes where id = ${other.id}`
  expect(await found()).toEqual([['NIK_EXCLUDED_FOR_GOOD', programme?.name, null]])
  await database.owner`update exam_programmes set exclusion_years = 40 where id = ${other.id}`
  expect(await found()).toEqual([['NIK_EXCLUDED', programme?.name, '2060-03-01']])
  await database.owner`update exam_programmes set exclusion_years = 1 where id = ${other.id}`
  expect(await found()).toEqual([])
  await database.owner`update exam_programmes set exclusion_years = null where id = ${other.id}`
  await database.owner`update exam_attempts set state = 'finished' where id = ${other.attempt}` // revoked
  expect(await found()).toEqual([])
})

/** A ruling of a number: proposed, agreed to by a second person, or declined. */
async function ruled(number: string, end: 'waits' | 'agreed' | 'declined') {
  const decided = end === 'waits' ? null : new Date()
  const decider = decided && '019a0000-0000-7000-8000-00000000000b'
  await database.owner`
    insert into exam_rulings (programme_id, agency_id, kind, numbers, reason, proposed_by, proposed_name, proposed_at,
      decided_by, decided_name, decided_at, decline_reason)
    values (${programmeId}, ${agencyId}, 'withdrawal', ${database.owner.json([number])}, 'Surat bermeterai',
      '019a0000-0000-7000-8000-00000000000a', 'Nurhayati', now(), ${decider}, ${decider && 'Arif'}, ${decided},
      ${end === 'declined' ? 'Surat bukan miliknya' : null})`
}

const OLD_NIK = '1901011508970001'
const NEW_NIK = '1901011508970002'
const withNik = (number: string, nik: string, ipk = '3,45') => candidate(number, { nik, tempat_lahir: 'Muntok', ipk })
const nikOf = async (number: string) =>
  (await database.owner`select nik from exam_candidates where number = ${number}`).map(({ nik }) => nik)

test('a number that two people rule of keeps its NIK, from the proposal on, also in a file that was checked before', async () => {
  await knowProvinces()
  await applyCandidates(manager(), await stage([withNik('1', OLD_NIK)]), 'all_or_nothing')
  await ruled('1', 'declined')
  const id = await stage([withNik('1', NEW_NIK)])
  expect((await findStagedCandidates(manager(), id))?.counts).toMatchObject({ changed: 1, faulty: 0 })
  await ruled('1', 'waits')
  await expect(applyCandidates(manager(), id, 'all_or_nothing')).rejects.toMatchObject({
    code: 'import.rows_with_errors',
  })
  await database.owner`delete from exam_rulings`
  await ruled('1', 'agreed')
  const checked = (await findStagedCandidates(manager(), id))?.checked ?? []
  expect(checked.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['NIK_RULED'])
  await expect(applyCandidates(manager(), id, 'valid_rows')).rejects.toMatchObject({ code: 'cat.nothing_to_apply' })
  expect(await nikOf('1')).toEqual([OLD_NIK])
  const mark = await stage([withNik('1', OLD_NIK, '3,60')])
  expect(await applyCandidates(manager(), mark, 'all_or_nothing')).toMatchObject({ changed: 1 })
})

test('taking a file back neither removes a number that a ruling names nor gives it another NIK', async () => {
  await knowProvinces()
  const first = await stage([withNik('1', OLD_NIK), candidate('2'), candidate('3')])
  await applyCandidates(manager(), first, 'all_or_nothing')
  const second = await stage([withNik('1', NEW_NIK)])
  await applyCandidates(manager(), second, 'all_or_nothing')
  await ruled('1', 'agreed')
  await ruled('2', 'waits')
  await ruled('3', 'declined')
  expect(await undoCandidates(manager(), second)).toEqual({ undone: 0, kept: 1 })
  expect(await nikOf('1')).toEqual([NEW_NIK])
  await undoCandidates(manager(), first)
  expect(await numbers()).toEqual(['1', '2'])
})

test('a CSV of candidates alone is read too; without headings it is refused, and not applied without a needed column', async () => {
  await applyCandidates(manager(), await stage([]), 'all_or_nothing')
  const header = COLUMNS.peserta.map(({ code }) => code.replaceAll('_', ' ').toUpperCase())
  const csv = (bytes: Uint8Array) => stageCandidates(manager(), programmeId, 'peserta.csv', bytes)
  await applyCandidates(manager(), await csv(text([header, candidate('1')])), 'all_or_nothing')
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
  const id = await csv(text([header.slice(1), candidate('1').slice(1)]))
  expect((await findStagedCandidates(manager(), id))?.isMapped).toBe(false)
  await expect(applyCandidates(manager(), id, 'valid_rows')).rejects.toMatchObject({
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

test('columns of other names are mapped once, and remembered for the agency’s next file', async () => {
  await applyCandidates(manager(), await stage([]), 'all_or_nothing')
  const headings = ['Nomor Ujian', 'Orang', 'Lahir', 'Kelamin', 'Sekolah', 'Skor', 'Pilihan', 'Catatan']
  const row = ['1', 'Arga', '15-08-1997', 'L', 'S-1', '3,45', 'F-1', 'x']
  const csv = () => stageCandidates(manager(), programmeId, 'lain.csv', text([headings, row]))
  const id = await csv()
  expect(await findStagedCandidates(manager(), id)).toMatchObject({ isMapped: false, sheets: [{ kind: 'peserta' }] })
  const codes = ['nomor_peserta', 'nama', 'tanggal_lahir', 'jenis_kelamin', 'pendidikan', 'ipk', 'kode_formasi', '']
  const fields = Object.fromEntries(codes.map((code, column) => [String(column), code]))
  const map = (changes: Record<string, string>) =>
    mapCandidates(manager(), { id, sheets: [{ kind: 'peserta', fields: { ...fields, ...changes } }] })
  await expect(map({ '1': '' })).rejects.toMatchObject({ code: 'cat.candidate_column_missing' })
  await expect(map({ '7': 'nama' })).rejects.toMatchObject({ code: 'import.column_twice' })
  await map({})
  expect((await findStagedCandidates(manager(), id))?.counts).toMatchObject({ new: 1, faulty: 0 })
  expect(await findStagedCandidates(manager(), await csv())).toMatchObject({ isMapped: true, counts: { new: 1 } })
  const other = manager(await anAgency(database.owner, 'Pemerintah Kota Uji'))
  const theirs = await stageCandidates(other, programmeId, 'lain.csv', text([headings, row]))
  expect(await findStagedCandidates(other, theirs)).toMatchObject({ isMapped: false })
})

test('a wrong cell is mended where it stands, and a file of which nothing is wanted is forgotten', async () => {
  const id = await stage([candidate('1', { ipk: '34,5x' }), candidate('2')])
  const faulty = async () => (await findStagedCandidates(manager(), id))?.counts.faulty
  expect(await faulty()).toBe(1)
  expect(await fixCandidateCell(manager(), { id, row: 2, column: 'ipk', value: 'tiga' })).toEqual({ errors: 1 })
  expect(await fixCandidateCell(manager(), { id, row: 2, column: 'ipk', value: '3,45' })).toEqual({ errors: 0 })
  expect(await faulty()).toBe(0)
  const missing = { id, row: 9, column: 'ipk', value: '3' }
  await expect(fixCandidateCell(manager(), missing)).rejects.toMatchObject({ code: 'not_found' })
  await discardCandidates(manager(), id)
  expect(await findStagedCandidates(manager(), id)).toBeUndefined()
})

test('an import is taken back for a day: what it added goes, what it changed returns, what was touched since stays', async () => {
  await applyCandidates(manager(), await stage([candidate('1'), candidate('2')]), 'all_or_nothing')
  const id = await stageCandidates(
    manager(),
    programmeId,
    'kedua.xlsx',
    await workbook(
      [candidate('1', { ipk: '3,60' }), candidate('2', { ipk: '3,70' }), candidate('3'), candidate('4')],
      [FORMATION, ['F-2', ...FORMATION.slice(1)]],
    ),
  )
  await applyCandidates(manager(), id, 'all_or_nothing')
  await database.owner`update exam_candidates set education = 'S-2' where number = '2'`
  await aSession('planned', '4')

  const late = { ...manager(), now: new Date(Date.now() + 25 * 3_600_000) }
  await expect(undoCandidates(late, id)).rejects.toMatchObject({ code: 'import.undo_too_late' })
  expect(await undoCandidates(manager(), id)).toEqual({ undone: 3, kept: 2 })
  const left = await database.owner`
    select number, diploma_hundredths as mark from exam_candidates order by number`
  expect(left.map(({ number, mark }) => [number, mark])).toEqual([
    ['1', 345],
    ['2', 370],
    ['4', 345],
  ])
  expect(await database.owner`select code from exam_formations`).toEqual([{ code: 'F-1' }])
  await expect(undoCandidates(manager(), id)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('a formation that changes is written down with what it was, and is what it was again when that is taken back', async () => {
  await applyCandidates(manager(), await stage([candidate('1')]), 'all_or_nothing')
  const id = await stageFormations(['F-1', 'Analis Kebijakan', 'S-1', 'Muntok', 'Umum', '', '5'])
  await applyCandidates(manager(), id, 'all_or_nothing')
  await undoCandidates(manager(), id)
  expect(await formations()).toEqual([{ code: 'F-1', vacancies: 2, kind: 'umum' }])
  const events = await database.owner`
    select before, after, subject_id = f.id::text as "isOfFormation" from audit_events, exam_formations f
    where event = 'exam.apply_candidates' and before is not null order by seq`
  expect(events).toEqual([
    { before: { vacancies: 2 }, after: { vacancies: 5 }, isOfFormation: true },
    { before: { vacancies: 5 }, after: { vacancies: 2 }, isOfFormation: true },
  ])
})

test('from the preparation of a session on no file and no undoing changes what a formation is', async () => {
  await applyCandidates(manager(), await stage([candidate('1')]), 'all_or_nothing')
  const earlier = await stageFormations(
    ['F-1', 'Analis Kebijakan', 'S-1', 'Muntok', 'Umum', '', '5'],
    ['F-2', ...FORMATION.slice(1)],
  )
  await applyCandidates(manager(), earlier, 'all_or_nothing')
  const waiting = await stageFormations(
    ['F-1', 'Analis Kebijakan', 'S-1', 'Muntok', 'Disabilitas', '', '9'],
    ['F-3', ...FORMATION.slice(1)],
  )
  await aSession('open', '1')

  await expect(applyCandidates(manager(), waiting, 'all_or_nothing')).rejects.toMatchObject({
    code: 'import.rows_with_errors',
  })
  const checked = (await findStagedCandidates(manager(), waiting))?.checked
  expect(checked?.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['FORMATION_FIXED'], []])
  expect(await applyCandidates(manager(), waiting, 'valid_rows')).toMatchObject({ new: 1, changed: 0, faulty: 1 })
  expect(await undoCandidates(manager(), earlier)).toEqual({ undone: 1, kept: 1 }) // F-2, which nobody is in, goes
  expect(await formations()).toEqual([
    { code: 'F-1', vacancies: 5, kind: 'umum' },
    { code: 'F-3', vacancies: 2, kind: 'umum' },
  ])
})

test('a candidate’s chosen site comes in, changes, and goes back with the file', async () => {
  for (const name of ['Gedung Timah', 'UPT BKN']) {
    await database.owner`
      insert into exam_sites (agency_id, name, address, time_zone) values (${agencyId}, ${name}, 'Jalan 1', 'Asia/Jakarta')`
  }
  const chosen = () => database.owner`
    select c.number, t.name as site from exam_candidates c left join exam_sites t on t.id = c.chosen_site_id order by 1`
  await applyCandidates(
    manager(),
    await stage([candidate('1', { tilok: 'gedung timah' }), candidate('2')]),
    'all_or_nothing',
  )
  expect(await chosen()).toEqual([
    { number: '1', site: 'Gedung Timah' },
    { number: '2', site: null },
  ])
  const second = await stage([candidate('1', { tilok: 'UPT BKN' }), candidate('2', { tilok: 'Gedung Lain' })])
  expect((await findStagedCandidates(manager(), second))?.counts).toMatchObject({ changed: 1, faulty: 1 })
  await applyCandidates(manager(), second, 'valid_rows')
  expect((await chosen())[0]).toEqual({ number: '1', site: 'UPT BKN' })
  await undoCandidates(manager(), second)
  expect((await chosen())[0]).toEqual({ number: '1', site: 'Gedung Timah' })
})

const DISABLED = ['F-2', 'Analis Kebijakan', 'S-1', 'Muntok', 'Disabilitas', '', '2']
const netra = (number: string) => candidate(number, { akomodasi: 'netra', kode_formasi: 'F-2' })
const stageBoth = async (candidates: string[][]) =>
  stageCandidates(manager(), programmeId, 'akomodasi.xlsx', await workbook(candidates, [FORMATION, DISABLED]))
const times = () =>
  database.owner`
    select c.number, a.allowed_seconds as seconds from exam_attempts a join exam_candidates c on c.id = a.candidate_id
    order by 1`

test('the time of somebody in a session follows the accommodation and the formation, and back, until registered', async () => {
  await applyCandidates(
    manager(),
    await stageBoth(['1', '2', '3'].map((number) => candidate(number))),
    'all_or_nothing',
  )
  await aSession('planned', '1')
  await database.owner`
    insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds, state)
    select s.id, c.id, ${agencyId}, 6000, case c.number when '3' then 'registered' else 'scheduled' end::exam_attempt_state
    from exam_sessions s, exam_candidates c where c.number in ('2', '3')`
  const id = await stageBoth([netra('1'), netra('3')])
  await applyCandidates(manager(), id, 'valid_rows')
  expect(await times()).toEqual([
    { number: '1', seconds: 7_800 },
    { number: '2', seconds: 6_000 },
    { number: '3', seconds: 6_000 },
  ])
  const umum = await stageFormations(['F-2', 'Analis Kebijakan', 'S-1', 'Muntok', 'Umum', '', '2'])
  await applyCandidates(manager(), umum, 'all_or_nothing')
  expect((await times())[0]).toEqual({ number: '1', seconds: 6_000 })
  await undoCandidates(manager(), umum)
  expect((await times())[0]).toEqual({ number: '1', seconds: 7_800 })
  await undoCandidates(manager(), id)
  expect((await times())[0]).toEqual({ number: '1', seconds: 6_000 })
})

test('nobody who stands still waits for a file that is being applied', async () => {
  await applyCandidates(manager(), await stage([candidate('1'), candidate('2')]), 'all_or_nothing')
  await aSession('open', '1')
  const [session] = await database.owner<{ id: string }[]>`
    update exam_sessions set state = 'released' returning id`
  await database.owner`update exam_attempts set state = 'paused', started_at = now(), paused_at = now()`
  const id = await stage([candidate('1'), candidate('2', { ipk: '3,60' })])
  await behind(
    database.owner,
    (tx) => tx`select from exam_candidates where number = '2' for update`,
    () => applyCandidates(manager(), id, 'all_or_nothing'),
    () => resumeExam(manager(), { id: session?.id ?? '', attemptIds: [], reason: 'Listrik kembali menyala' }),
  )
  expect(await database.owner`select state::text from exam_attempts`).toEqual([{ state: 'running' }])
})

test('nobody is changed by a file who is being registered at that moment', async () => {
  await applyCandidates(manager(), await stageBoth([candidate('1')]), 'all_or_nothing')
  await aSession('open', '1')
  const id = await stageBoth([netra('1')])
  const applying = behind(
    database.owner,
    (tx) => tx`update exam_attempts set state = 'registered'`,
    () => applyCandidates(manager(), id, 'all_or_nothing'),
  )
  await expect(applying).rejects.toMatchObject({ code: 'stale' })
  expect(await times()).toEqual([{ number: '1', seconds: 60 }])
})

test('a session that is being prepared holds a file back until its formations are fixed', async () => {
  await applyCandidates(manager(), await stage([candidate('1')]), 'all_or_nothing')
  await aSession('planned', '1')
  const id = await stageFormations(['F-1', 'Analis Kebijakan', 'S-1', 'Muntok', 'Umum', '', '5'])
  const applying = behind(
    database.owner,
    async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${`candidates ${programmeId} ${agencyId}`}, 0))`
      await tx`update exam_sessions set state = 'open'`
    },
    () => applyCandidates(manager(), id, 'all_or_nothing'),
  )
  await expect(applying).rejects.toMatchObject({ code: 'import.rows_with_errors' })
})

test('what stood before an import is forgotten when it can no longer be taken back', async () => {
  const id = await stage([candidate('1')])
  await applyCandidates(manager(), id, 'all_or_nothing')
  expect(await forgetStagedCandidates(new Date(Date.now() + 23 * 3_600_000))).toBe(0)
  expect(await forgetStagedCandidates(new Date(Date.now() + 25 * 3_600_000))).toBe(1)
  const [file] = await database.owner`select written, sheets from exam_candidate_imports where id = ${id}`
  expect(file).toMatchObject({ written: null, sheets: [{ kind: 'formasi' }, { kind: 'peserta' }] })
})

test('the list of candidates leaves as a file under its filters, with nobody’s but one’s own', async () => {
  await applyCandidates(manager(), await stage([candidate('1'), candidate('2')]), 'all_or_nothing')
  const source = await candidateSource(manager(), { q: 'peserta 2' }, 'id')
  expect(await countRows(manager(), source)).toBe(1)
  const stream = new PassThrough()
  const [file] = await Promise.all([buffer(stream), writeList(manager(), source, 'csv', stream)])
  const [header, line, rest] = file.toString().replace('\uFEFF', '').split('\r\n')
  expect(header).toContain('Nomor peserta;Nama;Tanggal lahir')
  expect(line).toMatch(/^2;Peserta 2;1997-08-15;Laki-laki;S-1;F-1;Analis Kebijakan;Umum;Muntok;/)
  expect(rest).toBe('')
  const other = manager(await anAgency(database.owner, 'Pemerintah Kota Uji'))
  expect(await countRows(other, await candidateSource(other, {}, 'id'))).toBe(0)
})
