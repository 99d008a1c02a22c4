import { expect, test } from 'vitest'
import { saveAnswers } from './answers.server'
import {
  anExamDay,
  bestOptions,
  closeDay,
  examPerson,
  examTests,
  SECOND,
  signIn,
  worstOptions,
} from './exam-day.fixture'
import { prepareSession, releaseSession } from './exam-day.server'
import { finishAttempt } from './finish.server'
import { startAttempt } from './room-state.server'

const { owner } = await examTests()

/** Three who know everything, and one who knows nothing. */
async function fourAnswer(): Promise<void> {
  for (const at of [0, 1, 2, 3]) {
    const claim = await signIn(at, `kursi-${at}`)
    await startAttempt(claim)
    const options = await (at < 3 ? bestOptions : worstOptions)(owner, claim.attemptId)
    const changes = options.map((option, item) => ({ seq: item + 1, item: item + 1, option }))
    await saveAnswers(claim, changes, new Date())
    await finishAttempt(claim, new Date())
  }
}

const measured = (section: string) =>
  owner<{ people: number; share: number }[]>`
    select i.measured_people as people, i.measured_share as share
    from exam_sessions s, jsonb_array_elements_text(s.content) as c (version)
    join exam_item_versions v on v.id = c.version::uuid join exam_items i on i.id = v.item_id
    where i.section = ${section} limit 1`

test('what a sealed session says of its items is added to what earlier ones said', async () => {
  const day = await anExamDay(owner)
  await owner`update exam_items set measured_people = 6, measured_share = 0.25`
  await releaseSession(examPerson(day), day.sessionId)
  await fourAnswer()
  await closeDay(examPerson(day), day.sessionId)
  expect(await measured('TWK')).toEqual([{ people: 10, share: expect.closeTo((6 * 0.25 + 3) / 10, 10) }])
  expect(await measured('TKP')).toEqual([{ people: 10, share: expect.closeTo((6 * 0.25 + 3 + 1 / 5) / 10, 10) }])
})

test('a form is as difficult as those before it, and refused where the bank cannot make it so', async () => {
  const day = await anExamDay(owner)
  const prepare = async () => {
    await owner`delete from exam_papers`
    await owner`update exam_sessions set state = 'planned', balance = null where id = ${day.sessionId}`
    await prepareSession(examPerson(day, SECOND), day.sessionId)
    const [session] = await owner<{ balance: unknown }[]>`select balance from exam_sessions where id = ${day.sessionId}`
    return session?.balance
  }
  await owner`update exam_items set measured_people = 500, measured_share = 0.5`
  expect(await prepare()).toMatchObject([
    { section: 'TWK', items: 30, measured: 30, mean: 0.5, target: 0.5, tolerance: 0.03 },
    { section: 'TIU' },
    { section: 'TKP' },
  ])
  await owner`
    insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at, state, closed_at, balance)
    select programme_id, site_id, agency_id, 77, starts_at - interval '1 day', 'closed', now(),
      '[{"section":"TWK","items":30,"measured":30,"mean":0.7}]'::jsonb from exam_sessions where id = ${day.sessionId}`
  await expect(prepare()).rejects.toMatchObject({
    code: 'forms_uneven',
    facts: { section: 'TWK', mean: 0.5, target: 0.7, tolerance: 0.03 },
  })
})
