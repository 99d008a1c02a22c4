import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { asAnother, untilOneWaits } from '@/db/behind.fixture'
import { transact } from '@/db/client.server'
import { saveAnswers } from './answers.server'
import { publishedSession } from './closing.server'
import { prepareContent } from './content.server'
import { DEMONSTRATION_NAMES, demonstrationNumber } from './demonstration'
import type { PublishedAttempt } from './disclosure'
import { discloseProgramme, sessionFile } from './disclosure.server'
import { decideDisqualification, proposeDisqualification } from './disqualification.server'
import {
  anExamDay,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  SECOND,
  signIn,
  strangersKnowledge,
} from './exam-day.fixture'
import { pauseExam, prepareSession, releaseSession, resumeExam } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { readVersions } from './items-read.server'
import { type Receipt, type SealedAttempt, sealAttempts } from './receipt'
import { resultView } from './results-read.server'
import { roomState, startAttempt } from './room-state.server'
import { signSeal } from './seal.server'

const database = await examTests()
const { folder } = database

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const manager = () => examPerson(day, undefined, 'exam_manager')

/** Three people answer and finish; the session is closed after something else. */
async function heldAndClosed(meanwhile = async () => {}) {
  await releaseSession(examPerson(day), day.sessionId)
  for (const at of [0, 1, 2]) {
    const claim = await signIn(at)
    await startAttempt(claim)
    const paper = (await roomState(claim, new Date())).work?.paper
    const changes = Array.from({ length: 12 }, (_, n) => ({
      seq: n + 1,
      item: n * 9 + 1,
      option: paper?.[n * 9]?.options[(n + at) % 5] ?? null,
    }))
    await saveAnswers(claim, [...changes, { seq: 13, item: 1, option: null }], new Date())
    await finishAttempt(claim, new Date())
  }
  await meanwhile()
  await closeDay(examPerson(day), day.sessionId)
}

/** What a stranger hears of the session's published data, who wrote down its root at the close. */
async function verified(name: string) {
  const known = await strangersKnowledge(day)
  await discloseProgramme(manager(), day.programmeId)
  const file = path.join(folder, name)
  const data = await sessionFile(day.sessionId, new Date())
  writeFileSync(file, data)
  const ran = promisify(execFile)(process.execPath, ['scripts/verify-exam/verify-exam.mjs', file, ...known])
  const { code, stderr } = await ran.then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code: number; stderr: string }) => error,
  )
  return { data: JSON.parse(data.toString('utf8')), code, faults: stderr }
}

const UNRANKED = /^Session \S+: its \d+ attempts were ranked by nothing, .*\n$/

test('a programme is published once all its sessions are closed, and the script of strangers agrees', async () => {
  await expect(discloseProgramme(manager(), day.programmeId)).rejects.toMatchObject({ code: 'sessions_open' })
  await heldAndClosed()
  await expect(sessionFile(day.sessionId, new Date())).rejects.toMatchObject({ code: 'not_found' })
  const { data, code, faults } = await verified('sesi.json')
  await expect(discloseProgramme(manager(), day.programmeId)).rejects.toMatchObject({ code: 'wrong_state' })
  expect({ code, faults }).toEqual({ code: 3, faults: expect.stringMatching(UNRANKED) })
  expect(data.attempts[0]).toMatchObject({ formation: { code: 'F-001', kind: 'umum' }, disqualifiedAt: null })
  expect(await publishedSession(day.sessionId, new Date())).toMatchObject({ isDisclosed: true })
})

/** The bank and the session as they were while papers called options what the bank calls them. */
async function preparedBefore() {
  await database.owner`
    update exam_item_keys k set option = v.option_names[o.place] from exam_item_versions v,
      jsonb_array_elements(v.options) with ordinality as o (option, place)
    where v.id = k.version_id and o.option ->> 'id' = k.option`
  await database.owner`
    update exam_item_versions set option_names = '{}', options = (
      select jsonb_agg(o || jsonb_build_object('id', option_names[place]) order by place)
      from jsonb_array_elements(options) with ordinality as o (o, place))`
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned'`
  await prepareSession(examPerson(day), day.sessionId)
}

test('a session that was prepared before options had other names is held, scored and published as it was', async () => {
  await preparedBefore()
  const bank = async () => {
    const rows = await database.owner<{ id: string; code: string }[]>`select id, code from exam_items order by code`
    const read = await transact(manager(), (tx) => readVersions(tx, rows))
    return read.map(({ row, version: { number, options, key, reviewedBy } }) => ({
      row,
      number,
      options,
      key,
      reviewedBy,
    }))
  }
  const before = await bank()
  const [, fill = ''] = readFileSync('db/migrations/0070_option_names.sql', 'utf8').split('--> statement-breakpoint')
  await database.owner.unsafe(fill)

  expect(await bank()).toEqual(before.map((item) => ({ ...item, number: item.number + 1 })))
  const names = await database.owner`
    select distinct o ->> 'id' as id from exam_item_versions v, jsonb_array_elements(v.options) o where number = 2`
  expect(names.map(({ id }) => id).sort()).toEqual(['o1', 'o2', 'o3', 'o4', 'o5'])
  const trail =
    await database.owner`select event, agency_id, after from audit_events where event = 'item.rename_options'`
  expect(trail).toEqual([{ event: 'item.rename_options', agency_id: day.agencyId, after: { items: before.length } }])

  await heldAndClosed()
  const { data, code } = await verified('terdahulu.json')
  expect(code).toBe(3)
  expect(Object.keys(data.keys[0].points).sort()).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(data.attempts[0].events[0][1]).toMatch(/^[A-E]$/)
})

test('what is published names nobody: no name, no number, no NIK, no seat', async () => {
  await heldAndClosed()
  await discloseProgramme(manager(), day.programmeId)
  const text = (await sessionFile(day.sessionId, new Date())).toString('utf8')
  for (const [at, name] of DEMONSTRATION_NAMES.entries()) {
    expect(text).not.toContain(name)
    expect(text).not.toContain(demonstrationNumber(at))
  }
  expect(text).not.toContain('190101150897')
  expect(text).not.toMatch(/"(seat|room|nik|name|number)":/)
})

test('a score that was exchanged in the database after the close is found by the script', async () => {
  await heldAndClosed()
  await database.owner`
    update exam_receipts set receipt = jsonb_set(receipt, '{scores,TKP}', '200') where attempt_id = ${(await signIn(0)).attemptId}`
  const { code, faults } = await verified('diubah.json')
  expect({ code, faults }).toEqual({ code: 1, faults: expect.stringContaining('TKP 200') })
})

const VERSION = `(select (content ->> 5)::uuid from exam_sessions where content is not null)`
test.each([
  ['key', `update exam_item_keys set points = 5 - points where version_id = ${VERSION}`, 'questions and keys'],
  ['text', `update exam_item_versions set stem = 'Lain' where id = ${VERSION}`, 'questions and keys'],
  ['answer', `update exam_answer_events set option = null where seq = 1`, 'do not give the end of the chain'],
  [
    'item answered',
    `update exam_answer_events set item = item % 110 + 1 where seq = 1`,
    'do not give the end of the chain',
  ],
  ['number of answers, one fewer,', `delete from exam_answer_events where seq = 1`, 'do not give the root'],
  [
    'number of answers, one more,',
    `insert into exam_answer_events (attempt_id, seq, epoch, client_seq, item, option, at, is_late, link)
      select attempt_id, seq + 1000, epoch, client_seq + 1000, item, null, at + 1, is_late, link
      from exam_answer_events where seq = 1`,
    'do not give the root',
  ],
  [
    'order of answers',
    `update exam_answer_events e set item = o.item, option = o.option from exam_answer_events o
      where o.attempt_id = e.attempt_id and o.seq = 3 - e.seq and e.seq in (1, 2)`,
    'do not give the end of the chain',
  ],
  [
    'order of options',
    `update exam_papers set paper = jsonb_set(paper, '{0,options}', jsonb_path_query_array(paper, '$[0].options[4,3,2,1,0]'))`,
    'do not give the root',
  ],
  [
    'order of questions',
    `update exam_papers set paper = jsonb_set(jsonb_set(paper, '{0}', paper -> 1), '{1}', paper -> 0)`,
    'do not give the root',
  ],
  [
    'formation',
    `update exam_receipts set receipt = jsonb_set(receipt, '{formation,kind}', '"disabilitas"')`,
    'do not give the root',
  ],
  [
    'disqualification',
    `update exam_receipts set receipt = jsonb_set(receipt, '{disqualifiedAt}', '"2027-01-15T03:04:05.678Z"')`,
    'do not give the root',
  ],
  [
    'time',
    `update exam_receipts set receipt = jsonb_set(receipt, '{time,allowedSeconds}', '7800')`,
    'do not give the root',
  ],
])('another %s in the database after the close is found by the script', async (_, exchange, sentence) => {
  await heldAndClosed()
  await database.owner.unsafe(exchange)
  const { code, faults } = await verified('ditukar.json')
  expect({ code, faults }).toEqual({ code: 1, faults: expect.stringContaining(sentence) })
})

test('when an attempt began and ended, its time and its pauses are under the root, and the script holds answers to them', async () => {
  await heldAndClosed(async () => {
    const working = await signIn(3)
    await startAttempt(working)
    const whom = { id: day.sessionId, attemptIds: [working.attemptId], reason: 'Listrik padam' }
    await pauseExam(examPerson(day), whom)
    await database.owner`
      with shift as (
        update exam_attempts set started_at = started_at - interval '20 minutes', paused_at = paused_at - interval '10 minutes'
        where id = ${working.attemptId} returning id
      )
      update exam_incidents set recorded_at = recorded_at - interval '10 minutes' where attempt_id in (select id from shift)`
    await database.owner`update exam_sessions set released_at = released_at - interval '30 minutes'`
    await resumeExam(examPerson(day), whom)
    await saveAnswers(working, [{ seq: 1, item: 1, option: null }], new Date())
    await finishAttempt(working, new Date())
  })
  const { data, code } = await verified('waktu.json')
  expect(code).toBe(3)
  const times = data.attempts.map(({ time }: PublishedAttempt) => time)
  const paused = times.find(({ pauses }: PublishedAttempt['time']) => pauses.length > 0)
  expect(paused).toMatchObject({
    allowedSeconds: 6_000,
    pauses: [{ seconds: expect.toSatisfy((n) => n > 599 && n < 610) }],
  })
  expect(Date.parse(paused.finishedAt) - Date.parse(paused.startedAt)).toBeGreaterThan(20 * 60_000)
  expect(times).toHaveLength(4)
  expect(JSON.parse(data.seal.statement)).toMatchObject({ agency: expect.any(String), allowedSeconds: [6_000, 7_800] })
})

test('who was disqualified is under the root with the deed, scored or not', async () => {
  await heldAndClosed(async () => {
    const { attemptId } = await signIn(0)
    const working = await signIn(3)
    await startAttempt(working)
    for (const id of [attemptId, working.attemptId]) await disqualify(id)
  })
  const { data, code, faults } = await verified('diskualifikasi.json')
  expect({ code, faults }).toEqual({ code: 3, faults: expect.stringMatching(UNRANKED) })
  expect(data.attempts).toHaveLength(4)
  expect(
    data.attempts.map(({ scores, disqualifiedAt }: PublishedAttempt) => [scores !== null, disqualifiedAt !== null]),
  ).toEqual(
    expect.arrayContaining([
      [true, true],
      [false, true],
      [true, false],
      [true, false],
    ]),
  )
})

/** Two people disqualify somebody. */
async function disqualify(id: string) {
  await proposeDisqualification(examPerson(day), { id, reason: 'Membawa telepon' })
  const { incidents } = await sessionView(examPerson(day), day.sessionId)
  const open = incidents.find(({ kind, decidedName }) => kind === 'disqualification' && !decidedName)
  await decideDisqualification(examPerson(day, SECOND), { id: open?.id ?? '' })
}

test('a session that was sealed at first is published as it was, and the script says what its seal did not hold', async () => {
  await heldAndClosed()
  const receipts = await database.owner<{ receipt: Receipt }[]>`select receipt from exam_receipts`
  const first = receipts.map(({ receipt: { attempt, salt, head, events, scores } }) => {
    return { attempt, salt, head, events, scores: scores ?? {} }
  })
  const sealed = sealAttempts(day.sessionId, first)
  for (const receipt of sealed.receipts) {
    await database.owner`
      update exam_receipts set receipt = ${database.owner.json(receipt)} where attempt_id = ${receipt.attempt}`
  }
  await database.owner`update exam_sessions set root = ${sealed.root}, seal = null where id = ${day.sessionId}`
  const { data, code, faults } = await verified('lama.json')
  expect(code).toBe(3)
  expect(faults.split('\n')).toEqual([
    expect.stringContaining('was sealed in the first way'),
    expect.stringContaining('ranked by nothing'),
    '',
  ])
  expect(data).toMatchObject({ format: 'satya-exam-session-1', attempts: [{ formation: 'F-001' }, {}, {}] })
})

test('a session that was sealed without times is published as it was, and the script says that none can be told late', async () => {
  await heldAndClosed()
  const rows = await database.owner<{ receipt: SealedAttempt }[]>`
    select receipt - '{session,proof,root}'::text[] as receipt from exam_receipts`
  const second = rows.map(({ receipt: { time: _, ...attempt } }) => ({ ...attempt, version: 2 as const }))
  const sealed = sealAttempts(day.sessionId, second)
  for (const receipt of sealed.receipts) {
    await database.owner`
      update exam_receipts set receipt = ${database.owner.json(receipt)} where attempt_id = ${receipt.attempt}`
  }
  await database.owner`update exam_sessions set root = ${sealed.root} where id = ${day.sessionId}`
  await transact(manager(), async (tx) => {
    const [kept] = await database.owner<{ salt: string; hash: string }[]>`
      select keys_salt as salt, seal ->> 'statement' as hash from exam_sessions where id = ${day.sessionId}`
    await signSeal(tx, manager(), day.sessionId, {
      salt: kept?.salt ?? '',
      keysHash: JSON.parse(kept?.hash ?? '').keysHash,
    })
  })
  const { data, code, faults } = await verified('kedua.json')
  expect({ code, faults: faults.split('\n') }).toEqual({
    code: 3,
    faults: [expect.stringContaining('was sealed in the second way'), expect.stringContaining('ranked by nothing'), ''],
  })
  expect(data).toMatchObject({ format: 'satya-exam-session-2', attempts: [{ version: 2 }, {}, {}] })
})

/** A session of another programme of the agency, planned, in which nobody is. */
async function anotherProgramme(): Promise<string> {
  const [row] = await database.owner<{ id: string }[]>`
    with programme as (
      insert into exam_programmes (code, name, year, sections, duration_seconds, accommodated_seconds, weight_percent,
        source, is_confirmed)
      select 'UJI-LAIN', 'Ujian Lain', year, sections, duration_seconds, accommodated_seconds, weight_percent, source, true
      from exam_programmes where id = ${day.programmeId} returning id
    )
    insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at)
    select programme.id, s.site_id, s.agency_id, 7, s.starts_at + interval '1 day'
    from programme, exam_sessions s where s.id = ${day.sessionId} returning id`
  return row?.id ?? ''
}

test('keys stay secret while a session of another programme that has the same items is not over', async () => {
  await heldAndClosed()
  const other = await anotherProgramme()
  await prepareSession(manager(), other)
  await expect(discloseProgramme(manager(), day.programmeId)).rejects.toMatchObject({
    code: 'keys_in_use',
    facts: { programme: 'Ujian Lain', number: 7 },
  })
  await database.owner`update exam_sessions set state = 'closed' where id = ${other}`
  await discloseProgramme(manager(), day.programmeId)
  await expect(sessionFile(day.sessionId, new Date())).resolves.toBeDefined()
})

test('no form is made of an item whose key is public, and the refusal says how many were left out', async () => {
  await heldAndClosed()
  const other = await anotherProgramme()
  await discloseProgramme(manager(), day.programmeId)
  await expect(prepareSession(manager(), other)).rejects.toMatchObject({
    code: 'bank_too_small',
    facts: { section: 'TWK', itemCount: 30, found: 5, disclosed: 30 },
  })
  await database.owner`
    update exam_programmes p set sections = (
      select jsonb_agg(jsonb_set(s, '{itemCount}', '1')) from jsonb_array_elements(p.sections) s
        where s ->> 'code' = 'TWK')
    where code = 'UJI-LAIN'`
  await prepareSession(manager(), other)
  const [made] = await database.owner`
    select jsonb_array_length(o.content) as items, s.content ?| array(select jsonb_array_elements_text(o.content)) as again
    from exam_sessions s, exam_sessions o where s.id = ${day.sessionId} and o.id = ${other}`
  expect(made).toEqual({ items: 1, again: false })
})

test('a form that is being chosen holds the keys back, and is seen by who publishes them', async () => {
  await heldAndClosed()
  const other = await anotherProgramme()
  let publishing: Promise<unknown> = Promise.resolve()
  await transact(manager(), async (tx) => {
    await prepareContent(tx, manager(), other)
    publishing = asAnother(() => discloseProgramme(manager(), day.programmeId))
    publishing.catch(() => undefined)
    await untilOneWaits(database.owner)
  })
  await expect(publishing).rejects.toMatchObject({ code: 'keys_in_use' })
})

test('after that nothing of the programme is prepared any more, and another agency sees none of it', async () => {
  await heldAndClosed()
  await discloseProgramme(manager(), day.programmeId)
  expect((await resultView(manager(), day.programmeId)).closedSessions).toHaveLength(1)
  await database.owner`delete from exam_answer_events`
  await database.owner`update exam_sessions set state = 'planned' where id = ${day.sessionId}`
  await database.owner`delete from exam_papers`
  await expect(prepareSession(manager(), day.sessionId)).rejects.toMatchObject({ code: 'data_disclosed' })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, undefined, 'exam_manager')
  await expect(resultView(stranger, day.programmeId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(discloseProgramme(stranger, day.programmeId)).rejects.toMatchObject({ code: 'not_found' })
})
