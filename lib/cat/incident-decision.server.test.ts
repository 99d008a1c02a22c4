import { beforeEach, expect, test } from 'vitest'
import { behind, untilWaiting } from '@/db/behind.fixture'
import type { Context } from '@/lib/auth/actor'
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

const THIRD = '019a0000-0000-7000-8000-00000000000c'
const REASON = 'Telepon ditemukan di laci meja'
let day: ExamDay

beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const manager = (accountId: string) => examPerson(day, accountId, 'exam_manager')
const incidents = async () => (await sessionView(manager(FIRST), day.sessionId)).incidents

async function proposed(kind: Proposal): Promise<string> {
  const claim = await atWork(day)
  const input = { id: claim.attemptId, reason: REASON }
  if (kind === 'cancellation') {
    await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())
    await cancelSession(manager(FIRST), { id: day.sessionId, reason: REASON })
  } else {
    await proposeDisqualification(manager(FIRST), input)
  }
  if (kind === 'reinstatement') {
    await decideDisqualification(manager(SECOND), { id: await waiting() })
    await proposeReinstatement(manager(FIRST), input)
  }
  return waiting()
}

const waiting = async () => (await incidents()).find(isPending)?.id ?? ''

const agree: Record<Proposal, (context: Context, input: { id: string }) => Promise<void>> = {
  disqualification: decideDisqualification,
  reinstatement: decideReinstatement,
  cancellation: decideCancellation,
}

/** What stands of the session and of the attempt while a proposal waits or was declined, and once it was agreed with. */
const STANDS: Record<Proposal, { before: [string, string]; after: [string, string] }> = {
  disqualification: { before: ['released', 'running'], after: ['released', 'disqualified'] },
  reinstatement: { before: ['released', 'disqualified'], after: ['released', 'paused'] },
  cancellation: { before: ['released', 'running'], after: ['void', 'void'] },
}

async function standing(): Promise<[string, string]> {
  const { state } = await sessionView(manager(FIRST), day.sessionId)
  return [state, (await attemptAt(database.owner, 0)).state]
}

/** Both answer while somebody else has the session, so that the first one gets it first. */
async function inTheSameMoment(first: () => Promise<void>, second: () => Promise<void>) {
  let later: Promise<void> | undefined
  const sooner = await behind(
    database.owner,
    (tx) => tx`select from exam_sessions where id = ${day.sessionId} for no key update`,
    first,
    async (tx) => {
      later = second()
      later.catch(() => undefined)
      await untilWaiting(tx, 2)
    },
  )
  expect(sooner).toBeUndefined()
  await expect(later).rejects.toMatchObject({ code: 'wrong_state', facts: { state: 'answered' } })
}

test.each(['disqualification', 'reinstatement', 'cancellation'] as const)(
  'of two who answer a %s in the same moment one is heard and the other is told',
  async (kind) => {
    const id = await proposed(kind)
    const { before, after } = STANDS[kind]
    expect(await standing()).toEqual(before)
    const yes = (by: string) => () => agree[kind](manager(by), { id })
    const no = (by: string) => () => declineProposal(manager(by), kind, { id, reason: 'Orang lain' })

    await inTheSameMoment(no(SECOND), yes(THIRD))
    expect(await standing()).toEqual(before)
    expect((await incidents()).find((each) => each.id === id)).toMatchObject({
      decidedName: null,
      declinedName: 'Lestari',
    })

    await database.owner`
    update exam_incidents set declined_by = null, declined_name = null, declined_at = null, decline_reason = null where id = ${id}`
    await inTheSameMoment(yes(SECOND), no(THIRD))
    expect(await standing()).toEqual(after)
    expect((await incidents()).find((each) => each.id === id)).toMatchObject({
      decidedName: 'Lestari',
      declinedName: null,
    })
  },
)

test.each(['disqualification', 'reinstatement', 'cancellation'] as const)(
  'two who agree with a %s in the same moment agree once',
  async (kind) => {
    const id = await proposed(kind)
    const yes = (by: string) => () => agree[kind](manager(by), { id })
    await inTheSameMoment(yes(SECOND), yes(THIRD))
    const [row] = await database.owner`select decided_by as by from exam_incidents where id = ${id}`
    expect(row).toEqual({ by: SECOND })
  },
)
