import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ZodError } from 'zod'
import { testDatabase } from '@/db/testing.server'
import { pages, routes } from '@/lib/auth/access-table'
import { testAccount } from '@/lib/auth/testing.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { findPublicDocument } from '@/lib/documents/verification.server'
import { Refusal } from '@/lib/refusal'
import { announcedFile, announcedPage, listAnnounced } from './announced.server'
import { publishRanking } from './announcing.server'
import { type AttemptClaim, saveAnswers } from './answers.server'
import { certificateSigning, signCertificates } from './certificates.server'
import { CLAIM_COOKIE, openClaim, sealClaim } from './claim.server'
import { demonstrationNumber, demonstrationPin } from './demonstration'
import { discloseProgramme, sessionFile } from './disclosure.server'
import { anExamDay, closeDay, type ExamDay, examPerson, signIn, worstOptions } from './exam-day.fixture'
import { addExamTime, releaseSession } from './exam-day.server'
import { finishAttempt } from './finish.server'
import { answerObjection, fileObjection, objectionsOf } from './objections.server'
import { openContent, roomAnswers, roomRefusal, sealedItems } from './room-answers.fixture'
import { answerRequest, roomDoors } from './room-door.server'
import { boardPage, proofPage, roomFile, roomPage } from './room-page.server'
import { startAttempt } from './room-state.server'
import { computeRanking } from './stage-ranking.server'

/**
 * A day of an exam, from before the release to after its keys are public. At each moment a candidate asks every door
 * there is and the public every page, while the system has no right on any table: only the role without keys answers.
 * What the right options are worth is a number that stands nowhere else.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'satya-answers-'))
process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'
process.env.FILES_FOLDER = path.join(folder, 'files')
process.env.KEYS_FOLDER = path.join(folder, 'keys')
afterAll(() => rmSync(folder, { recursive: true }))

const database = await testDatabase()
const { owner } = database

const POINTS = 27_191
const DEVICE = '019a0000-0000-7000-8000-0000000000d0'
const NOBODY = '019a0000-0000-7000-8000-000000000000'
const OWN_TEXT = 'Nilai saya tidak sesuai dengan yang tampil di layar pada akhir ujian.'
const OTHER_TEXT = 'Soal ke dua belas tampil tanpa gambar di komputer tempat saya duduk.'

type Told = { moment: string; by: string; status: number; text: string }
const told: Told[] = []
const shown: Told[] = []
const readable: { moment: string; column: string; isJson: boolean; text: string }[] = []
const needingSystem = new Set<string>()
const wrong = new Map<string, string | undefined>() // at the first place of a paper
let content = ''
let day: ExamDay
let claim: AttemptClaim
let other: AttemptClaim
let announcementId = NOBODY
let certificate: { code: string; base64: string } | undefined

beforeAll(async () => {
  day = await anExamDay(owner)
  await owner`
    update exam_item_keys set points = ${POINTS} where (version_id, option) in (
      select distinct on (version_id) version_id, option from exam_item_keys order by version_id, points desc, option)`
  await takeFromSystem()
  claim = await signIn(0, DEVICE)
  other = await signIn(1, 'kursi lain')
  for (const { attemptId } of [claim, other]) wrong.set(attemptId, (await worstOptions(owner, attemptId))[0])
  await askAll('before')

  await releaseSession(examPerson(day), day.sessionId)
  for (const each of [claim, other]) await startAttempt(each)
  const reason = 'Gangguan listrik di ruang'
  await addExamTime(examPerson(day), { id: claim.attemptId, minutes: 5, seenSeconds: 6_000, reason })
  await saveAnswers(other, [{ seq: 1, item: 1, option: wrong.get(other.attemptId) ?? null }], new Date())
  await askAll('during')
  await askAll('after')

  await withSystem(() => finishAttempt(other, new Date()))
  await closeDay(examPerson(day), day.sessionId)
  await askAll('closed')

  announcementId = await withSystem(() => announce())
  await fileObjection(other, { announcementId, text: OTHER_TEXT, file: null }, new Date())
  await certify()
  await askAll('announced')
  for (const { id } of await objectionsOf(manager(), day.programmeId))
    await answerObjection(manager(), { id, decision: 'rejected', answer: 'Nilai dihitung ulang dan sama.' })
  announcementId = await withSystem(() => announce(new Date('2100-01-01T03:00:00Z'), 'Masa sanggah berakhir'))
  await askAll('settled')
  const [session] = await owner`select content_key, sealed_content from exam_sessions where id = ${day.sessionId}`
  content = openContent(session?.sealed_content, session?.content_key)
})

const manager = () => examPerson(day, undefined, 'exam_manager')

async function announce(now = new Date(), reason = ''): Promise<string> {
  const by = { ...manager(), now }
  const { fingerprint } = await computeRanking(by, day.programmeId, 'first')
  const input = { id: day.programmeId, stage: 'first' as const, objectionsUntil: '2099-12-31', reason }
  return (await publishRanking(by, { ...input, fingerprint })).id
}

async function certify(): Promise<void> {
  await withSystem(async () => {
    const { id } = await testAccount(owner, day.agencyId, ['exam_manager'])
    const { batchId } = await signCertificates(examPerson(day, id, 'exam_manager'), day.programmeId)
    await runSigningBatch(certificateSigning, batchId)
  })
}

/** What a device sends to each door; the others take nothing. */
const sent: Record<string, () => { body?: unknown; query?: string }> = {
  'POST masuk': () => ({ body: { number: demonstrationNumber(0), pin: demonstrationPin(0), device: DEVICE } }),
  'GET papan': () => ({ query: `?sesi=${day.sessionId}` }),
  'GET akar': () => ({ query: `?sesi=${day.sessionId}` }),
  'POST jawaban': () => ({ body: { changes: [{ seq: 1, item: 1, option: wrong.get(claim.attemptId) }] } }),
  'POST susulan': () => ({ body: { epoch: claim.epoch, changes: [{ seq: 2, item: 2, option: 'o1' }] } }),
  'POST tanda': () => ({ body: { flags: [3] } }),
  'POST bantuan': () => ({ body: { isNeeded: true } }),
  'POST sanggah': () => {
    const file = certificate ? { name: 'bukti.pdf', base64: certificate.base64 } : null
    return { body: { announcementId, text: OWN_TEXT, file } }
  },
}

/** Every door, in an order in which a day can go. */
async function askAll(moment: string): Promise<void> {
  const late = ['POST sanggah', 'POST selesai']
  const order = ['POST mulai', ...roomDoors.filter((door) => door !== 'POST mulai' && !late.includes(door)), ...late]
  for (const door of order) await askDoor(moment, door)
  for (const [page, read] of Object.entries(publicReads)) await showPage(moment, page, read)
  await readAsExam(moment)
}

async function askDoor(moment: string, door: string): Promise<void> {
  const [method = '', name = ''] = door.split(' ')
  const { body = {}, query = '' } = sent[door]?.() ?? {}
  const headers = {
    cookie: `${CLAIM_COOKIE}=${sealClaim(claim)}`,
    origin: 'http://satya.test',
    host: 'satya.test',
    'content-type': 'application/json',
  }
  const ask = () =>
    answerRequest(
      new Request(`http://satya.test/api/cat/${name}${query}`, {
        method,
        headers,
        ...(method === 'POST' && { body: JSON.stringify(body) }),
      }),
    )
  const answer = await ask().catch((error) => {
    if (!isDenied(error)) throw error
    needingSystem.add(door)
    return withSystem(ask)
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  claim = openClaim(answer.headers.get('set-cookie')?.split(';')[0]) ?? claim
  if (door === 'GET sertifikat' && answer.status === 200) {
    const [issued] = await owner<{ code: string }[]>`
      select d.code from signing_items i join issued_documents d on d.id = i.document_id
      where i.item_id = ${claim.attemptId}`
    certificate = { code: issued?.code ?? '', base64: bytes.toString('base64') }
  }
  told.push({ moment, by: door, status: answer.status, text: bytes.toString('utf8') })
}

function isDenied(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return (cause as { code?: string }).code === '42501'
}

const everything = { formation: null, number: null, page: 1 }

/** What is read for the public pages and routes of an exam, and for the check of a letter. */
const publicReads: Record<string, () => Promise<unknown>> = {
  '/cat/pengumuman': () => listAnnounced(new Date()),
  '/cat/pengumuman/[id]': () => announcedPage(announcementId, everything, new Date()),
  '/cat/pengumuman/[id]/data': () => announcedFile(announcementId, new Date()),
  '/cat/bukti/[id]': async () => (await proofPage('id')).text(),
  '/cat/bukti/[id]/data': async () => (await sessionFile(day.sessionId, new Date())).toString(),
  '/cat/papan/[id]': async () => (await boardPage('id')).text(),
  '/cat/ruang-ujian': async () => (await roomPage('id')).text(),
  '/cat/ruang-ujian/[berkas]': async () => Buffer.from((await roomFile('ujian.js'))?.bytes ?? []).toString(),
  '/v/[kode]': () => findPublicDocument(certificate?.code ?? '0123456789AB', new Date()),
}
/** They read nothing, or are the doors themselves. */
const WITHOUT_READS = ['/api/cat/[pintu]', '/v', '/v/[kode]/berkas']

async function showPage(moment: string, by: string, read: () => Promise<unknown>): Promise<void> {
  const { status, data } = await read().then(
    (data) => ({ status: 200, data }),
    (error) => {
      if (error instanceof Refusal) return { status: 404, data: error.code }
      throw error
    },
  )
  shown.push({ moment, by, status, text: JSON.stringify(data ?? null) })
}

/** Every column that the role may read, as the catalogue says, with what stands in it. */
async function readAsExam(moment: string): Promise<void> {
  const columns = await owner<{ relation: string; name: string; isJson: boolean }[]>`
    select c.relname as relation, a.attname as name, a.atttypid in ('json'::regtype, 'jsonb'::regtype) as "isJson"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
      and has_column_privilege('satya_exam', c.oid, a.attnum, 'select')`
  await database.app.begin(async (tx) => {
    await tx`set local role satya_exam`
    for (const { relation, name, isJson } of columns) {
      const rows = await tx`select ${tx(name)}::text as text from ${tx(relation)} where ${tx(name)} is not null`
      const text = rows.map((row) => row.text).join('\n')
      readable.push({ moment, column: `${relation}.${name}`, isJson, text })
    }
  })
}

let givesBack = ''

/**
 * Leaves the system no right on a table, except on the one by which the trail knows its database, and on the one by which
 * the server says that it is there.
 */
async function takeFromSystem(): Promise<void> {
  const rights = await owner<{ again: string }[]>`
    select format('grant %s on %I to satya_system', string_agg(privilege_type, ', '), table_name) as again
    from information_schema.role_table_grants where grantee = 'satya_system' and table_schema = 'public'
    group by table_name`
  givesBack = rights.map(({ again }) => again).join(';')
  await owner.unsafe('revoke all on all tables in schema public from satya_system')
  await owner`grant select on audit_incarnations to satya_system`
  await owner`grant select, insert, update on exam_heartbeat to satya_system`
}

async function withSystem<T>(run: () => Promise<T>): Promise<T> {
  await owner.unsafe(givesBack)
  try {
    return await run()
  } finally {
    await takeFromSystem()
  }
}

test('every door has answered in full, and what it may answer is written down', () => {
  expect(Object.keys(roomAnswers).sort()).toEqual(roomDoors.toSorted())
  const answering = new Set(told.filter(({ status }) => status === 200).map(({ by }) => by))
  expect(roomDoors.filter((door) => !answering.has(door))).toEqual([])
})

test('only the scoring at the end of an attempt needs the system; all else is answered by the role without keys', () => {
  expect([...needingSystem]).toEqual(['POST selesai'])
})

test('no door answers with anything but what it may, before, during and after the exam', () => {
  const faults = told.flatMap(({ moment, by, status, text }) => {
    const shape = status === 200 ? roomAnswers[by] : roomRefusal
    const value = text.startsWith('%PDF-') ? text : JSON.parse(text)
    const read = shape?.safeParse(value)
    return read?.success ? [] : [`${moment}, ${by}: ${JSON.stringify((read?.error as ZodError)?.issues)}`]
  })
  expect(faults).toEqual([])
  expect(sealedItems.parse(JSON.parse(content))).toHaveLength(110)
})

test('every public page of an exam is looked at', () => {
  const open = Object.entries({ ...pages, ...routes }).filter(([, access]) => access === 'public')
  const ofExams = open.map(([address]) => address).filter((address) => /^(\/api)?\/(cat|v)(\/|$)/.test(address))
  expect(ofExams.sort()).toEqual([...Object.keys(publicReads), ...WITHOUT_READS].sort())
  const answering = new Set(shown.filter(({ status }) => status === 200).map(({ by }) => by))
  expect(Object.keys(publicReads).filter((page) => !answering.has(page))).toEqual(['/cat/bukti/[id]/data'])
})

test('what an option is worth stands in no answer, and nowhere where the role that answers can look', async () => {
  const [session] = await owner<{ salt: string }[]>`
    select keys_salt as salt from exam_sessions where id = ${day.sessionId}`
  expect(session?.salt).toMatch(/^[0-9a-f]{64}$/)
  const tells = ({ text }: { text: string }) =>
    new RegExp(`(?<![\\w.])${POINTS}(?!\\w)`).test(text) || text.includes(session?.salt ?? '')
  expect([...told, ...shown].filter(tells).map(({ moment, by }) => `${moment}, ${by}`)).toEqual([])
  expect(readable.filter(tells).map(({ moment, column }) => `${moment}, ${column}`)).toEqual([])
  expect(tells({ text: content })).toBe(false)
  const filled = new Set(readable.filter(({ text }) => text !== '').map(({ column }) => column))
  expect(readable.filter(({ isJson, column }) => isJson && !filled.has(column))).toEqual([])

  await discloseProgramme(manager(), day.programmeId)
  await showPage('disclosed', '/cat/bukti/[id]/data', () => sessionFile(day.sessionId, new Date()).then(String))
  expect(shown.filter(tells).map(({ by }) => by)).toEqual(['/cat/bukti/[id]/data'])
})

test('a candidate hears nothing of anybody else, and the public no name', async () => {
  const names = await owner<{ number: string; name: string; nik: string }[]>`
    select number, name, nik from exam_candidates where agency_id = ${day.agencyId}`
  const [theirs] = await owner<{ salt: string; pin: string; device: string; head: string }[]>`
    select r.receipt ->> 'salt' as salt, a.pin_hash as pin, a.device, a.head
    from exam_attempts a join exam_receipts r on r.attempt_id = a.id where a.id = ${other.attemptId}`
  const others = names.filter(({ number }) => number !== demonstrationNumber(0))
  expect([others.length, theirs?.salt, theirs?.device]).toEqual([19, expect.any(String), expect.any(String)])
  const ofOthers = [...others.flatMap(({ name, number }) => [name, number]), other.attemptId, OTHER_TEXT]
  const secrets = [...names.map(({ nik }) => nik), ...Object.values(theirs ?? {}), '1997-08-15']
  const found = (all: readonly Told[], words: readonly string[]) =>
    all.flatMap(({ moment, by, text }) =>
      words.filter((word) => text.includes(word)).map((word) => `${moment}, ${by}: ${word}`),
    )
  const inReach = readable.filter(
    ({ text }) => names.some(({ nik }) => text.includes(nik)) || text.includes('1997-08-15'),
  )
  expect(inReach.map(({ column }) => column)).toEqual([])
  const own = told.filter(({ by }) => by !== 'GET papan')
  const open = [...shown.filter(({ moment }) => moment !== 'disclosed'), ...told.filter(({ by }) => by === 'GET papan')]
  expect(found(own, [...ofOthers, ...secrets])).toEqual([])
  expect(found(open, [...names.map(({ name }) => name), other.attemptId, OTHER_TEXT, ...secrets])).toEqual([])
})
