import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { calls } from '@/components/wbs/desk/calls'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { Refusal } from '@/lib/refusal'
import { declareConflict } from '@/lib/wbs/conflict.server'
import { beginConversation } from '@/lib/wbs/conversation'
import type { Departure } from '@/lib/wbs/departure'
import { leaveReport } from '@/lib/wbs/departure.server'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { replaceMembers } from '@/lib/wbs/epochs'
import * as farewell from '@/lib/wbs/farewell'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { encryptTo } from '@/lib/wbs/hybrid'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { askForKey, giveKey } from '@/lib/wbs/key-request.server'
import { handOutReport } from '@/lib/wbs/office-report.server'
import { asOfficer } from '@/lib/wbs/officer.server'
import { canBeAdded, readersOf } from '@/lib/wbs/people'
import { DEPLOYMENT, office, type Person, root, TODAY } from '@/lib/wbs/people.fixture'
import { base64url } from '@/lib/wbs/protocol'
import { readReport } from '@/lib/wbs/reading'
import { lockWithRecovery } from '@/lib/wbs/recipient-key'
import { officerOf, signedFarewell } from '@/lib/wbs/report-people.fixture'
import { readPeople } from '@/lib/wbs/report-people.server'
import { keepKeys, ORIGIN, post, publish, reportOf, signed as signedAt } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const { ani, budi, citra, dewi, people, manifest, signed } = await office()
const NOW = new Date(`${TODAY}T03:00:00Z`)
vi.setSystemTime(NOW)
const place = { deployment: DEPLOYMENT, rootKeys: [root.public] }
let report: string
let reporter: ReporterKeys

beforeEach(async () => {
  await publish(owner, signed)
  await keepKeys(owner, people)
  const { body, keys } = await reportOf('pelapor')
  reporter = keys
  await post('laporan', body)
  report = body.id
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

/** Unlocks the desk of somebody and opens the report on it. */
async function openAs(who: Person) {
  await unlockAs(who)
  const opened = await calls.open(await handOutReport(who.key.holder, report, NOW))
  return { ...opened, people: await transactWbs((tx) => readPeople(tx, officerOf(who), report)) }
}

async function unlockAs(who: Person): Promise<void> {
  const { words, locked } = await lockWithRecovery(who)
  const officer = officerOf(who)
  await calls.unlock({ typed: words.join(' '), locked: [locked], officer, place, signed, seen: undefined })
}

type Rings = Awaited<ReturnType<typeof calls.changePeople>>['rings']

/** From the desk that is open to the server, as the section of the page does it; a `spoiled` one sends something else. */
async function change(
  who: Person,
  leaving: Person[],
  adding: Person[],
  spoiled: (rings: Rings) => Rings = (rings) => rings,
): Promise<string[]> {
  const ids = (persons: Person[]) => persons.map(({ key }) => key.id)
  const made = await calls.changePeople({ report, leaving: ids(leaving), adding: ids(adding) })
  const sent = { ...made, rings: spoiled(made.rings) }
  const kept = await asOfficer(who.key.holder, NOW, (tx, officer, on) => changeKeys(tx, officer, sent, on))
  return calls.keptOtherwise({ change: made, kept })
}

/** Somebody else puts junk in place of the wraps of one reader. */
async function junkFor({ key, box }: Person) {
  const ct = base64url(await encryptTo(box.recipient, Uint8Array.of(1)))
  return (rings: Rings) =>
    rings.map((ring) => ({ ...ring, wraps: ring.wraps.map((each) => (each.for === key.id ? { ...each, ct } : each)) }))
}

/** The reader who asked is given the key anew from the desk that is open. */
async function give(by: Person, reader: string, spoiled?: string): Promise<string[]> {
  const [asked] = await owner`select places from key_requests where reader = ${reader}`
  const given = await calls.wrapAgain({ report, reader, places: asked?.places ?? ['pesan 0'] })
  const sent = spoiled ? { ...given, wraps: given.wraps.map((each) => ({ ...each, ct: spoiled })) } : given
  const kept = await asOfficer(by.key.holder, NOW, (tx, officer, on) => giveKey(tx, officer, sent, on))
  const rings = given.wraps.map(({ ring, epoch, ct }) => ({ ring, wraps: [{ epoch, for: given.for, ct }] }))
  return calls.keptOtherwise({ change: { rings }, kept })
}

/** Confirms the list of readers on the desk that is open, and reads again. */
async function compared(who: Person) {
  await calls.comparedReaders({ report })
  return calls.open(await handOutReport(who.key.holder, report, NOW))
}

/** From the desk that is open, which names what does not open on it. */
async function ask(who: Person): Promise<void> {
  const places = await calls.unreadKeys({ report })
  await asOfficer(who.key.holder, NOW, (tx, officer, on) => askForKey(tx, officer, { report, places }, on))
}

/** From the desk that is open, where the server said who reads the report. */
async function leaves(who: Person, reason: Departure): Promise<void> {
  const { readers } = (await openAs(who)).people
  const signed = await calls.signFarewell({ report, reason, readers })
  if (!signed.ok) throw new Refusal(signed.refusal.code)
  await asOfficer(who.key.holder, NOW, (tx, officer, on) => leaveReport(tx, officer, { ...signed.data, reason }, on))
}

test('one who reads a report lets somebody in, who opens it on the own desk', async () => {
  const before = await openAs(ani)
  expect(canBeAdded(before.conversation, manifest, before.people).map(({ name }) => name)).toEqual(['Dewi'])
  await change(ani, [], [dewi])
  const { conversation, people: now } = await openAs(dewi)
  expect(readersOf(conversation, manifest, now).map(({ key }) => key.name)).toEqual(['Ani', 'Budi', 'Citra', 'Dewi'])
})

test('whoever declared a conflict stands as gone until a new key is made, and is never let in again', async () => {
  await asOfficer(citra.key.holder, NOW, (tx, officer, on) =>
    declareConflict(tx, officer, signedFarewell(citra, report, 'conflict'), on),
  )
  const before = await openAs(ani)
  const standing = readersOf(before.conversation, manifest, before.people).map(({ key, standing: is }) => [
    key.name,
    is,
  ])
  expect(standing).toContainEqual(['Citra', 'left'])
  await change(ani, [citra], [])
  const after = await openAs(budi)
  expect(after.conversation).toMatchObject({ epoch: 1, members: [ani.key.id, budi.key.id] })
  expect(canBeAdded(after.conversation, manifest, after.people).map(({ name }) => name)).toEqual(['Dewi'])
  await expect(change(budi, [ani], [dewi])).rejects.toMatchObject({ code: 'wbs_not_yours_to_remove' })
  await expect(change(budi, [], [citra])).rejects.toMatchObject({ code: 'wbs_conflict' })
  await expect(handOutReport(citra.key.holder, report, NOW)).rejects.toMatchObject({ code: 'not_found' })
})

test('whoever stepped out is left out of the next key alone, and may be let in again after it', async () => {
  await leaves(citra, 'transfer')
  const before = await openAs(ani)
  const seen = readersOf(before.conversation, manifest, before.people)
  expect(seen.find(({ key }) => key.id === citra.key.id)?.standing).toBe('left')
  expect(canBeAdded(before.conversation, manifest, before.people).map(({ name }) => name)).toEqual(['Dewi'])
  await expect(change(ani, [citra], [citra]), 'not with the same key').rejects.toMatchObject({
    code: 'wbs_wrong_members',
  })
  await change(ani, [citra], [])
  const after = await openAs(budi)
  expect(canBeAdded(after.conversation, manifest, after.people).map(({ name }) => name)).toEqual(['Citra', 'Dewi'])
  await change(budi, [], [citra])
  expect((await openAs(citra)).messages.map(({ seq }) => seq)).toEqual([1, 2, 3])
  await openAs(ani)
  await expect(change(ani, [citra], []), 'who reads again').rejects.toMatchObject({ code: 'wbs_not_yours_to_remove' })
})

test('who has to stay signs nothing', async () => {
  await leaves(citra, 'workload')
  const sign = vi.spyOn(farewell, 'signFarewell')
  await expect(leaves(ani, 'workload')).rejects.toMatchObject({ code: 'wbs_last_two' })
  expect(sign).not.toHaveBeenCalled()
})

test('whoever was let in with a junk wrap asks the others, and reads from the beginning once one gives it anew', async () => {
  await openAs(ani)
  expect(await change(ani, [], [dewi], await junkFor(dewi))).toEqual([dewi.key.id])
  await expect(openAs(dewi)).rejects.toMatchObject({ code: 'malformed' })
  await ask(dewi)
  await ask(dewi)
  expect((await openAs(ani)).people.asking).toEqual([{ reader: dewi.key.id, places: ['pesan 0'] }])
  const junk = base64url(await encryptTo(dewi.box.recipient, Uint8Array.of(1)))
  expect(await give(ani, dewi.key.id, junk), 'kept otherwise than it was given').toEqual([dewi.key.id])
  await expect(openAs(dewi)).rejects.toMatchObject({ code: 'malformed' })
  await ask(dewi)
  await openAs(ani)
  expect(await give(ani, dewi.key.id)).toEqual([])
  const { messages, people: now } = await openAs(dewi)
  expect(messages.map(({ kind }) => kind)).toEqual(['laporan', 'kunci'])
  expect(now.asking).toEqual([])
  await openAs(ani)
  await expect(give(ani, dewi.key.id), 'nobody who is content').rejects.toMatchObject({ code: 'not_found' })
  const events = await owner`select kind from events where kind in ('key_asked', 'key_given') order by number`
  expect(events.map(({ kind }) => kind)).toEqual(['key_asked', 'key_given', 'key_asked', 'key_given'])
})

test('a junk wrap of a new key is seen where the key was changed, and what was read before stays read', async () => {
  await asOfficer(citra.key.holder, NOW, (tx, officer, on) =>
    declareConflict(tx, officer, signedFarewell(citra, report, 'conflict'), on),
  )
  await openAs(ani)
  await change(ani, [citra], [], await junkFor(budi))
  const behind = await openAs(budi)
  expect(behind.messages.map(({ seq }) => seq)).toEqual([1])
  expect(behind.unopened.pesan).toMatchObject([{ seq: 2, code: 'malformed', sentBy: ani.key.id }])
  expect(behind.mayWrite).toEqual({ pesan: false, catatan: false })
  expect(await calls.unreadKeys({ report }), 'the new key alone').toEqual([{ ring: 'pesan', epoch: 1 }])
  await ask(budi)
  await expect(give(budi, budi.key.id), 'who is behind').rejects.toMatchObject({ code: 'wrong_epoch' })
  const own = { report, for: budi.key.id, wraps: [] }
  const giving = asOfficer(budi.key.holder, NOW, (tx, officer, on) => giveKey(tx, officer, own, on))
  await expect(giving, 'not by oneself').rejects.toMatchObject({ code: 'forbidden' })
  await openAs(ani)
  await give(ani, budi.key.id)
  expect(await openAs(budi)).toMatchObject({ unopened: { pesan: [] }, mayWrite: { pesan: true } })
})

test('after a change of keys that nobody can open any reader who compared makes the next key, and all go on', async () => {
  const junk = base64url(await encryptTo(budi.box.recipient, Uint8Array.of(1)))
  await asOfficer(citra.key.holder, NOW, (tx, officer, on) =>
    declareConflict(tx, officer, signedFarewell(citra, report, 'conflict'), on),
  )
  await openAs(budi)
  await change(budi, [citra], [], (rings) => rings.map((ring) => ({ ...ring, ct: junk })))
  await openAs(ani)
  await expect(calls.seal({ report, ring: 'pesan', kind: 'pesan', body: {} })).rejects.toMatchObject({
    code: 'wrong_epoch',
  })
  await expect(change(ani, [citra], []), 'before the list was compared').rejects.toMatchObject({ code: 'wrong_epoch' })
  await compared(ani)
  await change(ani, [citra], [])
  const { conversation, unopened, mayWrite, stop } = await openAs(budi)
  expect(conversation).toMatchObject({ epoch: 2, members: [ani.key.id, budi.key.id] })
  expect([unopened.pesan.length, mayWrite.pesan, stop]).toEqual([1, false, 'gap'])
  expect(await compared(budi)).toMatchObject({ mayWrite: { pesan: true, catatan: true }, stop: null })
})

test('a reader by the server’s word alone is told apart, and counts once a signed message lets them in', async () => {
  const junk = base64url(await encryptTo(budi.box.recipient, Uint8Array.of(1)))
  await openAs(budi)
  await change(budi, [], [dewi], (rings) => rings.map((ring) => ({ ...ring, ct: junk })))
  const seen = await openAs(ani)
  const standing = readersOf(seen.conversation, manifest, seen.people).map(({ key, standing: is }) => [key.name, is])
  expect(standing.at(-1)).toEqual(['Dewi', 'unsigned'])
  await expect(give(ani, dewi.key.id)).rejects.toMatchObject({ code: 'not_a_member' })
})

test('the reporter asks at a door for the key of the conversation, and any reader gives it', async () => {
  expect((await post('kunci', await signedAt(reporter, 'kunci', { epochs: [0] }))).status).toBe(200)
  expect((await openAs(ani)).people.asking).toEqual([{ reader: 'pelapor', places: ['pesan 0'] }])
  await give(ani, 'pelapor')
  const { answer } = await post('buka', await signedAt(reporter, 'buka', { after: 0 }))
  const read = await readReport(beginConversation(report), answer as never, reporter.box.identity, manifest)
  expect(read.envelopes).toHaveLength(1)
})

test('a server that exchanges the change of keys brings back nobody whom it left out, asking or by a key of their own', async () => {
  await asOfficer(citra.key.holder, NOW, (tx, officer, on) =>
    declareConflict(tx, officer, signedFarewell(citra, report, 'conflict'), on),
  )
  await openAs(budi)
  await change(budi, [citra], [])
  await openAs(ani)
  const honest = await handOutReport(ani.key.holder, report, NOW)
  const ct = base64url(await encryptTo(budi.box.recipient, Uint8Array.of(1)))
  const messages = honest.pesan.messages.map((each) => (each.seq === 2 ? { ...each, ct } : each))
  const served = { ...honest, pesan: { ...honest.pesan, messages } }
  await unlockAs(ani)
  const behind = await calls.open(served)
  expect(behind.conversation.members).toContain(citra.key.id)
  expect([behind.stop, behind.mayWrite.pesan]).toEqual(['gap', false])
  await expect(calls.wrapAgain({ report, reader: citra.key.id, places: ['pesan 0'] })).rejects.toMatchObject({
    code: 'wrong_epoch',
  })
  await expect(calls.openNotes({ report })).rejects.toMatchObject({ code: 'wrong_epoch' })

  const by = { id: citra.key.id, sign: citra.sign }
  const at = { ...behind.conversation, gap: false }
  const own = await replaceMembers(at, [], { leaving: [], adding: [] }, by, manifest, reporter.box.recipient)
  const wrap = own.wraps.find((each) => each.for === ani.key.id)
  const wraps = [...served.pesan.wraps, { epoch: 2, ct: wrap?.ct ?? '' }]
  const next = { seq: 3, epoch: 2, ct: own.ct, sender: citra.key.id }
  const taken = await calls.open({ ...served, pesan: { wraps, messages: [...messages, next] } })
  expect([taken.conversation.epoch, taken.stop, taken.mayWrite]).toEqual([2, 'gap', { pesan: false, catatan: false }])
  await expect(calls.seal({ report, ring: 'pesan', kind: 'pesan', body: {} })).rejects.toMatchObject({
    code: 'wrong_epoch',
  })
})
