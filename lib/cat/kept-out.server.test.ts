import { beforeEach, expect, test } from 'vitest'
import { announcedPage } from './announced.server'
import { announcing } from './announcing.fixture'
import { DEMONSTRATION_REGISTERED, demonstrationNumber } from './demonstration'
import { registerCandidate, registerLate } from './desk.server'
import { anExamDay, attemptAt, type ExamDay, examPerson, examTests } from './exam-day.fixture'
import { disqualifiedElsewhere } from './kept-out.fixture'
import { keptOutOf } from './kept-out.server'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const { manager, colleague, heldAndClosed, publish, bringIn } = announcing(database.owner, () => day)

/** The candidate of the demonstration was disqualified in another agency's selection, years ago. */
async function outElsewhere(at: number) {
  const [row] = await database.owner<{ nik: string }[]>`
    select nik from exam_candidates where number = ${demonstrationNumber(at)}`
  return disqualifiedElsewhere(database.owner, row?.nik ?? '')
}

const yearsOut = (id: string, years: number) =>
  database.owner`update exam_programmes set exclusion_years = ${years} where id = ${id}`

test('the desk lets nobody in who was disqualified elsewhere, and says where and until when, as long as it lasts', async () => {
  const { id } = await attemptAt(database.owner, DEMONSTRATION_REGISTERED)
  const elsewhere = await outElsewhere(DEMONSTRATION_REGISTERED)
  const register = () => registerCandidate(examPerson(day), { id, identity: 'card', note: '' })
  await expect(register()).rejects.toMatchObject({ code: 'exam_excluded_for_good' })
  await yearsOut(elsewhere.id, 40)
  await expect(register()).rejects.toMatchObject({ code: 'exam_excluded', facts: { endsOn: '2060-03-01' } })
  expect(await attemptAt(database.owner, DEMONSTRATION_REGISTERED)).toMatchObject({ state: 'scheduled', seat: null })

  await database.owner`update exam_sessions set starts_at = now() + interval '4 minutes' where id = ${day.sessionId}`
  const late = { id, identity: 'card', note: '', reason: 'Ban bocor di jalan' } as const
  await expect(registerLate(examPerson(day), late)).rejects.toMatchObject({ code: 'exam_excluded' })
  await yearsOut(elsewhere.id, 1)
  expect((await registerLate(examPerson(day), late)).seat).toBeGreaterThan(0)
})

test('whoever is kept out after all is told DIS in every stage, and the next one passes', async () => {
  await heldAndClosed([110, 109, 108])
  const elsewhere = await outElsewhere(0)
  const told = async (id: string) => {
    const { lines, formations } = await announcedPage(id, { formation: null, number: null, page: 1 }, new Date())
    const results = lines.slice(0, 20).flatMap(({ number, result }) => (result === 'TH' ? [] : [`${number} ${result}`]))
    return { results, disqualified: formations[0]?.disqualified }
  }
  const [one, two, three] = [0, 1, 2].map(demonstrationNumber)
  const { id: attempt } = await attemptAt(database.owner, 0)
  const first = await publish()
  expect(await told(first.id)).toEqual({
    results: [`${two} P/L`, `${three} P/L`, `${one} DIS`],
    disqualified: [attempt],
  })
  expect(await keptOutOf(manager(), day.programmeId)).toMatchObject([{ number: one, endsOn: null }])

  await database.owner`update exam_attempts set state = 'finished' where id = ${elsewhere.attempt}` // revoked there
  expect(await keptOutOf(manager(), day.programmeId)).toEqual([])
  await publish('first', 'Diskualifikasinya dicabut')
  await bringIn(colleague(), [300, 400, 400])
  await database.owner`update exam_attempts set state = 'disqualified' where id = ${elsewhere.attempt}`
  const final = await publish('final')
  expect((await told(final.id)).results).toEqual([`${two} P/L`, `${three} P/L`, `${one} DIS`])
})
