import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { announcedFile, announcedPage } from './announced.server'
import { announcing } from './announcing.fixture'
import { demonstrationNumber } from './demonstration'
import { discloseProgramme, sessionFile } from './disclosure.server'
import { anExamDay, type ExamDay, examTests, strangersKnowledge } from './exam-day.fixture'
import { computeRanking } from './stage-ranking.server'

const database = await examTests()
const { folder } = database

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const { manager, colleague, heldAndClosed, publish, bringIn } = announcing(database.owner, () => day)

/** Three people for two vacancies, and beside them an empty formation of the same job elsewhere. */
async function oneTooMany() {
  await database.owner`
    insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind, vacancies)
    select programme_id, agency_id, 'F-KOSONG', position_name, education, 'Jepara', formation_kind, 1
    from exam_formations where agency_id = ${day.agencyId}`
  await heldAndClosed([110, 109, 108])
  const first = await publish()
  await bringIn(colleague(), [300, 400, 500])
  return first
}
const confirmRules = () => database.owner`update exam_fill_rules set is_confirmed = true`
const ranked = () => computeRanking(manager(), day.programmeId, 'final')

test('rules that nobody confirmed move nobody, and are counted', async () => {
  await oneTooMany()
  expect(await ranked()).toMatchObject({ moves: [], unconfirmed: 3 })
  expect((await ranked()).programme.fill).toBeUndefined()
})

test('a vacancy that is left is filled as the rules say, explained, written down, and computed again by the script', async () => {
  const first = await oneTooMany()
  await confirmRules()
  const { moves } = await ranked()
  expect(moves).toMatchObject([{ number: demonstrationNumber(0), from: 'F-001', into: 'F-KOSONG', rule: 3 }])
  expect(moves[0]?.findings.map(({ code, met }) => `${code} ${met}`)).toEqual([
    'fill.job true',
    'fill.location true',
    'fill.grade true',
    'fill.order true',
  ])
  const { id } = await publish('final')
  const { lines } = await announcedPage(id, { formation: null, number: null, page: 1 }, new Date())
  expect(lines.map(({ number, result, into }) => `${number.slice(-3)} ${result} ${into ?? '-'}`)).toEqual([
    '203 P/L -',
    '202 P/L -',
    '201 P/L-3 F-KOSONG',
  ])
  const events = await database.owner`
    select c.number, before, after from audit_events e join exam_candidates c on c.id::text = e.subject_id
    where event = 'exam.announce'`
  expect(events).toMatchObject([
    { number: demonstrationNumber(0), before: { formation: 'F-001' }, after: { into: 'F-KOSONG', rule: 3 } },
  ])

  await discloseProgramme(manager(), day.programmeId)
  const names = ['sesi.json', 'awal.json', 'akhir.json'].map((name) => path.join(folder, name))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  writeFileSync(names[1] ?? '', JSON.stringify(await announcedFile(first.id, new Date())))
  const told = await announcedFile(id, new Date())
  writeFileSync(names[2] ?? '', JSON.stringify(told))
  const known = await strangersKnowledge(day)
  const run = () => promisify(execFile)(process.execPath, ['scripts/verify-exam/verify-exam.mjs', ...names, ...known])
  expect((await run()).stdout).toContain('Everything agrees')
  const line = told.formations.flatMap(({ lines: own }) => own).find(({ into }) => into)
  if (line) Object.assign(line, { result: 'TL', into: undefined })
  writeFileSync(names[2] ?? '', JSON.stringify(told))
  await expect(run()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('takes 1 of 1 people, and 0 are told so'),
  })
})
