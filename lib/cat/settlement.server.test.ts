import { beforeEach, expect, test } from 'vitest'
import type { Context } from '@/lib/auth/actor'
import { announcedFile, announcedPage } from './announced.server'
import { announcing } from './announcing.fixture'
import { publishRanking } from './announcing.server'
import { demonstrationNumber } from './demonstration'
import { anExamDay, type ExamDay, examPerson, examTests, SECOND, signIn } from './exam-day.fixture'
import { answerObjection, fileObjection, objectionsOf, outcomeOf } from './objections.server'
import {
  approveSettlement,
  countWaitingSettlements,
  declineSettlement,
  listSettlements,
  proposeSettlement,
  settlingOf,
} from './settlement.server'
import { computeRanking } from './stage-ranking.server'

const database = await examTests()

const TEXT = 'Nilai wawancara saya tertukar dengan nilai peserta sesudah saya.'
const ANSWER = 'Nilai dua peserta tertukar pada daftar penguji.'
const REASON = 'Nilai dua peserta tertukar pada daftar penguji, dan sanggah diterima.'
const THIRD = '019a0000-0000-7000-8000-00000000000c'
const AFTERWARDS = new Date('2100-01-02T03:00:00Z') // the last day for objections is the one before

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const { manager, colleague, heldAndClosed, publish, bringIn } = announcing(database.owner, () => day)

const later = (context: Context): Context => ({ ...context, now: AFTERWARDS })
const committee = (accountId = THIRD): Context => {
  const person = later(examPerson(day, accountId, 'bkn_admin'))
  return { ...person, actor: { ...person.actor, scope: { kind: 'national' } } }
}
const look = () => computeRanking(later(manager()), day.programmeId, 'final')
const settling = async () => settlingOf(later(manager()), day.programmeId, 'final', await look())
const propose = async (by = later(manager())) => {
  const { fingerprint } = await look()
  return proposeSettlement(by, { id: day.programmeId, stage: 'final', fingerprint, reason: REASON })
}
const publishAfterwards = async () => {
  const { fingerprint } = await look()
  const input = {
    id: day.programmeId,
    stage: 'final' as const,
    fingerprint,
    objectionsUntil: '2100-02-01',
    reason: 'Ya saja',
  }
  return publishRanking(later(manager()), input)
}

/** Two finalists, of whom the first one objects to the announced result; then the scores of both are exchanged. */
async function objected(): Promise<void> {
  await heldAndClosed([110, 110])
  await publish()
  await bringIn(colleague(), [300, 400])
  const { id } = await publish('final')
  await fileObjection(await signIn(0), { announcementId: id, text: TEXT, file: null }, new Date())
}

async function accepted(): Promise<void> {
  const [line] = await objectionsOf(manager(), day.programmeId)
  await answerObjection(manager(), { id: line?.id ?? '', decision: 'accepted', answer: ANSWER })
}

test('a change after the objections is approved by the national committee, says whose objection it is, and is final', async () => {
  await objected()
  await expect(publishAfterwards()).rejects.toMatchObject({ code: 'objections_unanswered', facts: { count: 1 } })
  await accepted()
  await bringIn(colleague(), [450, 400], 'Sanggah diterima')
  await expect(publish('final', 'Sanggah diterima')).rejects.toMatchObject({ code: 'objections_accepted' })
  await expect(publishAfterwards()).rejects.toMatchObject({ code: 'approval_missing' })

  await propose()
  await expect(propose()).rejects.toMatchObject({ code: 'cat.already_proposed' })
  expect(await countWaitingSettlements(committee())).toBe(1)
  const [asked] = await listSettlements(committee())
  expect(asked).toMatchObject({ stage: 'final', objections: [demonstrationNumber(0)], reason: REASON, decidedAt: null })
  await expect(publishAfterwards()).rejects.toMatchObject({ code: 'approval_missing' })
  await approveSettlement(committee(), { id: asked?.id ?? '' })
  expect(await countWaitingSettlements(committee())).toBe(0)
  const { id } = await publishAfterwards()

  const page = await announcedPage(id, { formation: null, number: null, page: 1 }, AFTERWARDS)
  expect(page).toMatchObject({
    version: 2,
    reason: REASON,
    objectionsUntil: null,
    settlement: {
      objections: [demonstrationNumber(0)],
      isApproved: true,
      changes: [
        { number: demonstrationNumber(0), cause: 'objection', from: { place: 2 }, to: { place: 1 } },
        { number: demonstrationNumber(1), cause: 'others', from: { place: 1 }, to: { place: 2 } },
      ],
    },
  })
  const { announcements } = await outcomeOf(await signIn(1), AFTERWARDS)
  expect(announcements).toMatchObject([{ stage: 'first' }, { stage: 'final', objectionsUntil: null, isOpen: false }])
  expect(JSON.stringify(await announcedFile(id, AFTERWARDS))).not.toContain('Lestari')
  await expect(publishAfterwards()).rejects.toMatchObject({ code: 'result_final' })
  await expect(propose()).rejects.toMatchObject({ code: 'result_final' })
})

test('what the committee declines is not published, and is asked again; nobody decides what they asked', async () => {
  await objected()
  await accepted()
  await bringIn(colleague(), [450, 400], 'Sanggah diterima')
  await propose()
  const [asked] = await listSettlements(committee())
  const ref = { id: asked?.id ?? '' }
  await expect(approveSettlement(committee(manager().actor.accountId ?? ''), ref)).rejects.toMatchObject({
    code: 'own_proposal',
  })
  await declineSettlement(committee(), { ...ref, reason: 'Bukti belum cukup' })
  await expect(approveSettlement(committee(), ref)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(publishAfterwards()).rejects.toMatchObject({ code: 'approval_missing' })
  await propose()
  expect(await listSettlements(committee())).toMatchObject([
    { decidedAt: null },
    { declineReason: 'Bukti belum cukup' },
  ])
  await database.owner`update exam_second_scores set tests = jsonb_set(tests, '{0,scoreThousandths}', '460000')
    where candidate_id = (select id from exam_candidates where number = ${demonstrationNumber(0)})`
  const [waiting] = await listSettlements(committee())
  await approveSettlement(committee(), { id: waiting?.id ?? '' })
  await expect(publishAfterwards()).rejects.toMatchObject({ code: 'approval_missing' }) // of another ranking
  const events = await database.owner`
    select event, account_id as by, reason from audit_events where event like 'exam.%settlement' order by seq`
  expect(events.map(({ event }) => event)).toEqual([
    'exam.propose_settlement',
    'exam.decide_settlement',
    'exam.propose_settlement',
    'exam.decide_settlement',
  ])
})

test('without a change the result after the objections needs no approval, and has no days for objections', async () => {
  await objected()
  const [line] = await objectionsOf(manager(), day.programmeId)
  await answerObjection(manager(), {
    id: line?.id ?? '',
    decision: 'rejected',
    answer: 'Nilai sudah benar menurut daftar.',
  })
  expect(await settling()).toMatchObject({ next: 'settlement', changes: [], accepted: [], open: 0 })
  await expect(propose()).rejects.toMatchObject({ code: 'approval_needless' })
  const { id } = await publishAfterwards()
  const page = await announcedPage(id, { formation: null, number: null, page: 1 }, AFTERWARDS)
  expect(page).toMatchObject({ objectionsUntil: null, settlement: { objections: [], changes: [], isApproved: false } })
})

test('the database lets an agency ask and the committee alone decide, and nobody both', async () => {
  await objected()
  await accepted()
  await bringIn(colleague(), [450, 400], 'Sanggah diterima')
  await propose()
  const agency = examPerson(day, SECOND, 'exam_manager')
  const [asked] = await listSettlements(agency)
  await expect(approveSettlement(agency, { id: asked?.id ?? '' })).rejects.toThrow()
  const own = database.owner`update exam_settlements set decided_by = proposed_by, decided_name = 'x', decided_at = now()`
  await expect(own).rejects.toThrow('exam_settlements_two')
})
