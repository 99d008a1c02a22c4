import { beforeEach, expect, test } from 'vitest'
import { announcing } from './announcing.fixture'
import { anExamDay, type ExamDay, examTests, signIn } from './exam-day.fixture'
import { answerObjection, fileObjection, objectionsOf } from './objections.server'
import { computeRanking } from './stage-ranking.server'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const { manager, colleague, heldAndClosed, publish, bringIn } = announcing(database.owner, () => day)
const final = (by = manager()) => computeRanking(by, day.programmeId, 'final')

async function objected() {
  await heldAndClosed([110, 109])
  const { id } = await publish()
  const text = 'Nilai saya berbeda dari yang tampil di layar pada akhir ujian.'
  await fileObjection(await signIn(0), { announcementId: id, text, file: null }, new Date())
  await bringIn(colleague(), [400, 300])
}
async function answered(decision: 'accepted' | 'rejected') {
  const [line] = await objectionsOf(manager(), day.programmeId)
  await answerObjection(manager(), { id: line?.id ?? '', decision, answer: 'Nilai sudah diperiksa kembali.' })
}

test('nobody is told a final result while an objection to the first stage has no answer', async () => {
  await objected()
  await expect(final()).rejects.toMatchObject({ code: 'objections_waiting', facts: { filed: 1, accepted: 0 } })
  await expect(publish('final')).rejects.toMatchObject({ code: 'objections_waiting' })
  await answered('rejected')
  expect((await final()).formations[0]?.lines).toHaveLength(2)
})

test('an accepted objection to the first stage waits for its new version first', async () => {
  await objected()
  await answered('accepted')
  await expect(final()).rejects.toMatchObject({ code: 'objections_waiting', facts: { filed: 0, accepted: 1 } })
  const afterwards = { ...manager(), now: new Date('2100-01-02T03:00:00Z') } // the days for objections are over
  await publish('first', 'Sanggah diterima', afterwards)
  expect((await final(afterwards)).formations[0]?.lines).toHaveLength(2)
})
