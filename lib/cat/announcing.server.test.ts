import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { addDays, civilDateIn } from '@/lib/civil-date'
import { announcedFile, announcedPage, listAnnounced } from './announced.server'
import { announcing, writeNextVersion } from './announcing.fixture'
import { publishRanking } from './announcing.server'
import { saveAnswers } from './answers.server'
import { DEMONSTRATION_NAMES, demonstrationNumber } from './demonstration'
import { discloseProgramme, sessionFile } from './disclosure.server'
import {
  decideDisqualification,
  decideReinstatement,
  proposeDisqualification,
  proposeReinstatement,
} from './disqualification.server'
import {
  anExamDay,
  bestOptions,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  FIRST,
  SECOND,
  signIn,
  strangersKnowledge,
} from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { isPending } from './incident'
import { startAttempt } from './room-state.server'
import { importSecondStage, secondStageTemplate, secondStageView } from './second-stage.server'
import { computeRanking } from './stage-ranking.server'

const SCRIPT = 'scripts/verify-exam/verify-exam.mjs'

const database = await examTests()
const { folder } = database

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const { manager, colleague, heldAndClosed, publish, planned, bringIn } = announcing(database.owner, () => day)

const everything = { formation: null, number: null, page: 1 }

test('the ranking of a stage is published as it was looked at, and the script of strangers agrees with it', async () => {
  await heldAndClosed([110, 110, 108, 106, 105, 104, 103, 102, 20, 0])
  await publish()
  const [head] = await listAnnounced(new Date())
  const page = await announcedPage(head?.id ?? '', everything, new Date())
  const results = page.lines.map(({ number, place, result }) => [number.slice(-3), place, result].join(' '))
  expect(results.slice(0, 10)).toEqual([
    '201 1 P/L',
    '202 1 P/L',
    '203 3 P/L',
    '204 4 P/L',
    '205 5 P/L',
    '206 6 P/L',
    '207 7 P',
    '208 8 P',
    '209  TL',
    '210  TL',
  ])
  expect(new Set(page.lines.slice(10).map(({ result }) => result))).toEqual(new Set(['TH']))

  await discloseProgramme(manager(), day.programmeId)
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const session = file('sesi.json', await sessionFile(day.sessionId, new Date()))
  const told = await announcedFile(head?.id ?? '', new Date())
  const known = await strangersKnowledge(day)
  const run = (...names: string[]) => promisify(execFile)(process.execPath, [SCRIPT, ...names, ...known])
  expect((await run(session, file('pengumuman.json', JSON.stringify(told)))).stdout).toContain('Everything agrees')
  const favoured: typeof told = JSON.parse(JSON.stringify(told))
  const seventh = favoured.formations[0]?.lines.find(({ place }) => place === 7)
  if (seventh) seventh.result = 'P/L'
  const refused = run(session, file('curang.json', JSON.stringify(favoured)))
  await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('P/L, place 7') })
})

test('an announcement names numbers and nobody', async () => {
  await heldAndClosed([110])
  const { id } = await publish()
  const told = JSON.stringify([await announcedFile(id, new Date()), await announcedPage(id, everything, new Date())])
  expect(told).toContain(demonstrationNumber(0))
  for (const name of DEMONSTRATION_NAMES) expect(told).not.toContain(name)
  expect(told).not.toMatch(/190101150897|1997-08-15|bornOn|nik/)
})

test('nothing is announced while a session is open, and nothing that changed since it was looked at', async () => {
  await expect(computeRanking(manager(), day.programmeId, 'first')).rejects.toMatchObject({ code: 'sessions_open' })
  await heldAndClosed([110, 100])
  const { fingerprint } = await computeRanking(manager(), day.programmeId, 'first')
  await database.owner`update exam_formations set vacancies = 3 where agency_id = ${day.agencyId}`
  const input = { id: day.programmeId, stage: 'first' as const, fingerprint, objectionsUntil: '2099-12-31', reason: '' }
  await expect(publishRanking(manager(), input)).rejects.toMatchObject({ code: 'ranking_changed' })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, undefined, 'exam_manager')
  await expect(publishRanking(stranger, input)).rejects.toMatchObject({ code: 'not_found' })
})

test('candidates have three days after the announcement at least', async () => {
  await heldAndClosed([110])
  const { fingerprint } = await computeRanking(manager(), day.programmeId, 'first')
  const input = { id: day.programmeId, stage: 'first' as const, fingerprint, reason: '' }
  const today = civilDateIn('Asia/Jakarta', new Date())
  const short = publishRanking(manager(), { ...input, objectionsUntil: addDays(today, 2) })
  await expect(short).rejects.toMatchObject({ fields: { objectionsUntil: 'objections_short' } })
  await publishRanking(manager(), { ...input, objectionsUntil: addDays(today, 3) })
})

test('a published version stays; a correction is another one and says why', async () => {
  await heldAndClosed([110, 105])
  const first = await publish()
  await discloseProgramme(manager(), day.programmeId)
  const [incident] = await disqualified(0)
  expect(incident).toBeDefined()
  await expect(publish()).rejects.toMatchObject({ fields: { reason: 'reason_missing' } })
  const second = await publish('first', 'Sanggah diterima')
  const before = await announcedPage(first.id, everything, new Date())
  const after = await announcedPage(second.id, everything, new Date())
  expect(before.lines[0]).toMatchObject({ number: demonstrationNumber(0), place: 1, result: 'P/L' })
  expect(before.latestId).toBe(second.id)
  expect(after.lines[0]).toMatchObject({ number: demonstrationNumber(1), place: 1 })
  expect(after.lines.find(({ number }) => number === demonstrationNumber(0))).toMatchObject({
    result: 'DIS',
    scores: null,
  })
  const names = ['v-sesi.json', 'v2.json'].map((name) => path.join(folder, name))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  writeFileSync(names[1] ?? '', JSON.stringify(await announcedFile(second.id, new Date())))
  const verified = promisify(execFile)(process.execPath, [SCRIPT, ...names, ...(await strangersKnowledge(day))])
  await expect(verified).rejects.toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^.*disqualified after the seal.*\n$/),
  })
  for (const role of ['satya_app', 'satya_system']) {
    const change = database.app.begin(async (tx) => {
      await tx.unsafe(`set local role ${role}`)
      await tx`update exam_announcement_lines set line = '{}'`
    })
    await expect(change).rejects.toThrow('permission denied')
  }
})

test('whoever is ranked in another formation than they were sealed in is named to strangers', async () => {
  await heldAndClosed([110, 105])
  const { attemptId } = await signIn(1)
  await database.owner`
    with other as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
        job_group, vacancies)
      select programme_id, agency_id, 'F-LAIN', position_name, education, location, formation_kind, job_group, 1
      from exam_formations where agency_id = ${day.agencyId} limit 1 returning id
    )
    update exam_candidates c set formation_id = other.id from other, exam_attempts a
    where a.id = ${attemptId} and c.id = a.candidate_id`
  const { id } = await publish()
  await discloseProgramme(manager(), day.programmeId)
  const names = ['pindah-sesi.json', 'pindah.json'].map((name) => path.join(folder, name))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  writeFileSync(names[1] ?? '', JSON.stringify(await announcedFile(id, new Date())))
  const verified = promisify(execFile)(process.execPath, [SCRIPT, ...names, ...(await strangersKnowledge(day))])
  await expect(verified).rejects.toMatchObject({
    code: 3,
    stderr: `Formation F-LAIN: attempt ${attemptId} was moved here after the seal, which has it in formation F-001.\n`,
  })
})

test('the final stage integrates both stages, passes the first places, and the script agrees', async () => {
  await heldAndClosed([110, 109, 108, 107, 106, 105])
  await expect(computeRanking(manager(), day.programmeId, 'final')).rejects.toMatchObject({
    code: 'first_stage_missing',
  })
  const first = await publish()
  await expect(computeRanking(manager(), day.programmeId, 'final')).rejects.toMatchObject({
    code: 'second_stage_missing',
  })
  expect(await bringIn(colleague(), [340, 380, 420, 460, 500])).toEqual({ rows: 6, changed: 0 })
  const { id } = await publish('final')
  const { lines } = await announcedPage(id, everything, new Date())
  expect(lines.map(({ number, result }) => `${number.slice(-3)} ${result}`)).toEqual([
    '205 P/L',
    '204 P/L',
    '203 TL',
    '202 TL',
    '201 TL',
    '206 TH',
  ])
  await discloseProgramme(manager(), day.programmeId)
  const names = ['akhir-sesi.json', 'akhir.json', 'awal.json'].map((name) => path.join(folder, name))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  writeFileSync(names[1] ?? '', JSON.stringify(await announcedFile(id, new Date())))
  writeFileSync(names[2] ?? '', JSON.stringify(await announcedFile(first.id, new Date())))
  const verified = promisify(execFile)(process.execPath, [SCRIPT, ...names, ...(await strangersKnowledge(day))])
  const { stdout } = await verified
  expect(stdout).toContain('Everything agrees')
})

test('who was disqualified after the first stage is told so in the final one, and the next one passes', async () => {
  await heldAndClosed([110, 109, 108, 107, 106, 105])
  const first = await publish()
  await planned()
  const [template] = [await secondStageTemplate(manager(), day.programmeId)]
  await disqualified(4)
  expect(await secondStageTemplate(manager(), day.programmeId)).not.toContain(demonstrationNumber(4))
  const lines = template
    .split('\r\n')
    .map((line, at) => (at === 0 ? line : `${line}${[340, 380, 420, 460, 500][at - 1] ?? ''}`))
  await importSecondStage(colleague(), { id: day.programmeId, text: lines.join('\r\n'), reason: '' }) // the table of before
  const { id } = await publish('final')
  const page = await announcedPage(id, everything, new Date())
  expect(page.lines.map(({ number, result }) => `${number.slice(-3)} ${result}`)).toEqual([
    '204 P/L',
    '203 P/L',
    '202 TL',
    '201 TL',
    '205 DIS',
    '206 TH',
  ])
  await discloseProgramme(manager(), day.programmeId)
  const names = ['dis-sesi.json', 'dis-akhir.json', 'dis-awal.json'].map((name) => path.join(folder, name))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  writeFileSync(names[1] ?? '', JSON.stringify(await announcedFile(id, new Date())))
  writeFileSync(names[2] ?? '', JSON.stringify(await announcedFile(first.id, new Date())))
  const verified = promisify(execFile)(process.execPath, [SCRIPT, ...names, ...(await strangersKnowledge(day))])
  await expect(verified).rejects.toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^.*disqualified after the seal.*\n$/),
  })
})

test('the final stage waits for nobody who is disqualified', async () => {
  await heldAndClosed([110, 109])
  await publish()
  await disqualified(0)
  expect(await bringIn(colleague(), [400])).toMatchObject({ changed: 0 })
  const { formations } = await computeRanking(manager(), day.programmeId, 'final')
  expect(formations[0]?.lines.map(({ number, result }) => `${number.slice(-3)} ${result}`)).toEqual([
    '202 P/L',
    '201 DIS',
  ])
})

test('who was disqualified before the seal and is so no more counts again, and strangers are told', async () => {
  await releaseSession(examPerson(day), day.sessionId)
  const claims = [await signIn(0), await signIn(1)]
  for (const claim of claims) {
    await startAttempt(claim)
    const best = await bestOptions(database.owner, claim.attemptId)
    const changes = best.map((option, n) => ({ seq: n + 1, item: n + 1, option }))
    await saveAnswers(claim, changes, new Date())
  }
  const { attemptId: id, epoch } = claims[1] ?? { attemptId: '', epoch: 0 }
  await finishAttempt({ attemptId: claims[0]?.attemptId ?? '', epoch: claims[0]?.epoch ?? epoch }, new Date())
  const decide = async (run: typeof decideDisqualification) => {
    const { incidents } = await sessionView(examPerson(day), day.sessionId)
    await run(examPerson(day, SECOND), { id: incidents.find(isPending)?.id ?? '' })
  }
  await proposeDisqualification(examPerson(day), { id, reason: 'Membawa telepon' })
  await decide(decideDisqualification)
  await closeDay(examPerson(day), day.sessionId)
  await publish()
  await proposeReinstatement(examPerson(day), { id, reason: 'Sanggah diterima' })
  await decide(decideReinstatement)
  const { id: second } = await publish('first', 'Sanggah diterima')
  const page = await announcedPage(second, everything, new Date())
  expect(page.lines[1]).toMatchObject({ number: demonstrationNumber(1), place: 1, result: 'P/L' })
  expect(page.formations[0]).toMatchObject({ disqualified: [], reinstated: [{ attempt: id, isAbsent: false }] })
  await discloseProgramme(manager(), day.programmeId)
  const names = ['cabut-sesi.json', 'cabut.json'].map((name) => path.join(folder, name))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  writeFileSync(names[1] ?? '', JSON.stringify(await announcedFile(second, new Date())))
  const verified = promisify(execFile)(process.execPath, [SCRIPT, ...names, ...(await strangersKnowledge(day))])
  await expect(verified).rejects.toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^.*this was revoked since.*\n$/),
  })
})

test('whoever recorded a score of the second stage does not announce it; a colleague does', async () => {
  await heldAndClosed([110, 109])
  await publish()
  await bringIn(manager(), [300, 400])
  await expect(publish('final')).rejects.toMatchObject({ code: 'second_own_scores', facts: { count: 2 } })
  expect(await secondStageView(manager(), day.programmeId)).toMatchObject({ own: 2, scores: 2, changed: [] })
  await bringIn(colleague(), [310, 400], 'Salah ketik pada daftar penguji')
  await expect(publish('final')).rejects.toMatchObject({ facts: { count: 1 } })
  await expect(publish('final', '', colleague())).rejects.toMatchObject({ facts: { count: 1 } })
  await bringIn(manager(), [320, 400], 'Salah ketik pada daftar penguji')
  await publish('final', '', colleague())
  expect(await listAnnounced(new Date())).toHaveLength(2)
})

test('a recorded score changes with a reason, and what stood there and who changed it are written down', async () => {
  await heldAndClosed([110, 109])
  await publish()
  await bringIn(manager(), [300])
  const missing = bringIn(colleague(), [300, 400], 'ya')
  await expect(missing).rejects.toMatchObject({ code: 'second_reason_missing', facts: { count: 1 } })
  expect(await bringIn(colleague(), [300, 400], 'Ternyata hadir')).toEqual({ rows: 2, changed: 1 })
  expect(await bringIn(manager(), [300, 400])).toEqual({ rows: 2, changed: 0 })
  const tests = (score: number) => [
    { name: 'CAT', scoreThousandths: score * 1000, maximum: 500, weightPercent: 100, minimum: null },
  ]
  expect(await secondStageView(manager(), day.programmeId)).toMatchObject({
    own: 1,
    changed: [{ number: demonstrationNumber(1), before: null, after: tests(400), reason: 'Ternyata hadir' }],
  })
  const events = await database.owner`
    select c.number, account_id as by, before, after, reason from audit_events e
    join exam_candidates c on c.id::text = e.subject_id where event = 'exam.import_second' order by seq`
  expect(events).toEqual([
    { number: demonstrationNumber(0), by: FIRST, before: null, after: { tests: tests(300) }, reason: null },
    { number: demonstrationNumber(1), by: FIRST, before: null, after: { tests: null }, reason: null },
    {
      number: demonstrationNumber(1),
      by: SECOND,
      before: { tests: null },
      after: { tests: tests(400) },
      reason: 'Ternyata hadir',
    },
  ])
})

test('once the final result is announced a score changes for an accepted objection alone, until the next version', async () => {
  await heldAndClosed([110, 109])
  await publish()
  await bringIn(colleague(), [300, 400])
  await publish('final')
  const again = () => bringIn(colleague(), [450, 400], 'Sanggah diterima')
  await expect(again()).rejects.toMatchObject({ code: 'second_announced', facts: { number: demonstrationNumber(0) } })
  await database.owner`
    insert into exam_objections (announcement_id, candidate_id, agency_id, stage, text, filed_at, state, answered_at,
      answered_under)
    select n.id, c.id, c.agency_id, 'final', 'Nilai saya tertukar', now(), 'accepted', now(), n.id
    from exam_announcements n, exam_candidates c
    where n.stage = 'final' and c.number = ${demonstrationNumber(0)} and n.agency_id = c.agency_id`
  await expect(bringIn(colleague(), [450, 410], 'Sanggah diterima')).rejects.toMatchObject({
    code: 'second_announced',
    facts: { number: demonstrationNumber(1) },
  })
  expect(await again()).toEqual({ rows: 2, changed: 1 })
  await writeNextVersion(database.owner, 'final')
  await expect(bringIn(colleague(), [460, 400], 'Sekali lagi')).rejects.toMatchObject({ code: 'second_announced' })
})

async function disqualified(at: number) {
  const { attemptId } = await signIn(at)
  await proposeDisqualification(examPerson(day), { id: attemptId, reason: 'Membawa telepon' })
  const { incidents } = await sessionView(examPerson(day), day.sessionId)
  const found = incidents.filter(({ kind }) => kind === 'disqualification')
  await decideDisqualification(examPerson(day, SECOND), { id: found[0]?.id ?? '' })
  return found
}
