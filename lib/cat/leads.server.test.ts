import { beforeEach, expect, test } from 'vitest'
import { randomOf } from '@/db/seed/random'
import { anAgency } from '@/lib/registry/register.fixture'
import { cancelSession } from './cancelling.server'
import { anExamDay, bestOptions, type ExamDay, examPerson, examTests } from './exam-day.fixture'
import { FEWEST_PEOPLE, sessionLeads } from './leads.server'
import type { Paper } from './paper'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const manager = () => examPerson(day, undefined, 'exam_manager')

/**
 * So many candidates have answered at random, a choice every twenty seconds, and the session is closed; the last one took
 * what the first one took. The second one may know every answer before it can be read, or may first click through, a
 * choice every two seconds and every fifth of them right, and then read and answer everything right.
 */
async function held(people: number, second: 'as others' | 'ready' | 'first guesses' = 'as others'): Promise<void> {
  const { owner } = database
  const attempts = await owner<{ id: string; paper: Paper }[]>`
    with first as (
      select c.*, p.paper, a.room_id from exam_candidates c join exam_attempts a on a.candidate_id = c.id
      join exam_papers p on p.attempt_id = a.id where a.session_id = ${day.sessionId} and a.seat is not null limit 1
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select programme_id, formation_id, agency_id, 'P-' || n, name || n, birth_place, born_on, sex, education,
        diploma_hundredths from first, generate_series(1, ${people}::int) n
      returning id, number
    ), attempt as (
      insert into exam_attempts (session_id, candidate_id, agency_id, room_id, seat, state, allowed_seconds, started_at)
      select ${day.sessionId}, c.id, f.agency_id, f.room_id, 100 + substr(c.number, 3)::int, 'finished', 6000,
        '2026-05-04T01:00:00Z'
      from candidate c, first f returning id, agency_id, seat
    ), paper as (
      insert into exam_papers (attempt_id, agency_id, paper) select a.id, a.agency_id, f.paper from attempt a, first f
    )
    select a.id, f.paper from attempt a, first f order by a.seat`
  const start = Date.parse('2026-05-04T01:00:00Z')
  for (const [at, { id, paper }] of attempts.entries()) {
    const { next } = randomOf(0, at === people - 1 ? 0 : at)
    const best = second !== 'as others' && at === 1 ? await bestOptions(owner, id) : []
    const guesses = paper.map(({ options }) => options[Math.floor(next() * options.length)] ?? null)
    const clicks = paper.map(({ options }, index) =>
      index % 5 === 0 ? (best[index] ?? null) : (options.find((option) => option !== best[index]) ?? null),
    )
    const choices =
      second === 'first guesses' && at === 1
        ? [...clicks, ...best]
        : guesses.map((guess, index) => best[index] ?? guess)
    const seconds = best.length > 0 ? 2 : 20
    const events = choices.map((option, index) => ({
      attempt_id: id,
      seq: index + 1,
      epoch: 1,
      client_seq: index + 1,
      item: (index % paper.length) + 1,
      option,
      at: start + (index + 1) * seconds * 1000,
      is_late: false,
      link: '',
    }))
    await owner`insert into exam_answer_events ${owner(events)}`
  }
  await owner`
    update exam_sessions set state = 'closed', root = ${'0'.repeat(64)}, closed_at = now() where id = ${day.sessionId}`
}

test('the manager is told who made the same mistakes and where they sat, once the session is closed, and it is written down', async () => {
  expect(await sessionLeads(manager(), day.sessionId)).toMatchObject({ isClosed: false, people: null, similar: [] })
  await held(FEWEST_PEOPLE)
  await database.owner`update exam_attempts set room_id = null, seat = null where seat = ${100 + FEWEST_PEOPLE}`
  const leads = await sessionLeads(manager(), day.sessionId)
  expect(leads).toMatchObject({ isClosed: true, people: FEWEST_PEOPLE, early: [] })
  expect(leads?.similar).toHaveLength(1)
  const [pair] = leads?.similar ?? []
  expect(pair?.same).toBe(pair?.bothWrong)
  expect(pair?.byChance).toBeLessThan(1e-6)
  expect(pair?.who).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ number: 'P-1', place: { room: expect.any(String), seat: 101 } }),
      expect.objectContaining({ number: `P-${FEWEST_PEOPLE}`, place: null }), // whose seat is not known has no place
    ]),
  )
  const looks = await database.owner`
    select from audit_events where event = 'exam.read_leads' and subject_id = ${day.sessionId}`
  expect(looks).toHaveLength(1)
})

test('whoever was right everywhere within two seconds is told, by the questions of right and wrong alone', async () => {
  await held(FEWEST_PEOPLE, 'ready')
  const leads = await sessionLeads(manager(), day.sessionId)
  expect(leads?.early).toMatchObject([{ rapid: 65, right: 65, who: [{ number: 'P-2' }] }])
})

test('whoever first chose anything quickly, and then answered everything right, was right before reading at nothing', async () => {
  await held(FEWEST_PEOPLE, 'first guesses')
  expect(await sessionLeads(manager(), day.sessionId)).toMatchObject({ people: FEWEST_PEOPLE, early: [] })
})

test('two who ask for the same session at once get the same, and each look is written down', async () => {
  await held(FEWEST_PEOPLE)
  const [one, other] = await Promise.all([
    sessionLeads(manager(), day.sessionId),
    sessionLeads(manager(), day.sessionId),
  ])
  expect(one?.similar).toHaveLength(1)
  expect(other?.similar).toEqual(one?.similar)
  const later = await sessionLeads(manager(), day.sessionId)
  expect(later?.similar).toEqual(one?.similar)
  const looks = await database.owner`
    select from audit_events where event = 'exam.read_leads' and subject_id = ${day.sessionId}`
  expect(looks).toHaveLength(3)
})

test('of a cancelled session it is told that it never will be closed', async () => {
  expect(await sessionLeads(manager(), day.sessionId)).toMatchObject({ isClosed: false, isVoid: false })
  await cancelSession(manager(), { id: day.sessionId, reason: 'Gardu listrik gedung meledak' })
  expect(await sessionLeads(manager(), day.sessionId)).toMatchObject({ isClosed: false, isVoid: true, people: null })
})

test('of few people nothing is said, and another agency sees no session', async () => {
  await held(2)
  expect(await sessionLeads(manager(), day.sessionId)).toMatchObject({ isClosed: true, people: null, similar: [] })
  const stranger = examPerson({ ...day, agencyId: await anAgency(database.owner, 'Pemerintah Kota Uji') })
  expect(await sessionLeads(stranger, day.sessionId)).toBeUndefined()
})
