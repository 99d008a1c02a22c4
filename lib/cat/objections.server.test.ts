import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { TransactionSql } from 'postgres'
import { beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { testAccount } from '@/lib/auth/testing.server'
import { qrOf } from '@/lib/documents/qr.fixture'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { findPublicDocument } from '@/lib/documents/verification.server'
import { writeNextVersion } from './announcing.fixture'
import { publishRanking } from './announcing.server'
import { saveAnswers } from './answers.server'
import { certificateCount, certificateFile, certificateSigning, signCertificates } from './certificates.server'
import { CLAIM_COOKIE, sealClaim } from './claim.server'
import {
  anExamDay,
  bestOptions,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  SECOND,
  signIn,
} from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { finishAttempt } from './finish.server'
import { answerObjection, fileObjection, objectionFile, objectionsOf, outcomeOf } from './objections.server'
import { answerRequest } from './room-door.server'
import { startAttempt } from './room-state.server'
import { computeRanking } from './stage-ranking.server'

const database = await examTests()

const TEXT = 'Nilai saya tidak sesuai dengan yang tampil di layar pada akhir ujian.'
const REASON = 'Nilai dihitung ulang dari catatan dan sama.'
const UNTIL = '2099-12-31'
let day: ExamDay
let announcementId: string

beforeEach(async () => {
  day = await anExamDay(database.owner)
  await releaseSession(examPerson(day), day.sessionId)
  for (const at of [0, 1]) {
    const claim = await signIn(at)
    await startAttempt(claim)
    const best = await bestOptions(database.owner, claim.attemptId)
    await saveAnswers(
      claim,
      best.map((option, n) => ({ seq: n + 1, item: n + 1, option })),
      new Date(),
    )
    await finishAttempt(claim, new Date())
  }
  await closeDay(examPerson(day), day.sessionId)
  announcementId = await publish()
})

const manager = () => examPerson(day, undefined, 'exam_manager')

async function publish(reason = '', now = new Date()): Promise<string> {
  const by = { ...manager(), now }
  const { fingerprint } = await computeRanking(by, day.programmeId, 'first')
  const input = { id: day.programmeId, stage: 'first' as const, fingerprint, objectionsUntil: UNTIL, reason }
  return (await publishRanking(by, input)).id
}

const object = async (at: number, now = new Date()) =>
  fileObjection(await signIn(at), { announcementId, text: TEXT, file: null }, now)

test('a candidate objects once, up to the end of the last day in the agency, and reads the answer', async () => {
  await expect(object(0, new Date('2099-12-31T17:00:00Z'))).rejects.toMatchObject({ code: 'objections_closed' })
  await object(0, new Date('2099-12-31T16:59:00Z'))
  await expect(object(0)).rejects.toMatchObject({ code: 'objections_closed' })

  const [line] = await objectionsOf(manager(), day.programmeId)
  expect(line).toMatchObject({ text: TEXT, state: 'filed', dueOn: '2100-01-07', awaitsVersion: false })
  expect(await database.owner`select account_id, role, after from audit_events where event = 'exam.object'`).toEqual([
    { account_id: null, role: 'system', after: { stage: 'first', hasFile: false } },
  ])
  const answer = { id: line?.id ?? '', decision: 'rejected' as const, answer: REASON }
  await answerObjection(manager(), answer)
  await expect(answerObjection(manager(), answer)).rejects.toMatchObject({ code: 'wrong_state' })
  const { announcements } = await outcomeOf(await signIn(0), new Date())
  expect(announcements).toMatchObject([{ result: 'P/L', place: 1, objection: { state: 'rejected', answer: REASON } }])
})

test('an accepted objection waits for the result after the objections, and is settled by it', async () => {
  await object(1)
  const [line] = await objectionsOf(manager(), day.programmeId)
  await answerObjection(manager(), { id: line?.id ?? '', decision: 'accepted', answer: REASON })
  expect(await objectionsOf(manager(), day.programmeId)).toMatchObject([{ awaitsVersion: true }])
  await expect(publish('Sanggah diterima')).rejects.toMatchObject({ code: 'objections_accepted' })
  const second = await publish('Sanggah diterima', new Date('2099-12-31T17:00:00Z'))
  expect(await objectionsOf(manager(), day.programmeId)).toMatchObject([{ awaitsVersion: false }])
  expect((await outcomeOf(await signIn(0), new Date())).announcements).toMatchObject([
    { id: second, version: 2, objectionsUntil: null, isOpen: false, answerDueOn: null },
  ])
  expect((await outcomeOf(await signIn(1), new Date())).announcements).toMatchObject([{ answerDueOn: '2100-01-07' }])
  await expect(object(0)).rejects.toMatchObject({ code: 'not_found' }) // to the version that was replaced
})

test('an answer waits for the version that is being published, and is one to that version', async () => {
  await object(1)
  const [line] = await objectionsOf(manager(), day.programmeId)
  const answered = () => answerObjection(manager(), { id: line?.id ?? '', decision: 'accepted', answer: REASON })
  const publishing = (tx: TransactionSql) =>
    tx`select pg_advisory_xact_lock(hashtextextended(${`announce ${day.programmeId} ${day.agencyId}`}, 0))`
  await behind(database.owner, publishing, answered, (tx) => writeNextVersion(tx, 'first'))
  expect(await objectionsOf(manager(), day.programmeId)).toMatchObject([{ awaitsVersion: true }])
  await expect(publish('Perbaikan')).rejects.toMatchObject({ code: 'objections_accepted' })
})

test('of two answers at once one counts', async () => {
  await object(1)
  const [line] = await objectionsOf(manager(), day.programmeId)
  const answers = (['accepted', 'rejected'] as const).map((decision) =>
    answerObjection(manager(), { id: line?.id ?? '', decision, answer: REASON }),
  )
  const codes = (await Promise.allSettled(answers)).map((each) =>
    each.status === 'rejected' ? each.reason.code : 'kept',
  )
  expect(codes.toSorted()).toEqual(['kept', 'wrong_state'])
})

test('nobody objects for somebody else, from a replaced device, or with a file that is no PDF', async () => {
  const old = await signIn(0)
  await signIn(0)
  const objection = { announcementId, text: TEXT, file: null }
  await expect(fileObjection(old, objection, new Date())).rejects.toMatchObject({ code: 'superseded_device' })
  const file = { name: 'bukti.pdf', base64: Buffer.from('bukan PDF').toString('base64') }
  await expect(fileObjection(await signIn(0), { ...objection, file }, new Date())).rejects.toMatchObject({
    code: 'not_pdf',
  })
  await object(0)
  expect((await outcomeOf(await signIn(1), new Date())).announcements).toMatchObject([{ objection: null }])
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, SECOND, 'exam_manager')
  const [line] = await objectionsOf(manager(), day.programmeId)
  const answer = { id: line?.id ?? '', decision: 'accepted' as const, answer: REASON }
  await expect(answerObjection(stranger, answer)).rejects.toMatchObject({ code: 'not_found' })
  await expect(objectionFile(stranger, line?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})

test('no file is inspected of somebody who may not object, and one at a time of who may', async () => {
  const broken = { name: 'bukti.pdf', base64: Buffer.from('bukan PDF').toString('base64') }
  const send = async (claim: { attemptId: string; epoch: number }, changes = {}, now = new Date()) =>
    fileObjection(claim, { announcementId, text: TEXT, file: broken, ...changes }, now)
  const old = await signIn(0)
  const claim = await signIn(0)
  await expect(send(old)).rejects.toMatchObject({ code: 'superseded_device' })
  await expect(send(claim, { announcementId: day.sessionId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(send(claim, {}, new Date('2100-01-01T00:00:00Z'))).rejects.toMatchObject({ code: 'objections_closed' })

  const both = await Promise.allSettled([send(claim), send(claim)])
  const codes = both.map((each) => (each.status === 'rejected' ? each.reason.code : 'kept'))
  expect(codes.sort()).toEqual(['ask_later', 'not_pdf'])
  await expect(send(claim)).rejects.toMatchObject({ code: 'not_pdf' })
  await send(claim, { file: null })
})

async function certify(): Promise<{ code: string; file: Uint8Array }> {
  const { id } = await testAccount(database.owner, day.agencyId, ['exam_manager'])
  const { batchId } = await signCertificates(examPerson(day, id, 'exam_manager'), day.programmeId)
  await runSigningBatch(certificateSigning, batchId)
  const claim = await signIn(0)
  const { certificate } = await outcomeOf(claim, new Date())
  return { code: certificate ?? '', file: await certificateFile(claim, new Date()) }
}

test('the QR code of a certificate leads to its page', async (context) => {
  if (spawnSync('pdftoppm', ['-v']).error) {
    process.stderr.write('SKIPPED: pdftoppm is not installed, so the code of a certificate is not read\n')
    return context.skip()
  }
  const { code, file } = await certify()
  const saved = path.join(database.folder, 'sertifikat.pdf')
  writeFileSync(saved, file)
  expect(code).not.toBe('')
  expect(new URL(qrOf(saved)).pathname).toBe(`/v/${code}`)
})

test('everybody who was scored gets a signed certificate, and a candidate loads the own one alone', async () => {
  const { id } = await testAccount(database.owner, day.agencyId, ['exam_manager'])
  const signer = examPerson(day, id, 'exam_manager')
  const { batchId, count } = await signCertificates(signer, day.programmeId)
  expect(count).toBe(2)
  await expect(signCertificates(signer, day.programmeId)).rejects.toMatchObject({ code: 'signing_empty' })
  expect((await outcomeOf(await signIn(0), new Date())).certificate).toBeNull()
  await runSigningBatch(certificateSigning, batchId)
  expect(await certificateCount(signer, day.programmeId)).toEqual({ scored: 2, issued: 2, waiting: 0 })

  const claim = await signIn(0)
  const { certificate } = await outcomeOf(claim, new Date())
  const told = await findPublicDocument(certificate ?? '', new Date())
  expect(told).toMatchObject({ kind: 'exam_certificate', maskedHolder: 'A*** P****** W*****', isIntact: true })
  const [own, other] = [await certificateFile(claim, new Date()), await certificateFile(await signIn(1), new Date())]
  expect(own.subarray(0, 5).toString()).toBe('%PDF-')
  expect(own.equals(other)).toBe(false)
  await signIn(0)
  await expect(certificateFile(claim, new Date())).rejects.toMatchObject({ code: 'not_found' })
})

test('the doors answer with the own outcome, take an objection, and let nobody in without a claim', async () => {
  const cookie = `${CLAIM_COOKIE}=${sealClaim(await signIn(0))}`
  const ask = (method: string, door: string, body?: unknown, headers: Record<string, string> = { cookie }) =>
    answerRequest(
      new Request(`http://satya.test/api/cat/${door}`, {
        method,
        headers: { ...headers, origin: 'http://satya.test', host: 'satya.test' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  expect((await ask('GET', 'hasil', undefined, {})).status).toBe(401)
  expect((await ask('POST', 'sanggah', { announcementId, text: 'terlalu pendek', file: null })).status).toBe(409)
  const sent = await ask('POST', 'sanggah', { announcementId, text: TEXT, file: null })
  expect(await sent.json()).toMatchObject({ announcements: [{ objection: { text: TEXT, state: 'filed' } }] })
  expect((await ask('GET', 'sertifikat')).status).toBe(404)
  const text = await (await ask('GET', 'hasil')).text()
  expect(text).not.toMatch(/points|keys|nik|salt|answeredBy|account/i)
})
