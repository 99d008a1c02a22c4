import { beforeAll, expect, test } from 'vitest'
import {
  beginConversation,
  beginNotes,
  besideReport,
  type Conversation,
  isTorn,
  nextEnvelope,
  openAll,
  openNext,
} from './conversation'
import { REPORTER, sealEnvelope } from './envelope'
import { type Box, makeBox } from './hybrid'
import { ORIGIN, office, recoveryKey, reporterKeys } from './people.fixture'
import { fromBase64url, hashHex } from './protocol'
import { makeReport } from './report'
import { makeSigningKey, type SigningKey } from './signature'
import { openWrap, RECOVERY } from './wraps'

type Office = Awaited<ReturnType<typeof office>>
let people: Office
let keys: Awaited<ReturnType<typeof reporterKeys>>
let begun: Conversation
let box: Box
const boxOf = () => box

beforeAll(async () => {
  ;[people, keys] = await Promise.all([office(), reporterKeys()])
  const input = { manifest: people.manifest, groupId: 'inspektorat', content: {}, origin: ORIGIN }
  const report = await makeReport(keys, { ...input, excluded: [people.citra.key.id] })
  if (!report) throw new Error('too few recipients')
  const place = { report: report.id, epoch: 0, ring: 'pesan' as const }
  box = await openWrap(people.ani.box.identity, fromBase64url(report.wraps[0]?.ct ?? ''), place)
  const first = { seq: 1, epoch: 0, ct: fromBase64url(report.first.ct) }
  begun = (await openNext(beginConversation(report.id), first, boxOf, people.manifest)).conversation
})

/** Says one thing more and hears it as the other side does. */
async function say(
  at: Conversation,
  who: { sender: string; sign: SigningKey },
  kind: 'pesan' | 'catatan' | 'kunci',
  body: unknown,
  to = box,
  epoch = at.epoch,
  list = people.manifest,
) {
  const envelope = { ...nextEnvelope(at, { kind, sender: who.sender, body }), epoch }
  const ct = await sealEnvelope(envelope, who.sign, to.recipient)
  return openNext(at, { seq: envelope.seq, epoch, ct }, () => to, list)
}
const by = (name: 'ani' | 'budi' | 'citra' | 'dewi') => ({ sender: people[name].key.id, sign: people[name].sign })
const reporter = () => ({ sender: REPORTER, sign: keys.sign })
const ids = (...names: ('ani' | 'budi' | 'citra' | 'dewi')[]) => names.map((name) => people[name].key.id)

test('reporter and recipients speak in turn, each message standing on the one before', async () => {
  const asked = await say(begun, by('budi'), 'pesan', { text: 'Kapan?' })
  const answered = await say(asked.conversation, reporter(), 'pesan', { text: 'Senin.' })
  expect(answered.conversation.seq).toBe(3)
  expect(answered.envelope.body).toEqual({ text: 'Senin.' })
})

test('somebody who is added speaks from then on, and one whom the reporter excluded cannot be added', async () => {
  const key = hashHex(box.recipient)
  await expect(say(begun, by('dewi'), 'pesan', {})).rejects.toMatchObject({ code: 'not_a_member' })
  const added = await say(begun, by('ani'), 'kunci', { key, members: ids('ani', 'budi', 'dewi') })
  const heard = await say(added.conversation, by('dewi'), 'pesan', { text: 'Saya membaca.' })
  expect(heard.envelope.sender).toBe(people.dewi.key.id)
  await expect(say(begun, by('ani'), 'kunci', { key, members: ids('ani', 'budi', 'citra') })).rejects.toMatchObject({
    code: 'excluded_member',
  })
})

test('whoever leaves is left out of a new epoch with a new key, and can say nothing more', async () => {
  const fresh = await makeBox()
  const body = { key: hashHex(fresh.recipient), members: ids('ani') }
  const { conversation } = await say(begun, by('ani'), 'kunci', body, fresh, 1)
  expect(conversation).toMatchObject({ epoch: 1, members: ids('ani'), everMembers: ids('ani', 'budi') })
  await expect(say(conversation, by('budi'), 'pesan', {}, fresh)).rejects.toMatchObject({ code: 'not_a_member' })
  await expect(say(begun, by('ani'), 'kunci', { ...body, key: hashHex(box.recipient) }, box, 1)).rejects.toMatchObject({
    code: 'wrong_key',
  })
  await expect(
    say(begun, by('ani'), 'kunci', { key: hashHex(box.recipient), members: ids('ani') }),
  ).rejects.toMatchObject({
    code: 'wrong_epoch',
  })
})

test('notes stand in a ring of their own, begun by a member and closed to the reporter', async () => {
  const notes = await makeBox()
  const open = { key: hashHex(notes.recipient), members: ids('ani', 'budi') }
  const begunNotes = beginNotes(begun)
  const opened = await say(begunNotes, by('ani'), 'kunci', open, notes)
  const note = await say(opened.conversation, by('budi'), 'catatan', { text: 'Periksa kuitansi.' }, notes)
  expect(note.conversation).toMatchObject({ ring: 'catatan', seq: 2, reporter: null })
  await expect(say(begunNotes, by('dewi'), 'kunci', open, notes)).rejects.toMatchObject({ code: 'not_a_member' })
  await expect(say(opened.conversation, reporter(), 'catatan', {}, notes)).rejects.toMatchObject({
    code: 'unknown_sender',
  })
})

test('what cannot be opened is named in its place and moves nothing; what follows stands on its hash', async () => {
  const fresh = await makeBox()
  const seal = (at: Conversation, to: Box, text: string) => {
    const envelope = nextEnvelope(at, { kind: 'pesan', sender: REPORTER, body: { text } })
    return sealEnvelope(envelope, keys.sign, to.recipient)
  }
  const good = { seq: 2, epoch: 0, ct: await seal(begun, box, 'satu') }
  const junk = { seq: 3, epoch: 0, ct: await seal({ ...begun, seq: 2 }, fresh, 'dua') }
  const before = { ...begun, seq: 3, prev: hashHex(junk.ct) }
  const last = { seq: 4, epoch: 0, ct: await seal(before, box, 'tiga') }
  const read = await openAll(begun, [good, junk, last], boxOf, people.manifest)
  expect(read.envelopes.map(({ seq, body }) => [seq, body])).toEqual([
    [2, { text: 'satu' }],
    [4, { text: 'tiga' }],
  ])
  expect(read.unopened).toEqual([{ seq: 3, epoch: 0, code: 'cannot_decrypt', signer: null }])
  const replaced = { ...good, ct: await seal(begun, fresh, 'satu') }
  expect((await openAll(begun, [replaced, junk, last], boxOf, people.manifest)).unopened).toHaveLength(2)
  expect((await openAll(begun, [good, { ...last, seq: 3 }], boxOf, people.manifest)).unopened).toEqual([
    { seq: 3, epoch: 0, code: 'wrong_seq', signer: REPORTER },
  ])
  await expect(openAll(begun, [good, last], boxOf, people.manifest)).rejects.toMatchObject({ code: 'wrong_seq' })
})

test('after a change of keys that nobody can open nothing counts but the next one, by a member', async () => {
  const [lost, next] = await Promise.all([makeBox(), makeBox()])
  const change = (at: Conversation, who: 'ani' | 'dewi', to: Box, epoch: number) => {
    const body = {
      key: hashHex(to.recipient),
      members: ids('ani', 'budi', ...(who === 'dewi' ? (['dewi'] as const) : [])),
    }
    const envelope = { ...nextEnvelope(at, { kind: 'kunci', sender: by(who).sender, body }), epoch }
    return sealEnvelope(envelope, by(who).sign, to.recipient)
  }
  const junk = { seq: 2, epoch: 1, ct: await change(begun, 'ani', lost, 1) }
  const at = { ...begun, seq: 2, prev: hashHex(junk.ct) }
  const said = nextEnvelope(at, { kind: 'pesan', sender: by('budi').sender, body: {} })
  const old = { seq: 3, epoch: 0, ct: await sealEnvelope(said, by('budi').sign, box.recipient) }
  const later = { ...at, seq: 3, prev: hashHex(old.ct) }
  const boxes = (epoch: number) => [box, box, next][epoch] ?? box
  const read = async (last: Uint8Array, epoch: number) =>
    openAll(begun, [junk, old, { seq: 4, epoch, ct: last }], boxes, people.manifest)
  const opened = await read(await change(later, 'ani', next, 2), 2)
  expect(opened.unopened.map(({ seq, code }) => [seq, code])).toEqual([
    [2, 'cannot_decrypt'],
    [3, 'wrong_epoch'],
  ])
  expect(opened.conversation).toMatchObject({ epoch: 2, passed: 2, gap: true, key: hashHex(next.recipient) })
  expect(opened.unopened.map(isTorn)).toEqual([false, true])
  const { conversation } = await read(await change(later, 'dewi', next, 2), 2)
  expect(conversation).toMatchObject({ epoch: 0, passed: 2 })
})

test('notes are not written in where somebody who is no member of the report may read, or where nobody could open them', async () => {
  const notes = await makeBox()
  const open = { key: hashHex(notes.recipient), members: ids('ani', 'budi') }
  const { conversation } = await say(beginNotes(begun), by('budi'), 'kunci', open, notes)
  expect(besideReport(conversation, begun).gap).toBe(false)
  expect(besideReport(conversation, { ...begun, members: ids('ani') }).gap).toBe(true)
  const junk = { seq: 1, epoch: 0, ct: await sealEnvelope(nextEnvelope(begun, opening()), keys.sign, notes.recipient) }
  const read = await openAll(beginNotes(begun), [junk], boxOf, people.manifest)
  expect(besideReport(read.conversation, begun).gap).toBe(true)
})

const opening = () => ({ kind: 'kunci' as const, sender: REPORTER, body: {} })

test('a list that does not exist yet is none: a number above the own list outlasts no replacement', async () => {
  const fresh = await makeBox()
  const body = (manifest: number) => ({ key: hashHex(fresh.recipient), members: ids('ani', 'budi'), manifest })
  const { version } = people.manifest
  const madeUnder = async (number: number) =>
    (await say({ ...begun, manifest: 1 }, by('ani'), 'kunci', body(number), fresh, 1)).conversation.manifest
  expect(await madeUnder(version)).toBe(version)
  expect(await madeUnder(version + 1)).toBe(1)
  expect(await madeUnder(Number.MAX_SAFE_INTEGER)).toBe(1)
})

test('a former key of last resort opens no ring of notes, not even after a first note that nobody can open', async () => {
  const [fresh, former, inForce] = [await makeBox(), await recoveryKey(), makeSigningKey()]
  const { version, recovery } = people.manifest
  const replaced = { ...recovery, sign: inForce.public, former: [{ ...recovery, until: version }] }
  const list = { ...people.manifest, version: version + 1, recovery: replaced }
  const body = { key: hashHex(fresh.recipient), members: ids('ani', 'budi') }
  const notes = beginNotes(begun)
  const saidBy = (sign: SigningKey, at: Conversation) =>
    say(at, { sender: RECOVERY, sign }, 'kunci', body, fresh, at.passed + 1, list)
  for (const at of [notes, { ...notes, seq: 1, prev: hashHex('junk'), passed: 1 }])
    await expect(saidBy(former.sign, at)).rejects.toMatchObject({ code: 'bad_signature' })
  const { conversation } = await say(notes, by('ani'), 'kunci', { ...body, manifest: 1 }, fresh, 0, list)
  expect(conversation.manifest).toBe(1)
  await expect(saidBy(inForce, { ...notes, seq: 1, passed: 1 })).resolves.toBeDefined()
})
