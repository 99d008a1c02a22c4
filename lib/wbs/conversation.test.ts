import { beforeAll, expect, test } from 'vitest'
import { beginConversation, beginNotes, type Conversation, nextEnvelope, openAll, openNext } from './conversation'
import { REPORTER, sealEnvelope } from './envelope'
import { type Box, makeBox } from './hybrid'
import { ORIGIN, office, reporterKeys } from './people.fixture'
import { fromBase64url, hashHex } from './protocol'
import { makeReport } from './report'
import type { SigningKey } from './signature'
import { openWrap } from './wraps'

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
) {
  const envelope = { ...nextEnvelope(at, { kind, sender: who.sender, body }), epoch }
  const ct = await sealEnvelope(envelope, who.sign, to.recipient)
  return openNext(at, { seq: envelope.seq, epoch, ct }, () => to, people.manifest)
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

test('all messages are opened in their order, and the first that is wrong ends it', async () => {
  const fresh = await makeBox()
  const envelope = nextEnvelope(begun, { kind: 'pesan', sender: REPORTER, body: {} })
  const good = { seq: 2, epoch: 0, ct: await sealEnvelope(envelope, keys.sign, box.recipient) }
  const bad = { seq: 3, epoch: 0, ct: await sealEnvelope({ ...envelope, seq: 3 }, keys.sign, fresh.recipient) }
  expect((await openAll(begun, [good], boxOf, people.manifest)).envelopes).toEqual([envelope])
  await expect(openAll(begun, [good, bad], boxOf, people.manifest)).rejects.toMatchObject({ code: 'cannot_decrypt' })
})
