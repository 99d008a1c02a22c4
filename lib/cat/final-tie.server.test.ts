import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { announcedFile, announcedPage } from './announced.server'
import { announcing } from './announcing.fixture'
import { demonstrationNumber } from './demonstration'
import { discloseProgramme, sessionFile } from './disclosure.server'
import { anExamDay, type ExamDay, examPerson, examTests, strangersKnowledge } from './exam-day.fixture'
import { decideTie, declineTie, proposedTies, proposeTie } from './final-tie.server'
import { computeRanking } from './stage-ranking.server'

const database = await examTests()
const { folder } = database

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const { manager, colleague, heldAndClosed, publish, bringIn } = announcing(database.owner, () => day)
const REASON = 'Pengalaman kerja yang sesuai jabatan lebih lama'
const [one, two, three] = [demonstrationNumber(0), demonstrationNumber(1), demonstrationNumber(2)]

/** Three people whom nothing tells apart, for two vacancies. */
async function threeEquals() {
  await heldAndClosed([110, 110, 110])
  await database.owner`update exam_candidates set diploma_hundredths = 350, born_on = '2000-05-01'`
  const first = await publish()
  await bringIn(colleague(), [400, 400, 400])
  return first
}
const propose = (ahead: string[], by = manager(), reason = REASON) =>
  proposeTie(by, { id: day.programmeId, ahead, reason })
const waiting = async () =>
  (await proposedTies(manager(), day.programmeId)).find(({ decidedAt }) => !decidedAt)?.id ?? ''
const openTies = async () => (await computeRanking(manager(), day.programmeId, 'final')).ties

test('equals at the last place are announced once two people decided, and the script leaves that to people', async () => {
  const first = await threeEquals()
  expect(await openTies()).toMatchObject([{ formation: 'F-001', seats: 2, numbers: [one, two, three] }])
  await expect(publish('final')).rejects.toMatchObject({ code: 'final_tie', facts: { count: 3 } })
  await propose([three, one])
  await expect(decideTie(manager(), { id: await waiting() })).rejects.toMatchObject({ code: 'own_proposal' })
  await expect(publish('final')).rejects.toMatchObject({ code: 'final_tie' })
  await decideTie(colleague(), { id: await waiting() })
  expect(await openTies()).toEqual([])
  const { id } = await publish('final')
  const { lines, programme } = await announcedPage(id, { formation: null, number: null, page: 1 }, new Date())
  expect(lines.map(({ number, place, result }) => `${number} ${place} ${result}`)).toEqual([
    `${one} 1 P/L`,
    `${three} 2 P/L`,
    `${two} 3 TL`,
  ])
  expect(programme.ties).toEqual([{ ahead: [one, three], behind: [two], reason: REASON }])

  await discloseProgramme(manager(), day.programmeId)
  const names = ['sesi.json', 'awal.json', 'akhir.json'].map((name) => path.join(folder, name))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  writeFileSync(names[1] ?? '', JSON.stringify(await announcedFile(first.id, new Date())))
  writeFileSync(names[2] ?? '', JSON.stringify(await announcedFile(id, new Date())))
  const known = await strangersKnowledge(day)
  const verified = promisify(execFile)(process.execPath, ['scripts/verify-exam/verify-exam.mjs', ...names, ...known])
  await expect(verified).rejects.toMatchObject({
    code: 3,
    stderr: `People put ${one}, ${three} ahead of ${two} ("${REASON}"): whether diploma marks and ages left them equal is not published.\n`,
  })
})

test('a proposal is declined with a reason by somebody else, and another one may follow; both are written down', async () => {
  await threeEquals()
  await propose([one, two])
  await expect(propose([one, three], colleague())).rejects.toMatchObject({ code: 'cat.already_proposed' })
  const id = await waiting()
  const reason = 'Riwayat kerja belum diperiksa'
  await expect(declineTie(manager(), { id, reason })).rejects.toMatchObject({ code: 'own_proposal' })
  await declineTie(colleague(), { id, reason })
  await expect(decideTie(colleague(), { id })).rejects.toMatchObject({ code: 'wrong_state' })
  expect(await openTies()).toHaveLength(1)
  await propose([one, three], colleague())
  expect(await proposedTies(manager(), day.programmeId)).toMatchObject([
    { ahead: [one, three], isOwn: false, decidedAt: null },
    { ahead: [one, two], isOwn: true, declineReason: reason, decider: 'Lestari' },
  ])
  const events = await database.owner`
    select account_id as by, after, reason from audit_events where event = 'exam.settle_tie' order by seq`
  expect(events).toMatchObject([
    { by: manager().actor.accountId, after: { ahead: [one, two], proposed: true }, reason: REASON },
    { by: colleague().actor.accountId, after: { ahead: [one, two], isAgreed: false }, reason },
    { by: colleague().actor.accountId, after: { ahead: [one, three], proposed: true } },
  ])
})

test('only equals of the ranking are put in order, as many ahead as have a seat, by their own agency', async () => {
  await threeEquals()
  await expect(propose([one])).rejects.toMatchObject({ fields: { ahead: 'tie_seats' } })
  await expect(propose([one, two, three])).rejects.toMatchObject({ fields: { ahead: 'tie_seats' } })
  await expect(propose([one, demonstrationNumber(7)])).rejects.toMatchObject({ code: 'tie_changed' })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, undefined, 'exam_manager')
  await expect(propose([one, two], stranger)).rejects.toMatchObject({ code: 'not_found' })
  await propose([one, two])
  await expect(decideTie(stranger, { id: await waiting() })).rejects.toMatchObject({ code: 'not_found' })
})

test('what was decided of equals is no longer used once they are equal no more', async () => {
  await threeEquals()
  await propose([two, three])
  await decideTie(colleague(), { id: await waiting() })
  await bringIn(colleague(), [401, 400, 400], 'Salah ketik pada daftar penguji')
  expect(await openTies()).toMatchObject([{ seats: 1, numbers: [two, three] }])
})
