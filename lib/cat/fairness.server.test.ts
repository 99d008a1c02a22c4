import { expect, test } from 'vitest'
import { anAgency } from '@/lib/registry/register.fixture'
import { saveAnswers } from './answers.server'
import { anExamDay, bestOptions, closeDay, examPerson, examTests, signIn } from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { compareSessions } from './fairness.server'
import { finishAttempt } from './finish.server'
import { startAttempt } from './room-state.server'

const { owner } = await examTests()

test('two sealed sessions are compared by the items that both had; another agency sees neither', async () => {
  const day = await anExamDay(owner)
  await releaseSession(examPerson(day), day.sessionId)
  for (const known of [110, 60, 20]) {
    const claim = await signIn(known === 110 ? 0 : known === 60 ? 1 : 2, `kursi-${known}`)
    await startAttempt(claim)
    const best = await bestOptions(owner, claim.attemptId)
    const changes = best.slice(0, known).map((option, at) => ({ seq: at + 1, item: at + 1, option }))
    await saveAnswers(claim, changes, new Date())
    await finishAttempt(claim, new Date())
  }
  await closeDay(examPerson(day), day.sessionId)
  const [twin] = await owner<{ id: string }[]>`
    insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at, state, closed_at, content, root)
    select programme_id, site_id, agency_id, 78, starts_at - interval '1 day', 'closed', now(), content, root
    from exam_sessions where id = ${day.sessionId} returning id`
  await owner`
    update exam_attempts set session_id = ${twin?.id ?? ''} where id in (
      select id from exam_attempts where session_id = ${day.sessionId} and state = 'finished' order by id limit 1)`

  const reviewer = examPerson(day, undefined, 'item_reviewer')
  const sections = await compareSessions(reviewer, day.sessionId, twin?.id ?? '')
  expect(sections).toMatchObject([
    { code: 'TWK', items: 30, anchors: 30, isAnchored: true },
    { code: 'TIU', items: 35, anchors: 35, isAnchored: true },
    { code: 'TKP', items: 45, anchors: 45, isAnchored: true },
  ])
  expect(sections?.[0]?.anchorShares?.every((share) => share >= 0 && share <= 1)).toBe(true)

  const agencyId = await anAgency(owner, 'Pemerintah Kota Uji')
  const stranger = examPerson({ ...day, agencyId }, undefined, 'item_reviewer')
  expect(await compareSessions(stranger, day.sessionId, twin?.id ?? '')).toBeUndefined()
  const looks = await owner`select from audit_events where event = 'item.analyse' and subject_id = ${day.sessionId}`
  expect(looks).toHaveLength(1)
})
