import { beforeAll, expect, test } from 'vitest'
import { beginConversation, beginNotes, type Conversation, nextEnvelope, openNext } from './conversation'
import { REPORTER, sealEnvelope } from './envelope'
import { addMembers, type KeyChange, openNotes, replaceMembers, wrapAnew } from './epochs'
import type { Box } from './hybrid'
import { ORIGIN, office, reporterKeys } from './people.fixture'
import { fromBase64url } from './protocol'
import { makeReport } from './report'
import { openWrap } from './wraps'

let people: Awaited<ReturnType<typeof office>>
let keys: Awaited<ReturnType<typeof reporterKeys>>
let begun: Conversation
let box: Box

beforeAll(async () => {
  ;[people, keys] = await Promise.all([office(), reporterKeys()])
  const input = { manifest: people.manifest, groupId: 'inspektorat', content: {}, origin: ORIGIN }
  const report = await makeReport(keys, { ...input, excluded: [people.citra.key.id] })
  if (!report) throw new Error('too few recipients')
  const place = { report: report.id, epoch: 0, ring: 'pesan' as const }
  box = await openWrap(people.ani.box.identity, fromBase64url(report.wraps[0]?.ct ?? ''), place)
  const first = { seq: 1, epoch: 0, ct: fromBase64url(report.first.ct) }
  begun = (await openNext(beginConversation(report.id), first, () => box, people.manifest)).conversation
})

const by = (name: 'ani' | 'budi') => ({ id: people[name].key.id, sign: people[name].sign })
const heard = (at: Conversation, change: KeyChange, own: Box) =>
  openNext(at, { ...change, ct: fromBase64url(change.ct) }, () => own, people.manifest)

test('whoever is added reads from the beginning', async () => {
  const change = await addMembers(begun, [box], [people.dewi.key.id], by('ani'), people.manifest)
  expect(change.wraps.map(({ for: reader, epoch }) => [reader, epoch])).toEqual([[people.dewi.key.id, 0]])
  const place = { report: begun.report, epoch: 0, ring: 'pesan' as const }
  expect(await openWrap(people.dewi.box.identity, fromBase64url(change.wraps[0]?.ct ?? ''), place)).toEqual(box)
  expect((await heard(begun, change, box)).conversation.members).toContain(people.dewi.key.id)
})

test('nobody is added who is excluded, unknown, or whose key has ended', async () => {
  const adding = (id: string, manifest = people.manifest) => addMembers(begun, [box], [id], by('ani'), manifest)
  await expect(adding(people.citra.key.id)).rejects.toMatchObject({ code: 'excluded_member' })
  await expect(adding('nobody')).rejects.toMatchObject({ code: 'unknown_sender' })
  const ended = { ...people.manifest, keys: people.manifest.keys.map((key) => ({ ...key, until: '2026-10-01' })) }
  await expect(adding(people.dewi.key.id, ended)).rejects.toMatchObject({ code: 'unknown_sender' })
})

test('whoever is removed has no wrap of what follows, while the reporter and recovery have', async () => {
  const change = await replaceMembers(
    begun,
    [],
    { leaving: [people.budi.key.id], adding: [] },
    by('ani'),
    people.manifest,
    keys.box.recipient,
  )
  expect(change.wraps.map((each) => each.for)).toEqual([people.ani.key.id, REPORTER, 'pemulihan'])
  const { conversation } = await heard(begun, change, change.box)
  expect(conversation).toMatchObject({ epoch: 1, members: [people.ani.key.id] })
  const place = { report: begun.report, epoch: 1, ring: 'pesan' as const }
  const own = await openWrap(keys.box.identity, fromBase64url(change.wraps[1]?.ct ?? ''), place)
  const answer = nextEnvelope(conversation, { kind: 'pesan', sender: REPORTER, body: { text: 'Terima kasih.' } })
  const ct = await sealEnvelope(answer, keys.sign, own.recipient)
  await expect(openNext(conversation, { seq: 3, epoch: 1, ct }, () => own, people.manifest)).resolves.toBeDefined()
  await expect(openNext(conversation, { seq: 3, epoch: 1, ct }, () => box, people.manifest)).rejects.toMatchObject({
    code: 'cannot_decrypt',
  })
})

test('a new epoch is never wrapped to a key that the server only says is the reporter’s', async () => {
  const stranger = await reporterKeys('stranger')
  const removing = replaceMembers(
    begun,
    [],
    { leaving: [people.budi.key.id], adding: [] },
    by('ani'),
    people.manifest,
    stranger.box.recipient,
  )
  await expect(removing).rejects.toMatchObject({ code: 'wrong_key' })
})

test('the ring of notes is wrapped to members and recovery, not to the reporter', async () => {
  const notes = beginNotes(begun)
  const change = await openNotes(notes, begun.members, by('budi'), people.manifest)
  expect(change.wraps.map((each) => each.for)).toEqual([people.ani.key.id, people.budi.key.id, 'pemulihan'])
  expect((await heard(notes, change, change.box)).conversation).toMatchObject({ ring: 'catatan', seq: 1 })
  const without = await replaceMembers(
    (await heard(notes, change, change.box)).conversation,
    [],
    { leaving: [people.budi.key.id], adding: [] },
    by('ani'),
    people.manifest,
  )
  expect(without.wraps.map((each) => each.for)).toEqual([people.ani.key.id, 'pemulihan'])
})

test('past an epoch that could not be opened no key is given, added or made, but by recovery for those whom it names', async () => {
  const gap = { ...begun, passed: 1, gap: true }
  const { budi, dewi } = people
  const boxes = [box]
  await expect(wrapAnew(gap, boxes, budi.key.id, people.manifest)).rejects.toMatchObject({ code: 'wrong_epoch' })
  const adding = addMembers(gap, boxes, [dewi.key.id], by('ani'), people.manifest)
  await expect(adding).rejects.toMatchObject({ code: 'wrong_epoch' })
  const anew = { leaving: [], adding: [dewi.key.id] }
  const replaced = (id: string) =>
    replaceMembers(gap, boxes, anew, { ...by('ani'), id }, people.manifest, keys.box.recipient)
  await expect(replaced(people.ani.key.id)).rejects.toMatchObject({ code: 'wrong_epoch' })
  expect((await replaced('pemulihan')).members).toEqual([dewi.key.id])
})

test('the key of last resort has all epochs by the word of a message only where each of them was given on', async () => {
  const recovery = { ...people.manifest.recovery, former: [{ box: people.manifest.recovery.box, until: 1000 }] }
  const manifest = { ...people.manifest, version: 1001, recovery }
  const [reporterBox, nobody] = [keys.box.recipient, { leaving: [], adding: [] }]
  const made = async (at: Conversation, boxes: Box[]) => {
    const change = await replaceMembers(at, boxes, nobody, by('ani'), manifest, reporterBox)
    const received = { ...change, ct: fromBase64url(change.ct) }
    const given = change.wraps.filter((each) => each.for === 'pemulihan').map(({ epoch }) => epoch)
    const { envelope } = await openNext(at, received, () => change.box, manifest)
    return [given, (envelope.body as { manifest?: number }).manifest]
  }
  expect(await made(begun, [box])).toEqual([[0, 1], 1001])
  const passedOver = { ...begun, passed: 1 }
  expect(await made(passedOver, [box])).toEqual([[0, 2], undefined])
})
