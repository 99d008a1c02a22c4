import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { calls } from '@/components/wbs/desk/calls'
import { seenSoFar } from '@/components/wbs/desk/held'
import { testWbsDatabase } from '@/db/testing.server'
import { openRingOfNotes, sendMessage } from '@/lib/wbs/answer.server'
import { beginConversation, nextEnvelope } from '@/lib/wbs/conversation'
import { REPORTER, sealEnvelope } from '@/lib/wbs/envelope'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { makeBox } from '@/lib/wbs/hybrid'
import { seenOf } from '@/lib/wbs/manifest'
import { handOutFirsts, handOutReport, type ServedCase } from '@/lib/wbs/office-report.server'
import { DEPLOYMENT, office, type Person, root, TODAY } from '@/lib/wbs/people.fixture'
import { base64url, Tampered } from '@/lib/wbs/protocol'
import { readReport } from '@/lib/wbs/reading'
import { isOffered, lockWithRecovery, unlock } from '@/lib/wbs/recipient-key'
import { ciphertext, keepKeys, ORIGIN, post, publish, reportOf, signed as signedAt } from '@/lib/wbs/reporter.fixture'
import type { OpenAnswer } from '@/lib/wbs/wire'
import { wrap } from '@/lib/wbs/wraps'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const { ani, budi, dewi, people, manifest, signed } = await office()
const NOW = new Date(`${TODAY}T03:00:00Z`)
vi.setSystemTime(NOW)
const place = { deployment: DEPLOYMENT, rootKeys: [root.public] }
const CONTENT = {
  category: 'levy',
  what: 'Pejabat meminta uang.\nDua kali.',
  who: 'Kepala subbagian',
  where: { text: 'Bidang mutasi', isUnknown: false },
  when: { text: 'Tidak ingat', isUnknown: true },
  how: 'Lewat perantara',
  evidence: 'Kuitansi',
  relation: '',
  risk: '',
  writtenOn: TODAY,
}
let reporter: Awaited<ReturnType<typeof reportOf>>

beforeAll(async () => {
  await publish(owner, signed)
  await keepKeys(owner, people)
  reporter = await reportOf('pelapor', { content: CONTENT })
  expect((await post('laporan', reporter.body)).status).toBe(200)
})
afterAll(async () => {
  forgetCounts()
  await database.reset()
})

const officerOf = ({ key: { holder, id, roles } }: Person) => ({ holder, keyId: id, keyIds: [id], roles })

/** Unlocks the desk of somebody by the words of paper. */
async function unlockFor(who: Person, change: Partial<Parameters<typeof calls.unlock>[0]> = {}) {
  const { words, locked } = await lockWithRecovery(who)
  const typed = words.join(' ')
  return calls.unlock({ typed, locked: [locked], officer: officerOf(who), place, signed, seen: undefined, ...change })
}

const served = (who: Person) => handOutReport(who.key.holder, reporter.body.id, NOW)

test('wrong words unlock nothing; a key that the list does not name, and an older list, are refused', async () => {
  expect(await unlockFor(ani, { typed: 'bukan ini' })).toBeUndefined()
  await expect(unlockFor(ani, { officer: officerOf(budi) })).rejects.toMatchObject({ code: 'wrong_key' })
  const seen = { version: manifest.version + 1, hash: 'a'.repeat(64) }
  await expect(unlockFor(ani, { seen })).rejects.toMatchObject({ code: 'manifest_older' })
})

test('a list that nobody renewed opens no desk and no report, whatever day the server says that it is', async () => {
  await unlockFor(ani)
  const report = await served(ani)
  vi.setSystemTime(new Date('2027-01-01T03:00:00Z'))
  await expect(calls.open(report)).rejects.toMatchObject({ code: 'manifest_expired' })
  await expect(unlockFor(ani)).rejects.toMatchObject({ code: 'manifest_expired' })
  vi.setSystemTime(NOW)
})

test('the newest list that was opened is what the browser remembers, and an older one is refused from then on', async () => {
  await unlockFor(ani)
  const newer = (await office({ version: manifest.version + 1, previous: seenOf(signed).hash })).signed
  expect(seenSoFar()).toEqual(seenOf(signed))
  await calls.peek({ manifest: newer, firsts: [] })
  expect(seenSoFar()).toEqual(seenOf(newer))
  await expect(calls.peek({ manifest: signed, firsts: [] })).rejects.toMatchObject({ code: 'manifest_older' })
})

test('a first message that is none leaves the other reports of a list readable', async () => {
  await unlockFor(ani)
  const { firsts } = await handOutFirsts(ani.key.holder, [reporter.body.id], NOW)
  const box = await makeBox()
  const place = { report: 'rusak', epoch: 0, ring: 'pesan' } as const
  const empty = nextEnvelope(beginConversation('rusak'), { kind: 'laporan', sender: REPORTER, body: null })
  const ct = base64url(await sealEnvelope(empty, reporter.keys.sign, box.recipient))
  const hostile = { report: 'rusak', wrap: base64url(await wrap(box, place, ani.key.box)), ct }
  const peeked = await calls.peek({ manifest: signed, firsts: [hostile, ...firsts] })
  expect(peeked).toEqual([
    { report: 'rusak', tampered: 'malformed' },
    { report: reporter.body.id, category: 'levy', firstLine: 'Pejabat meminta uang.' },
  ])
})

test('an officer opens the report, answers, and the reporter reads the answer of that very person', async () => {
  await unlockFor(ani)
  const opened = await calls.open(await served(ani))
  expect(opened.messages[0]?.body).toMatchObject({ content: CONTENT })
  expect(opened.notes).toBeNull()
  const { firsts } = await handOutFirsts(ani.key.holder, [reporter.body.id], NOW)
  expect(await calls.peek({ manifest: signed, firsts })).toEqual([
    { report: reporter.body.id, category: 'levy', firstLine: 'Pejabat meminta uang.' },
  ])

  const answer = { text: 'Mohon kirim kuitansinya.', on: TODAY }
  const sealed = await calls.seal({ report: reporter.body.id, ring: 'pesan', kind: 'pesan', body: answer })
  await sendMessage(ani.key.holder, { report: reporter.body.id, ...sealed })

  const { answer: heard } = await post('buka', await signedAt(reporter.keys, 'buka', { after: 0 }))
  const inbox = heard as unknown as OpenAnswer
  const read = await readReport(beginConversation(reporter.body.id), inbox, reporter.keys.box.identity, manifest)
  expect(read.envelopes[1]).toMatchObject({ kind: 'pesan', sender: ani.key.id, body: answer })
})

test('notes are begun by the first who writes one, for all who read, and the reporter is given none of them', async () => {
  const report = reporter.body.id
  await unlockFor(ani)
  await calls.open(await served(ani))
  const change = await calls.openNotes({ report })
  await openRingOfNotes(ani.key.holder, change, NOW)
  await calls.open(await served(ani))
  const body = { text: 'Periksa daftar hadir.', on: TODAY }
  const note = await calls.seal({ report, ring: 'catatan', kind: 'catatan', body })
  await sendMessage(ani.key.holder, { report, ...note })

  await unlockFor(budi)
  const { notes } = await calls.open(await served(budi))
  expect(notes?.map(({ kind, sender }) => [kind, sender])).toEqual([
    ['kunci', ani.key.id],
    ['catatan', ani.key.id],
  ])
  const { answer } = await post('buka', await signedAt(reporter.keys, 'buka', { after: 0 }))
  expect((answer as unknown as OpenAnswer).messages.map(({ ct }) => ct)).not.toContain(note.ct)
  await expect(openRingOfNotes(dewi.key.holder, change, NOW)).rejects.toMatchObject({ code: 'not_found' })
  await expect(openRingOfNotes(null, change, NOW)).rejects.toMatchObject({ code: 'forbidden' })
})

test('what the server changes, keeps back or gives of another report is found, and then nothing of it is given', async () => {
  await unlockFor(ani)
  const whole = await served(ani)
  await calls.open(whole)
  const hostile: [string, ServedCase][] = [
    ['an answer less', { ...whole, pesan: { ...whole.pesan, messages: whole.pesan.messages.slice(0, 1) } }],
    ['another order', { ...whole, pesan: { ...whole.pesan, messages: whole.pesan.messages.toReversed() } }],
    ['another name', { ...whole, report: crypto.randomUUID() }],
    ['another reader of answers', { ...whole, reporterBox: budi.box.recipient }],
    ['a list of its own', { ...whole, manifest: { ...signed, manifest: signed.manifest.replace('Ani', 'Ina') } }],
  ]
  for (const [name, changed] of hostile) await expect(calls.open(changed), name).rejects.toBeInstanceOf(Tampered)
  await expect(calls.open(await served(budi)), 'another reader’s wrap').rejects.toMatchObject({
    code: 'cannot_decrypt',
  })
})

test('a key that is made here leaves locked, proves itself, and opens by both of its locks', async () => {
  const { holder } = ani.key
  expect(await calls.makeKey({ holder, passphrase: 'pendek' })).toBeUndefined()
  const passphrase = calls.suggest()
  const made = await calls.makeKey({ holder, passphrase })
  if (!made) throw new Error('six words are enough')
  const { offer, locked, recovery, fingerprint } = made
  expect(isOffered(offer)).toBe(true)
  expect(fingerprint).toHaveLength(8)
  const [byPassphrase, byWords] = locked
  if (!byPassphrase || !byWords) throw new Error('a lock is missing')
  expect((await unlock(byPassphrase, passphrase))?.box.recipient).toBe(offer.box)
  expect((await unlock(byWords, recovery.join(' ')))?.box.recipient).toBe(offer.box)
  expect(JSON.stringify({ offer, locked })).not.toContain('SECRET')
})

test('a message that nobody can open is named with who sent it, and the reading and writing go on after it', async () => {
  const place = { report: reporter.body.id, ring: 'pesan', epoch: 0 } as const
  await sendMessage(budi.key.holder, { ...place, seq: 3, ct: await ciphertext() })
  await unlockFor(ani)
  const junk = { seq: 3, epoch: 0, code: 'cannot_decrypt', signer: null, sentBy: budi.key.id }
  expect((await calls.open(await served(ani))).unopened).toEqual({ pesan: [junk], catatan: [] })
  const { report } = place
  const sealed = await calls.seal({ report, ring: 'pesan', kind: 'pesan', body: { text: 'Lanjut.', on: TODAY } })
  await sendMessage(ani.key.holder, { report, ...sealed })
  const { messages, mayWrite } = await calls.open(await served(ani))
  expect(messages.at(-1)).toMatchObject({ seq: 4, sender: ani.key.id })
  expect(mayWrite).toEqual({ pesan: true, catatan: true })
})

test('a server that exchanges one message is found out by the next, which names the real one', async () => {
  await unlockFor(ani)
  const whole = await served(ani)
  const { messages } = whole.pesan
  const { report } = whole
  await calls.open(whole)
  const sealed = await calls.seal({ report, ring: 'pesan', kind: 'pesan', body: { text: 'Satu.', on: TODAY } })
  await sendMessage(ani.key.holder, { report, ...sealed })
  await calls.open(await served(ani))
  const after = await calls.seal({ report, ring: 'pesan', kind: 'pesan', body: { text: 'Dua.', on: TODAY } })
  await sendMessage(ani.key.holder, { report, ...after })
  const honest = await served(ani)
  expect((await calls.open(honest)).stop).toBe(null)
  await unlockFor(ani)
  const junk = await ciphertext()
  const said = honest.pesan.messages.map((each) => (each.seq === messages.length + 1 ? { ...each, ct: junk } : each))
  const { stop, unopened } = await calls.open({ ...honest, pesan: { ...honest.pesan, messages: said } })
  const found = unopened.pesan.filter(({ seq }) => seq > messages.length).map(({ code }) => code)
  expect([stop, found]).toEqual(['torn', ['cannot_decrypt', 'wrong_prev']])
})

test('an answer whose arrival nobody heard of is sent again as it was, and stands once', async () => {
  const { id: report } = reporter.body
  await unlockFor(ani)
  await calls.open(await served(ani))
  const of = { report, ring: 'pesan', kind: 'pesan', body: { text: 'Sampaikah?', on: TODAY } } as const
  await sendMessage(ani.key.holder, { report, ...(await calls.seal(of)) }) // and the answer is lost
  await sendMessage(ani.key.holder, { report, ...(await calls.seal(of)) })
  const { messages } = await calls.open(await served(ani))
  expect(messages.filter(({ body }) => (body as { text?: string }).text === 'Sampaikah?')).toHaveLength(1)
  const other = await calls.seal({ ...of, body: { text: 'Lain', on: TODAY } })
  expect(other.seq, 'another one is the next').toBe((messages.at(-1)?.seq ?? 0) + 1)
})
