import { utf8ToBytes } from '@noble/hashes/utils.js'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { canonical } from '@/lib/canonical-json'
import {
  after,
  ageFile,
  ani,
  type Case,
  expectNothingShown,
  flipped,
  type Served,
  type World,
  withForged,
  wrapFor,
} from './hostile-server.fixture'
import { makeBox } from './hybrid'
import { ORIGIN, reporterKeys } from './people.fixture'
import { makeReport } from './report'

const WRAPS: Case[] = [
  [
    'gives that of another report',
    'wrong_report',
    wrapped(({ people, boxes }) => wrapFor(people.ani.key.box, { report: 'lain', epoch: 0, ring: 'pesan' }, boxes[0])),
  ],
  ['gives that of another epoch', 'wrong_epoch', wrapped(({ served }) => served.wraps[1]?.ct ?? '')],
  [
    'gives that of the notes',
    'wrong_ring',
    wrapped(({ people, served, boxes }) =>
      wrapFor(people.ani.key.box, { report: served.report, epoch: 0, ring: 'catatan' }, boxes[0]),
    ),
  ],
  ['gives a colleague’s', 'cannot_decrypt', wrapped(({ made }) => made.wraps[1]?.ct ?? '')],
  ['gives the reporter’s', 'cannot_decrypt', wrapped(({ reporterWraps }) => reporterWraps[0]?.ct ?? '')],
  [
    'gives a key of its own',
    'cannot_decrypt',
    wrapped(({ people, served }) => wrapFor(people.ani.key.box, { report: served.report, epoch: 0, ring: 'pesan' })),
  ],
  ['leaves one out', 'cannot_decrypt', ({ served }) => ({ ...served, wraps: served.wraps.slice(1) })],
  ['cuts it', 'cannot_decrypt', wrapped(({ served }) => served.wraps[0]?.ct.slice(0, -4) ?? '')],
  ['cuts it in its header', 'not_hybrid', wrapped(({ served }) => served.wraps[0]?.ct.slice(0, 400) ?? '')],
  ['flips a bit in its header', 'cannot_decrypt', wrapped(({ served }) => flipped(served.wraps[0]?.ct ?? '', 0.9))],
  ['flips its last bit', 'cannot_decrypt', wrapped(({ served }) => flipped(served.wraps[0]?.ct ?? '', 1))],
  ['gives nothing for it', 'not_hybrid', wrapped(() => '')],
  ['gives no text of the wire', 'malformed', wrapped(() => '%%%')],
  ['gives it in the clear', 'not_hybrid', wrapped((world) => Buffer.from(held(world)).toString('base64url'))],
  ['gives one for a classic key', 'not_hybrid', wrapped(async (world) => ageFile(held(world), [await classic()]))],
  [
    'gives one for a classic key beside the hybrid one',
    'not_hybrid',
    wrapped(async (world) => ageFile(held(world), [world.people.ani.key.box, await classic()])),
  ],
  [
    'gives one that somebody else reads too',
    'not_hybrid',
    wrapped(async (world) => ageFile(held(world), [world.people.ani.key.box, (await makeBox()).recipient])),
  ],
  [
    'gives one that holds a classic key',
    'not_hybrid',
    wrapped(async (world) =>
      ageFile(held(world, { identity: await generateX25519Identity() }), [world.people.ani.key.box]),
    ),
  ],
  [
    'gives one that holds no key',
    'malformed',
    wrapped((world) => ageFile(held(world, { identity: 'AGE-SECRET-KEY-PQ-1XYZ' }), [world.people.ani.key.box])),
  ],
  [
    'gives one of another protocol',
    'wrong_version',
    wrapped((world) => ageFile(held(world, { v: 'satya-wbs/0' }), [world.people.ani.key.box])),
  ],
  [
    'gives one that is spelled in another way',
    'malformed',
    wrapped((world) => ageFile(utf8ToBytes('{ "v": "satya-wbs/1" }'), [world.people.ani.key.box])),
  ],
]

const ORDER: Case[] = [
  ['drops the report', 'wrong_seq', messages((all) => all.slice(1))],
  ['drops a message in the middle', 'wrong_seq', messages((all) => all.toSpliced(1, 1))],
  [
    'drops a message and counts on',
    'wrong_seq',
    messages((all) => all.toSpliced(1, 1).map((each, place) => ({ ...each, seq: place + 1 }))),
  ],
  ['drops the change of keys', 'wrong_seq', messages((all) => all.toSpliced(3, 1))],
  ['drops the end from one who has read it', 'wrong_seq', (world) => remembering(world, after(world, 3).served)],
  [
    'shows another end than the one that was read',
    'wrong_prev',
    async (world) =>
      remembering(world, {
        ...world.served,
        messages: [...after(world, 4).served.messages, { seq: 5, epoch: 0, ct: (await forgedAfter(world, 3)).ct }],
      }),
  ],
  ['gives nothing at all', 'wrong_seq', messages(() => [])],
  ['exchanges two messages', 'wrong_seq', messages((all) => all.with(1, at(all, 2)).with(2, at(all, 1)))],
  [
    'exchanges two messages but not their numbers',
    'wrong_seq',
    messages((all) => all.with(1, { ...at(all, 2), seq: 2 }).with(2, { ...at(all, 1), seq: 3 })),
  ],
  ['repeats a message', 'wrong_seq', messages((all) => [...all, at(all, 1)])],
  [
    'repeats a message as a new one',
    'cannot_decrypt',
    messages((all) => [...all, { ...at(all, 1), seq: 6, epoch: 1 }]),
  ],
  ['repeats the report', 'wrong_seq', messages((all) => [at(all, 0), { ...at(all, 0), seq: 2 }])],
  ['says another epoch', 'cannot_decrypt', messages((all) => all.with(1, { ...at(all, 1), epoch: 1 }))],
  ['says an epoch that there is not', 'cannot_decrypt', messages((all) => all.with(1, { ...at(all, 1), epoch: 7 }))],
  ['says another number', 'wrong_seq', messages((all) => all.with(1, { ...at(all, 1), seq: 7 }))],
  ['cuts a message', 'cannot_decrypt', cut((ct) => ct.slice(0, -(100 + (ct.length % 4))))],
  ['cuts a message in its header', 'not_hybrid', cut((ct) => ct.slice(0, 900))],
  ['adds to a message', 'cannot_decrypt', cut((ct) => `${ct.slice(0, -(ct.length % 4) || undefined)}AAAA`)],
  ['flips a bit in a header', 'cannot_decrypt', cut((ct) => flipped(ct, 0.29))],
  ['flips a bit in the middle', 'cannot_decrypt', cut((ct) => flipped(ct, 0.6))],
  ['flips the last bit', 'cannot_decrypt', cut((ct) => flipped(ct, 1))],
  [
    'puts a message of another report in',
    'cannot_decrypt',
    async (world) => ({
      ...world.served,
      messages: [at(world.served.messages, 0), { ...(await otherReport(world)).first, seq: 2, epoch: 0 }],
    }),
  ],
]

expectNothingShown(
  [
    ['a wrap', WRAPS],
    ['the order of messages', ORDER],
  ],
  43,
)

/** Another wrap of the first epoch. */
function wrapped(ct: (world: World) => string | Promise<string>): Case[2] {
  return async (world) => ({ ...world.served, wraps: world.served.wraps.with(0, { epoch: 0, ct: await ct(world) }) })
}

/** What a wrap of the first epoch holds. */
function held({ served, boxes }: World, change: object = {}): Uint8Array {
  const place = { report: served.report, epoch: 0, ring: 'pesan' }
  return utf8ToBytes(canonical({ v: 'satya-wbs/1', ...place, identity: boxes[0].identity, ...change }))
}

async function classic(): Promise<string> {
  return identityToRecipient(await generateX25519Identity())
}

type Messages = Served['messages']

function messages(change: (all: Messages) => Messages): Case[2] {
  return ({ served }) => ({ ...served, messages: change(served.messages) })
}

function at(all: Messages, place: number): Messages[number] {
  const message = all[place]
  if (!message) throw new Error(`no message ${place}`)
  return message
}

/** Another ciphertext of the second message. */
function cut(change: (ct: string) => string): Case[2] {
  return messages((all) => all.with(1, { ...at(all, 1), ct: change(at(all, 1).ct) }))
}

function remembering({ end }: World, served: Served): Served {
  return { ...served, reader: { ...served.reader, before: { seq: end.seq, prev: end.prev } } }
}

async function forgedAfter(world: World, seq: number): Promise<Messages[number]> {
  return at((await withForged(after(world, seq), ani(world), {}, world.boxes[0])).messages, seq)
}

async function otherReport({ people }: World) {
  const input = { manifest: people.manifest, groupId: 'inspektorat', excluded: [], content: {}, origin: ORIGIN }
  const made = await makeReport(await reporterKeys('stranger'), input)
  if (!made) throw new Error('too few recipients')
  return made
}
