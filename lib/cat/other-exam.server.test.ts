import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { loadBlueprints } from '@/db/seed/item-bank'
import { testDatabase } from '@/db/testing.server'
import type { Context, Role } from '@/lib/auth/actor'
import { saveAnswers } from '@/lib/cat/answers.server'
import { listBankSections } from '@/lib/cat/bank-section.server'
import { registerCandidate } from '@/lib/cat/desk.server'
import { bestOptions, worstOptions } from '@/lib/cat/exam-day.fixture'
import { prepareSession, releaseSession } from '@/lib/cat/exam-day.server'
import { finishAttempt } from '@/lib/cat/finish.server'
import { emptyForm } from '@/lib/cat/item-form'
import { applyStaged, findStaged, stageItems } from '@/lib/cat/item-import.server'
import { approveItem, saveItem, submitItem } from '@/lib/cat/items.server'
import { findItem, listItems } from '@/lib/cat/items-read.server'
import { confirmProgramme } from '@/lib/cat/programme-confirm.server'
import { copyProgramme, saveCell, saveFacts, saveGrade, saveSection } from '@/lib/cat/programmes.server'
import { findProgramme } from '@/lib/cat/programmes-read.server'
import { roomState, startAttempt } from '@/lib/cat/room-state.server'
import { assignCandidates, publishSession, saveSession } from '@/lib/cat/session-plan.server'
import { signInCandidate } from '@/lib/cat/sign-in.server'
import { anAgency } from '@/lib/registry/register.fixture'

process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'

const database = await testDatabase()
afterAll(database.reset)

const SOURCE = 'Peraturan tentang ujian dinas'
const WRITER = '019a0000-0000-7000-8000-00000000000a'
const REVIEWER = '019a0000-0000-7000-8000-00000000000b'
const KEPT = { remove: false } as const
const HOUR = 3_600_000
const SUBSTANCE = {
  code: 'SUBSTANSI',
  name: 'Substansi tugas',
  pointsPerItem: 4,
  scoring: 'single',
  optionCount: 4,
  tolerancePercent: 3,
} as const
const ATTITUDE = {
  code: 'SIKAP',
  name: 'Sikap kerja',
  pointsPerItem: 10,
  scoring: 'weighted',
  optionCount: 5,
  tolerancePercent: 3,
} as const

let agencyId: number
let programmeId: string

function person(role: Role, accountId = WRITER): Context {
  const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
  return { actor: { accountId, employeeId: null, name: 'Nurhayati', agencyId, role, scope }, now: new Date() }
}
const manager = () => person('exam_manager')
const writer = () => person('item_writer')

async function ref() {
  const found = await findProgramme(manager(), programmeId)
  return { id: programmeId, version: found?.programme.version ?? 0 }
}

beforeAll(async () => {
  agencyId = await anAgency(database.owner)
  await loadExamProgrammes(database.owner)
  await loadBlueprints(database.owner)
  const [skd] = await database.owner<{ id: string }[]>`select id from exam_programmes where code = 'SKD-2024'`
  const own = { code: 'UD-II-2026', name: 'Ujian Dinas Tingkat II', year: 2026, source: SOURCE }
  programmeId = await copyProgramme(manager(), { ...own, id: skd?.id ?? '' })
  for (const section of [SUBSTANCE, ATTITUDE])
    await saveSection(manager(), { ...(await ref()), ...KEPT, ...section, itemCount: 2 })
  for (const code of ['TWK', 'TIU', 'TKP'])
    await saveSection(manager(), { ...(await ref()), ...SUBSTANCE, code, itemCount: 1, remove: true })
  const facts = {
    minutes: 30,
    weightPercent: 100,
    perVacancy: null,
    exclusionYears: null,
    earlierFrom: '',
    earlierOf: 'above_grade',
    earlierUse: 'instead',
    earlierMark: '',
    boardShows: 'numbers',
  } as const
  await saveFacts(manager(), { ...(await ref()), ...own, ...facts, tieBreak: [] })
  const cell = { section: 'SUBSTANSI', aspect: 'tata_usaha', minimum: 1, maximum: 2 }
  await saveCell(manager(), { ...(await ref()), ...KEPT, ...cell })
  const minimums = { SUBSTANSI: 8, SIKAP: 11 }
  const grade = {
    formationKind: 'umum',
    jobGroup: '',
    minimums,
    minimumTotal: null,
    fillTotal: null,
    source: SOURCE,
  } as const
  await saveGrade(manager(), { ...(await ref()), ...KEPT, ...grade })
  await confirmProgramme(manager(), await ref())
})

const substance = (code: string) => ({
  ...emptyForm(code),
  section: 'SUBSTANSI',
  aspect: 'tata_usaha',
  stem: `Naskah dinas ${code}?`,
  options: ['satu', 'dua', 'tiga', 'empat', ''].map((body) => ({ body, weight: 0 })),
  key: 'B' as const,
})
const attitude = {
  ...emptyForm('SKP-1'),
  section: 'SIKAP',
  aspect: 'umum',
  stem: 'Rekan Anda terlambat. Anda …',
  options: ['satu', 'dua', 'tiga', 'empat', 'lima'].map((body, index) => ({ body, weight: 5 - index })),
}

async function approve(id: string): Promise<void> {
  const seen = async () => ({ id, version: (await findItem(writer(), id))?.row.version ?? 0 })
  await submitItem(writer(), await seen())
  await approveItem(person('item_reviewer', REVIEWER), await seen())
}

test('items are entered and imported for the sections of a programme of one’s own, each kind by its rules', async () => {
  const bank = await listBankSections(writer())
  expect(bank.filter(({ code }) => !['TWK', 'TIU', 'TKP', 'SKB'].includes(code))).toMatchObject([
    { code: 'SUBSTANSI', optionCount: 4, aspects: ['tata_usaha'] },
    { code: 'SIKAP', scoring: 'weighted', aspects: ['umum'] },
  ])
  const five = await saveItem(writer(), { ...substance('SUB-0'), options: attitude.options })
  await expect(approve(five)).rejects.toMatchObject({ code: 'conditions_unmet' })
  await approve(await saveItem(writer(), substance('SUB-1')))
  await approve(await saveItem(writer(), attitude))

  const aiken = new TextEncoder().encode('Arsip dinamis?\nA. ya\nB. tidak\nC. mungkin\nD. jarang\nANSWER: C\n')
  const moodle = new TextEncoder().encode(`<quiz>
    <question type="category"><category><text>$course$/top/Sikap kerja/Umum</text></category></question>
    <question type="multichoice"><name><text>SKP-2</text></name><questiontext><text>Tugas mendadak?</text></questiontext>
    ${[20, 40, 60, 80, 100].map((share) => `<answer fraction="${share}"><text>sikap ${share}</text></answer>`).join('')}
    </question></quiz>`)
  for (const [name, bytes] of Object.entries({ 'sub.txt': aiken, 'sikap.xml': moodle })) {
    const id = await stageItems(writer(), name, bytes)
    expect((await findStaged(writer(), id))?.items[0]).toMatchObject(
      name === 'sikap.xml' ? { section: 'SIKAP', aspect: 'umum' } : { section: '' },
    )
    expect(await applyStaged(writer(), { id, mode: 'all', section: 'SUBSTANSI', aspect: 'tata_usaha' })).toBe(1)
  }
  const drafts = await listItems(writer(), { state: 'draft' }, 1)
  for (const { id, code } of drafts.rows) if (code !== 'SUB-0') await approve(id)
  const found = await findProgramme(manager(), programmeId)
  expect(found?.findings.filter(({ met }) => !met)).toEqual([])
})

test('a section keeps its kind once items are in it, and an approved item its section', async () => {
  const changed = { ...SUBSTANCE, optionCount: 5, itemCount: 2 }
  await expect(saveSection(manager(), { ...(await ref()), ...KEPT, ...changed })).rejects.toMatchObject({
    fields: { code: 'cat.section_differs' },
  })
  const skd = { ...SUBSTANCE, code: 'TIU', itemCount: 2 }
  await expect(saveSection(manager(), { ...(await ref()), ...KEPT, ...skd })).rejects.toMatchObject({
    code: 'cat.section_differs',
  })
  const [row] = (await listItems(writer(), { typed: 'SUB-1' }, 1)).rows
  const item = await findItem(writer(), row?.id ?? '')
  const moved = { ...substance('SUB-1'), id: row?.id ?? '', version: item?.row.version ?? 0, section: 'SIKAP' }
  await expect(saveItem(writer(), moved)).rejects.toMatchObject({ code: 'cat.item_section_kept' })
})

test('a form is assembled of them, and the exam is taken and scored in the points of the programme', async () => {
  const sessionId = await aSession()
  await assignCandidates(manager(), sessionId)
  await publishSession(manager(), sessionId)
  await prepareSession(manager(), sessionId)
  await releaseSession(person('exam_supervisor'), sessionId)
  const [attempt] = await database.owner<{ id: string }[]>`select id from exam_attempts where session_id = ${sessionId}`
  const id = attempt?.id ?? ''
  const { pin } = await registerCandidate(person('exam_registrar'), { id, identity: 'card', note: '' })
  const claim = await signInCandidate({ number: 'UD-0001', pin, device: 'kursi' }, new Date())
  await startAttempt(claim)
  const state = await roomState(claim, new Date())
  expect(state.exam.sections.map(({ code, itemCount }) => [code, itemCount])).toEqual([
    ['SUBSTANSI', 2],
    ['SIKAP', 2],
  ])
  const paper = state.work?.paper ?? []
  expect(paper.map(({ options }) => options.length)).toEqual([4, 4, 5, 5])

  const best = await bestOptions(database.owner, id)
  const worst = await worstOptions(database.owner, id)
  const chosen = [best[0], best[1], best[2], worst[3]]
  await saveAnswers(
    claim,
    chosen.map((option, at) => ({ seq: at + 1, item: at + 1, option: option ?? '' })),
    new Date(),
  )
  await finishAttempt(claim, new Date())
  const [score] = await database.owner`
    select scores, total, is_above_grade as above from exam_scores where attempt_id = ${id}`
  expect(score).toEqual({ scores: { SUBSTANSI: 8, SIKAP: 12 }, total: 20, above: true })
})

async function aSession(): Promise<string> {
  const [made] = await database.owner<{ site: string; room: string }[]>`
    with site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      values (${agencyId}, 'Balai Diklat', 'Jalan 1', 'Asia/Jakarta') returning id
    ), room as (
      insert into exam_rooms (site_id, agency_id, name, seats, seats_per_row)
      select id, ${agencyId}, 'Kelas 1', 4, 2 from site returning id
    ), formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
        vacancies)
      values (${programmeId}, ${agencyId}, 'UD', 'Kenaikan pangkat ke III/a', 'SLTA', 'Muntok', 'umum', 1) returning id
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select ${programmeId}, id, ${agencyId}, 'UD-0001', 'Peserta Ujian Dinas', 'Muntok', '1985-01-01', 'F', 'SLTA', 0
      from formation
    )
    select site.id as site, room.id as room from site, room`
  const start = new Date(Date.now() + 2 * HOUR + 7 * HOUR).toISOString() // on the clock of the site
  return saveSession(manager(), {
    id: null,
    version: 0,
    programmeId,
    siteId: made?.site ?? '',
    roomIds: [made?.room ?? ''],
    startsOn: start.slice(0, 10),
    startsAtTime: start.slice(11, 16),
  })
}
