import { beforeEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { anAgency } from '@/lib/registry/register.fixture'
import { saveAnswers } from './answers.server'
import { demonstrationNumber } from './demonstration'
import {
  anExamDay,
  bestOptions,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  FIRST,
  signIn,
  worstOptions,
} from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { finishAttempt } from './finish.server'
import { listSealedSessions, readAnswered, reviewSession } from './item-review.server'
import { firstChoicesBy } from './item-times.server'
import { startAttempt } from './room-state.server'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const reviewer = () => examPerson(day, undefined, 'item_reviewer')

/** Candidates who answer everything as well as they can, or as badly, or nothing. */
async function held(ways: readonly ('best' | 'worst' | 'blank')[]): Promise<void> {
  await releaseSession(examPerson(day), day.sessionId)
  for (const [at, way] of ways.entries()) {
    const claim = await signIn(at)
    await startAttempt(claim)
    const options =
      way === 'blank' ? [] : await (way === 'best' ? bestOptions : worstOptions)(database.owner, claim.attemptId)
    const changes = options.map((option, index) => ({ seq: index + 1, item: index + 1, option }))
    if (changes.length > 0) await saveAnswers(claim, changes, new Date())
    await finishAttempt(claim, new Date())
  }
}

test('a reviewer sees what the answers of a sealed session say of each item, and it is written down', async () => {
  await held(['best', 'best', 'worst', 'blank'])
  expect(await listSealedSessions(reviewer())).toEqual([])
  expect(await reviewSession(reviewer(), day.sessionId)).toBeUndefined()
  await closeDay(examPerson(day), day.sessionId)

  expect((await listSealedSessions(reviewer())).map(({ id }) => id)).toEqual([day.sessionId])
  const review = await reviewSession(reviewer(), day.sessionId)
  expect(review?.people).toBe(4)
  expect(review?.sections.map(({ code, items }) => [code, items.length])).toEqual([
    ['TWK', 30],
    ['TIU', 35],
    ['TKP', 45],
  ])
  const [twk, , tkp] = review?.sections ?? []
  for (const item of twk?.items ?? []) {
    expect(item).toMatchObject({ difficulty: 0.5, blank: 0.25 })
    expect(item.itemRest).toBeCloseTo(1)
    expect(item.options.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(item.options.find(({ points }) => points === 5)?.share).toBe(0.5)
  }
  expect(twk?.items[0]).toMatchObject({ upperLower: 1, time: { known: 0, quantiles: null } }) // sent all at once
  expect(twk?.consistency.map(({ minimum }) => minimum)).toEqual([65])
  expect(twk?.reliability).toBeCloseTo(1)
  expect(tkp?.items[0]?.difficulty).toBeCloseTo((2 * 5 + 1) / 20)
  const looks =
    await database.owner`select from audit_events where event = 'item.analyse' and subject_id = ${day.sessionId}`
  expect(looks).toHaveLength(1)
})

test('items are told with the seconds between the choices, but for those after a pause', async () => {
  await releaseSession(examPerson(day), day.sessionId)
  const claim = await signIn(0)
  await startAttempt(claim)
  const [first = '', second = '', third = ''] = await bestOptions(database.owner, claim.attemptId)
  const start = Date.now()
  const choose = (item: number, option: string, seconds: number) =>
    saveAnswers(claim, [{ seq: item, item, option }], new Date(start + seconds * 1000))
  await choose(1, first, 30)
  await choose(2, second, 32)
  await database.owner`
    insert into exam_incidents (session_id, attempt_id, agency_id, kind, reason, recorded_by, recorded_name, recorded_at)
    values (${day.sessionId}, ${claim.attemptId}, ${day.agencyId}, 'pause', 'Listrik padam', ${FIRST}, 'Lestari',
      ${new Date(start + 40_000)})`
  await choose(3, third, 900)
  const times = await transact(reviewer(), (tx) => firstChoicesBy(tx, day.sessionId))
  expect(times.size).toBe(0) // nobody has finished
  await finishAttempt(claim, new Date())
  const own = (await transact(reviewer(), (tx) => firstChoicesBy(tx, day.sessionId))).get(claim.attemptId)
  expect([...(own ?? [])].map(([item, { seconds }]) => [item, Math.round(seconds)])).toEqual([
    [1, 30],
    [2, 2],
  ])
})

test('another agency’s reviewer sees nothing of it, and nobody sees who answered', async () => {
  await held(['best'])
  await closeDay(examPerson(day), day.sessionId)
  const agencyId = await anAgency(database.owner, 'Pemerintah Kota Uji')
  const stranger = examPerson({ ...day, agencyId }, undefined, 'item_reviewer')
  expect(await listSealedSessions(stranger)).toEqual([])
  expect(await reviewSession(stranger, day.sessionId)).toBeUndefined()
  const [{ name } = { name: '' }] = await database.owner<{ name: string }[]>`
    select c.name from exam_candidates c join exam_attempts a on a.candidate_id = c.id where a.state = 'finished'`
  expect(JSON.stringify(await reviewSession(reviewer(), day.sessionId))).not.toContain(name)
})

test('people are of the province that their NIK begins with, by its name; of whoever has none nobody knows', async () => {
  await held(['best', 'worst'])
  await closeDay(examPerson(day), day.sessionId)
  await database.owner`
    insert into reference_rows (table_name, code, valid_from, position, data, source, confidence)
    values ('provinces', '19', '2000-01-01', 1, '{"name": "Kepulauan Bangka Belitung"}', 'uji', 'confirmed')`
  await database.owner`update exam_candidates set nik = null where number = ${demonstrationNumber(1)}`
  const { groups } = await transact(reviewer(), (tx) => readAnswered(tx, day.sessionId))
  const regions = groups.flatMap((each) => (each.group === 'region' ? [each] : []))
  expect(regions).toEqual([
    { group: 'region', region: 'Kepulauan Bangka Belitung', isIn: expect.arrayContaining([true, null]) },
  ])
})
