import { beforeEach, expect, test } from 'vitest'
import { saveAnswers } from './answers.server'
import { cancelSession, decideCancellation } from './cancelling.server'
import { declineProposal } from './declining.server'
import {
  decideDisqualification,
  decideReinstatement,
  proposeDisqualification,
  proposeReinstatement,
} from './disqualification.server'
import { anExamDay, attemptAt, atWork, type ExamDay, examPerson, examTests, FIRST, SECOND } from './exam-day.fixture'
import { sessionView } from './exam-read.server'
import { isPending, type Proposal } from './incident'

const database = await examTests()

const REASON = 'Telepon ditemukan di laci meja'
const WHY = 'Rekaman kamera menunjukkan orang lain'
let day: ExamDay

beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const manager = (accountId = FIRST) => examPerson(day, accountId, 'exam_manager')
const incidents = async () => (await sessionView(manager(), day.sessionId)).incidents
const waiting = async () => (await incidents()).find(isPending)?.id ?? ''
const decline = async (kind: Proposal, by = manager(SECOND), id = '') =>
  declineProposal(by, kind, { id: id || (await waiting()), reason: WHY })

test('a second person declines a disqualification and says why; the candidate goes on, and it may be proposed anew', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  await proposeDisqualification(manager(), { id, reason: REASON })
  const proposal = await waiting()
  await expect(decline('disqualification', manager())).rejects.toMatchObject({ code: 'own_proposal' })
  await expect(decline('reinstatement')).rejects.toMatchObject({ code: 'not_found' })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, SECOND, 'exam_manager')
  await expect(decline('disqualification', stranger)).rejects.toMatchObject({ code: 'not_found' })
  await decline('disqualification')

  expect((await attemptAt(database.owner, 0)).state).toBe('running')
  expect(await incidents()).toContainEqual(
    expect.objectContaining({ id: proposal, decidedName: null, declinedName: 'Lestari', declineReason: WHY }),
  )
  await expect(decideDisqualification(manager(SECOND), { id: proposal })).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(decline('disqualification', manager(SECOND), proposal)).rejects.toMatchObject({ code: 'wrong_state' })
  const [event] = await database.owner`
    select account_id as by, after, reason from audit_events where event = 'exam.disqualify' order by seq desc limit 1`
  expect(event).toEqual({ by: SECOND, after: { declined: true }, reason: WHY })

  await proposeDisqualification(manager(), { id, reason: REASON })
  await decideDisqualification(manager(SECOND), { id: await waiting() })
  expect((await attemptAt(database.owner, 0)).state).toBe('disqualified')
})

test('a revocation that is declined leaves the candidate disqualified', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  await proposeDisqualification(manager(), { id, reason: REASON })
  await decideDisqualification(manager(SECOND), { id: await waiting() })
  await proposeReinstatement(manager(), { id, reason: WHY })
  const proposal = await waiting()
  await decline('reinstatement')
  await expect(decideReinstatement(manager(SECOND), { id: proposal })).rejects.toMatchObject({ code: 'wrong_state' })
  expect((await attemptAt(database.owner, 0)).state).toBe('disqualified')
})

test('a session goes on when its cancellation is declined, and can be proposed again', async () => {
  const claim = await atWork(day)
  await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())
  const cancel = () => cancelSession(manager(), { id: day.sessionId, reason: REASON })
  await cancel()
  await expect(cancel()).rejects.toMatchObject({ code: 'cat.cancel_waits' })
  const proposal = await waiting()
  await decline('cancellation')
  await expect(decideCancellation(manager(SECOND), { id: proposal })).rejects.toMatchObject({ code: 'wrong_state' })
  expect((await sessionView(manager(), day.sessionId)).state).toBe('released')
  expect(await cancel()).toEqual({ isVoid: false })
})

test('nobody declines what was decided, nor their own proposal: the database holds to it', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  await proposeDisqualification(manager(), { id, reason: REASON })
  const own = database.owner`
    update exam_incidents set declined_by = recorded_by, declined_at = now(), decline_reason = 'x' where kind = 'disqualification'`
  await expect(own).rejects.toThrow('exam_incidents_declined')
  await decideDisqualification(manager(SECOND), { id: await waiting() })
  const both = database.owner`
    update exam_incidents set declined_by = decided_by, declined_at = now(), decline_reason = 'x' where kind = 'disqualification'`
  await expect(both).rejects.toThrow('exam_incidents_declined')
})
