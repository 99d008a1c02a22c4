import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { announcedFile } from './announced.server'
import { publishRanking } from './announcing.server'
import { saveAnswers } from './answers.server'
import { publishedSession } from './closing.server'
import { demonstrationNumber } from './demonstration'
import { registerCandidate } from './desk.server'
import { discloseProgramme, sessionFile } from './disclosure.server'
import { decideDisqualification, proposeDisqualification } from './disqualification.server'
import {
  anExamDay,
  bestOptions,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  SECOND,
  signIn,
  strangersKnowledge,
} from './exam-day.fixture'
import { prepareSession, releaseSession } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { startAttempt } from './room-state.server'
import { saveSecondTest } from './second-plan.server'
import { importSecondStage, secondStageView } from './second-stage.server'
import { signInCandidate } from './sign-in.server'
import { computeRanking } from './stage-ranking.server'

const database = await examTests()
const { folder } = database

let day: ExamDay
let field: { programmeId: string; sessionId: string; attempts: string[] }
beforeEach(async () => {
  day = await anExamDay(database.owner)
  await basicTest([110, 109, 108, 107])
  field = await fieldTest()
})

const manager = () => examPerson(day, undefined, 'exam_manager')
const colleague = () => examPerson(day, SECOND, 'exam_manager')

/** The first stage is held, closed and announced; so many answer so many items right. */
async function basicTest(right: readonly number[]) {
  await releaseSession(examPerson(day), day.sessionId)
  for (const [at, count] of right.entries()) {
    const claim = await signIn(at)
    await startAttempt(claim)
    await answer(claim, count)
  }
  await closeDay(examPerson(day), day.sessionId)
  await announce('first')
}

async function answer(claim: { attemptId: string; epoch: number }, count: number) {
  const best = await bestOptions(database.owner, claim.attemptId)
  const changes = best.slice(0, count).map((option, n) => ({ seq: n + 1, item: n + 1, option }))
  if (changes.length > 0) await saveAnswers(claim, changes, new Date())
  await finishAttempt(claim, new Date())
}

async function announce(stage: 'first' | 'final', by = manager()) {
  const { fingerprint } = await computeRanking(by, day.programmeId, stage)
  const input = { id: day.programmeId, stage, fingerprint, objectionsUntil: '2099-12-31', reason: '' }
  return publishRanking(by, input)
}

/** The test of the field in a programme of its own: the same people, by NIK, with other numbers, ready to be let in. */
async function fieldTest() {
  const [made] = await database.owner<{ programme: string; session: string }[]>`
    with programme as (
      insert into exam_programmes (code, name, year, sections, duration_seconds, accommodated_seconds, weight_percent,
        source, is_confirmed)
      select 'SKB-UJI', 'Seleksi Kompetensi Bidang', year, (
          select jsonb_agg(jsonb_set(s, '{itemCount}', '10')) from jsonb_array_elements(sections) s where s ->> 'code' = 'TIU'
        ), 5400, '{}', 60, source, true
      from exam_programmes where id = ${day.programmeId} returning id
    ), formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
        job_group, vacancies)
      select programme.id, f.agency_id, f.code, f.position_name, f.education, f.location, f.formation_kind, f.job_group,
        f.vacancies
      from programme, exam_formations f where f.programme_id = ${day.programmeId} returning id, programme_id, code
    ), session as (
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at)
      select programme.id, s.site_id, s.agency_id, 1, s.starts_at + interval '1 day'
      from programme, exam_sessions s where s.id = ${day.sessionId} returning id, programme_id, agency_id
    ), rooms as (
      insert into exam_session_rooms (session_id, room_id, agency_id)
      select session.id, r.room_id, r.agency_id from session, exam_session_rooms r where r.session_id = ${day.sessionId}
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select formation.programme_id, formation.id, c.agency_id, 'B-' || right(c.number, 3), c.nik, c.name, c.birth_place,
        c.born_on, c.sex, c.education, c.diploma_hundredths
      from exam_candidates c join exam_formations f on f.id = c.formation_id join formation on formation.code = f.code
      where c.programme_id = ${day.programmeId} and c.number = any(${[0, 1, 2, 3].map(demonstrationNumber)})
      returning id, agency_id
    )
    insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds)
    select session.id, candidate.id, candidate.agency_id, 5400 from session, candidate
    returning (select id from programme) as programme, (select id from session) as session`
  const { programme: programmeId, session: sessionId } = made ?? { programme: '', session: '' }
  await prepareSession(manager(), sessionId)
  const attempts = await database.owner<{ id: string }[]>`
    select a.id from exam_attempts a join exam_candidates c on c.id = a.candidate_id
    where a.session_id = ${sessionId} order by c.number`
  return { programmeId, sessionId, attempts: attempts.map(({ id }) => id) }
}

/** So many of ten items right, in the order of the numbers; null: stays away. */
async function fieldHeld(right: readonly (number | null)[], meanwhile = async () => {}) {
  const pins: (string | null)[] = []
  for (const [at, count] of right.entries()) {
    const id = field.attempts[at] ?? ''
    const registered =
      count === null ? null : await registerCandidate(examPerson(day), { id, identity: 'card', note: '' })
    pins.push(registered?.pin ?? null)
  }
  await releaseSession(examPerson(day), field.sessionId)
  for (const [at, pin] of pins.entries()) {
    if (pin === null) continue
    const number = `B-${demonstrationNumber(at).slice(-3)}`
    const claim = await signInCandidate({ number, pin, device: 'kursi' }, new Date())
    await startAttempt(claim)
    await answer(claim, right[at] ?? 0)
  }
  await meanwhile()
  await closeDay(examPerson(day), field.sessionId)
}

const planned = (change: object = {}) => ({
  id: day.programmeId,
  version: 0,
  name: 'CAT bidang',
  kind: 'cat' as const,
  heldIn: field.programmeId,
  maximum: null,
  weightPercent: 100,
  minimum: null,
  reason: '',
  remove: false,
  ...change,
})
const take = (by = manager(), text = '', reason = '') => importSecondStage(by, { id: day.programmeId, text, reason })

async function verified(
  change: (files: { final: Told; first: Told; basic: unknown; field: unknown }) => void = () => {},
) {
  const ids = await database.owner<{ id: string }[]>`select id from exam_announcements order by stage`
  const told = await Promise.all(ids.map(({ id }) => announcedFile(id, new Date())))
  const read = async (id: string) => JSON.parse((await sessionFile(id, new Date())).toString('utf8'))
  const [first, final] = JSON.parse(JSON.stringify(told))
  const files = { first, final, basic: await read(day.sessionId), field: await read(field.sessionId) }
  change(files)
  const names = Object.entries(files).flatMap(([name, content]) => {
    if (content === null) return []
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(content))
    return [path.join(folder, `${name}.json`)]
  })
  const { root } = await publishedSession(field.sessionId, new Date())
  const known = [...(await strangersKnowledge(day)), ...(files.field === null ? [] : ['--sealed', root])]
  return promisify(execFile)(process.execPath, ['scripts/verify-exam/verify-exam.mjs', ...names, ...known]).then(
    ({ stdout }) => stdout,
    (error: { stderr: string }) => error.stderr,
  )
}
type Told = Awaited<ReturnType<typeof announcedFile>>

test('the test of the field that is held here reaches the final result from its sealed session, and the script ties both', async () => {
  await saveSecondTest(manager(), planned())
  await expect(take()).rejects.toMatchObject({ code: 'sessions_open', facts: { count: 1 } })
  await fieldHeld([4, 9, 7, null])
  expect(await take()).toEqual({ rows: 4, changed: 0 })
  await expect(announce('final')).rejects.toMatchObject({ code: 'second_own_scores' })
  await announce('final', colleague())
  await discloseProgramme(manager(), day.programmeId)
  await discloseProgramme(manager(), field.programmeId)

  expect(await verified()).toBe('Everything agrees: 4 files, 7 attempts.\n')
  const lines = ({ final }: { final: Told }) => final.formations.flatMap((formation) => formation.lines)
  expect(
    await verified((files) => {
      expect(files.final.programme.second).toMatchObject([{ name: 'CAT bidang', programme: 'SKB-UJI', maximum: 50 }])
      expect(
        lines(files).map(({ number, tests, result }) => [number.slice(-3), tests[0]?.scoreThousandths, result]),
      ).toEqual([
        ['202', 45_000, 'P/L'],
        ['203', 35_000, 'P/L'],
        ['201', 20_000, 'TL'],
        ['204', undefined, 'TH'],
      ])
      expect(JSON.stringify(files.final)).not.toContain('"attempt":')
      const favoured = lines(files)[2]?.tests[0]
      if (favoured) favoured.scoreThousandths = 50_000
    }),
  ).toContain('no attempt of session')
  expect(
    await verified((files) => {
      Object.assign(lines(files)[2] ?? {}, { scores: null, place: null, result: 'TH', tests: [], final: null })
    }),
  ).toContain('CAT bidang: 1 attempts of its sessions were counted for nobody')
  expect(await verified((files) => Object.assign(files, { field: null }))).toContain(
    'the data of none of its sessions are among the files',
  )
  const [event] = await database.owner`
    select after from audit_events e join exam_candidates c on c.id::text = e.subject_id
    where event = 'exam.import_second' and c.number = ${demonstrationNumber(1)}`
  expect(event?.after).toMatchObject({
    tests: [{ scoreThousandths: 45_000, session: field.sessionId, attempt: field.attempts[1] }],
  })
})

test('a test from a table stands beside it; who is absent from one of both, or fails one that decides alone, is out', async () => {
  await saveSecondTest(manager(), planned({ weightPercent: 60 }))
  await saveSecondTest(
    manager(),
    planned({ version: 1, name: 'Praktik', kind: 'other', heldIn: '', maximum: 100, weightPercent: 40, minimum: 60 }),
  )
  await fieldHeld([10, 9, 8, null])
  const rows = [59.5, 70, undefined, 80].map((score, at) => `${demonstrationNumber(at)};${score ?? ''}`)
  await take(manager(), ['nomor;Praktik', ...rows].join('\n'))
  await announce('final', colleague())
  const { formations } = await computeRanking(manager(), day.programmeId, 'final')
  const lines = formations.flatMap((formation) => formation.lines)
  expect(lines.map(({ number, place, result, final }) => [number.slice(-3), place, result, final !== null])).toEqual([
    ['202', 1, 'P/L', true],
    ['201', null, 'TL', true],
    ['203', null, 'TH', false],
    ['204', null, 'TH', false],
  ])
  await discloseProgramme(manager(), day.programmeId)
  await discloseProgramme(manager(), field.programmeId)
  expect(await verified()).toBe(
    'CAT bidang: 1 attempts of its sessions were counted for nobody. Whoever was absent from another test is told TH: ask who that was.\n',
  )
})

test('people are found by NIK or by number, and nobody is taken for another one', async () => {
  await saveSecondTest(manager(), planned())
  await fieldHeld([4, 9, 7, 5])
  await database.owner`
    update exam_candidates set nik = null where programme_id = ${field.programmeId} and number like 'B-%1'`
  await expect(take()).rejects.toMatchObject({ code: 'second_not_invited', facts: { number: demonstrationNumber(0) } })
  await database.owner`
    update exam_candidates set number = ${demonstrationNumber(0)} where programme_id = ${field.programmeId} and nik is null`
  expect(await take()).toEqual({ rows: 4, changed: 0 })
  await database.owner`
    update exam_candidates set nik = null where programme_id = ${day.programmeId} and number = ${demonstrationNumber(0)}`
  await database.owner`
    update exam_candidates set nik = '1901010101000099' where programme_id = ${field.programmeId}
      and number = ${demonstrationNumber(0)}`
  expect(await take()).toEqual({ rows: 4, changed: 0 })
  await database.owner`
    update exam_candidates set nik = '1901010101000098' where programme_id = ${day.programmeId}
      and number = ${demonstrationNumber(0)}`
  await expect(take()).rejects.toMatchObject({ code: 'second_not_invited' })
})

test('whoever is disqualified in the second stage is told so, and takes no place', async () => {
  await saveSecondTest(manager(), planned())
  await fieldHeld([4, 9, 7, 5])
  await take()
  const id = field.attempts[1] ?? ''
  await proposeDisqualification(examPerson(day), { id, reason: 'Memakai joki' })
  const { incidents } = await sessionView(examPerson(day), field.sessionId)
  const found = incidents.find(({ kind }) => kind === 'disqualification')
  await decideDisqualification(examPerson(day, SECOND), { id: found?.id ?? '' })
  const { formations } = await computeRanking(manager(), day.programmeId, 'final')
  const lines = formations.flatMap((formation) => formation.lines)
  expect(lines.map(({ number, result }) => [number.slice(-3), result])).toEqual([
    ['203', 'P/L'],
    ['204', 'P/L'],
    ['201', 'TL'],
    ['202', 'DIS'],
  ])
})

test('a plan that changes once scores are recorded needs a reason, and every score is brought in again', async () => {
  await saveSecondTest(manager(), planned())
  await fieldHeld([4, 9, 7, 5])
  await take()
  const floor = planned({ version: 1, minimum: 30 })
  await expect(saveSecondTest(colleague(), floor)).rejects.toMatchObject({ code: 'second_plan_reason' })
  await expect(saveSecondTest(colleague(), { ...floor, version: 0 })).rejects.toMatchObject({ code: 'stale' })
  await saveSecondTest(colleague(), { ...floor, reason: 'Batas gugur tertinggal' })
  await expect(computeRanking(manager(), day.programmeId, 'final')).rejects.toMatchObject({
    code: 'second_plan_differs',
    facts: { count: 4 },
  })
  expect(await take(manager(), '', 'Susunan tes berubah')).toEqual({ rows: 4, changed: 4 })
  await announce('final', colleague())
  await expect(saveSecondTest(manager(), planned({ version: 2, reason: 'Terlambat sekali' }))).rejects.toMatchObject({
    code: 'second_plan_announced',
  })
})

test('limits of the programme are said of the plan, and those that are confirmed refuse its scores', async () => {
  await saveSecondTest(manager(), planned({ name: 'Wawancara', kind: 'interview', heldIn: '', maximum: 100 }))
  const { plan } = await secondStageView(manager(), day.programmeId)
  expect(plan.findings.filter(({ met }) => !met).map(({ code, facts }) => [code, facts.isBinding])).toEqual([
    ['second.cat_least', false],
    ['second.interview_most', true],
    ['second.others_weight_most', false],
  ])
  await expect(take()).rejects.toMatchObject({
    code: 'conditions_unmet',
    findings: [{ code: 'second.interview_most', facts: { value: 0, found: 100 } }],
  })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, undefined, 'exam_manager')
  await expect(saveSecondTest(stranger, planned())).rejects.toMatchObject({ code: 'not_found' })
})
