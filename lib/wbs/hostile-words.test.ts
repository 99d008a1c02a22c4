import { utf8ToBytes } from '@noble/hashes/utils.js'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beginConversation } from './conversation'
import type { Envelope } from './envelope'
import { REPORTER } from './envelope'
import {
  after,
  ageFile,
  ani,
  asReporter,
  budi,
  type Case,
  expectNothingShown,
  nextText,
  type Served,
  signedPlaintext,
  type World,
  withForged,
  withPlaintext,
  wrapFor,
} from './hostile-server.fixture'
import { type Box, makeBox } from './hybrid'
import { pad } from './padding'
import { ORIGIN, reporterKeys } from './people.fixture'
import { fromBase64url, hashHex } from './protocol'
import { makeReport } from './report'
import { makeSigningKey } from './signature'
import { openWrap } from './wraps'

const FORGED: Case[] = [
  [
    'signs with its own key in a recipient’s name',
    'bad_signature',
    (world) => withForged(world, { ...ani(world), sign: makeSigningKey() }),
  ],
  [
    'signs with its own key in the reporter’s name',
    'bad_signature',
    (world) => withForged(world, { ...reporter(world), sign: makeSigningKey() }),
  ],
  [
    'signs as a recipient in the reporter’s name',
    'bad_signature',
    (world) => withForged(world, { ...ani(world), id: REPORTER }),
  ],
  [
    'signs as somebody whom no manifest lists',
    'unknown_sender',
    (world) => withForged(world, { id: 'nobody', sign: makeSigningKey() }),
  ],
  ['has a recipient speak who is no member', 'not_a_member', (world) => withForged(world, dewi(world))],
  ['has somebody speak who was removed', 'not_a_member', (world) => withForged(world, budi(world))],
  [
    'gives a message that follows another one',
    'wrong_prev',
    (world) => withForged(world, ani(world), { prev: hashHex('another') }),
  ],
  ['gives a message that leaves numbers out', 'wrong_seq', (world) => withForged(world, ani(world), { seq: 9 })],
  [
    'gives a message of a member for another report',
    'wrong_report',
    (world) => withForged(world, ani(world), { report: 'lain' }),
  ],
  [
    'goes back to the epoch before',
    'wrong_epoch',
    (world) => withForged(world, ani(world), { epoch: 0 }, world.boxes[0]),
  ],
  ['goes on to an epoch that nobody opened', 'wrong_epoch', (world) => claimed(world, { epoch: 2 }, 1)],
  ['says another epoch than a message does', 'wrong_epoch', (world) => claimed(world, { epoch: 0 }, 1)],
  [
    'gives a second report within the report',
    'wrong_kind',
    (world) => withForged(world, reporter(world), { kind: 'laporan' }),
  ],
  ['gives a private note to the reporter', 'wrong_ring', (world) => withForged(world, ani(world), { kind: 'catatan' })],
]

const KEYS: Case[] = [
  [
    'has somebody who was removed open an epoch',
    'not_a_member',
    (world) => newEpoch(world, budi(world), [budi(world).id]),
  ],
  [
    'has somebody who was removed come back',
    'not_a_member',
    (world) => newEpoch(world, budi(world), [ani(world).id, budi(world).id]),
  ],
  [
    'has a member open an epoch for others alone',
    'not_a_member',
    (world) => newEpoch(world, ani(world), [dewi(world).id]),
  ],
  [
    'has a member add whom the reporter excluded',
    'excluded_member',
    (world) => sameEpoch(world, [ani(world).id, world.people.citra.key.id]),
  ],
  [
    'has a member add a key that nobody signed for',
    'unknown_sender',
    (world) => sameEpoch(world, [ani(world).id, 'nobody']),
  ],
  [
    'has a member leave somebody out without a new key',
    'wrong_epoch',
    (world) => sameEpoch(after(world, 3), [ani(world).id], world.boxes[0]),
  ],
  [
    'opens an epoch with the old key',
    'wrong_key',
    (world) => newEpoch(world, ani(world), [ani(world).id], world.boxes[1]),
  ],
  [
    'says another key than the one that is used',
    'wrong_key',
    (world) => newEpoch(world, ani(world), [ani(world).id], undefined, hashHex('another')),
  ],
  [
    'changes the key within an epoch',
    'wrong_key',
    (world) =>
      withForged(world, ani(world), { kind: 'kunci', body: { key: hashHex('another'), members: [ani(world).id] } }),
  ],
  [
    'has the reporter change the keys',
    'wrong_kind',
    (world) => withForged(world, reporter(world), { kind: 'kunci', body: keyBody(world, [ani(world).id]) }),
  ],
  [
    'gives members that are no list',
    'malformed',
    (world) => withForged(world, ani(world), { kind: 'kunci', body: { ...keyBody(world, []), members: 'all' } }),
  ],
  [
    'changes the keys and says nothing',
    'malformed',
    (world) => withForged(world, ani(world), { kind: 'kunci', body: null }),
  ],
  [
    'begins with a report that says nothing',
    'malformed',
    async (world) => {
      const begin = { ...world, end: beginConversation(world.served.report), served: { ...world.served, messages: [] } }
      return withForged(begin, reporter(world), { kind: 'laporan', body: null }, world.boxes[0])
    },
  ],
]

const FORM: Case[] = [
  [
    'takes a signature that was for something else',
    'bad_signature',
    (world) => withPlaintext(world, signedPlaintext(world.people.ani, nextText(world), 'key')),
  ],
  ['spells a signed message in another way', 'malformed', text((each) => each.replace('{"body"', '{ "body"'))],
  ['adds a name to a message', 'malformed', (world) => withPlaintext(world, signed(world, { x: 1 }))],
  ['leaves a name of a message out', 'malformed', (world) => withPlaintext(world, signed(world, { prev: undefined }))],
  ['gives a number as a word', 'malformed', (world) => withPlaintext(world, signed(world, { seq: '6' }))],
  ['gives a negative number', 'malformed', (world) => withPlaintext(world, signed(world, { epoch: -1 }))],
  ['gives a kind that there is not', 'malformed', (world) => withPlaintext(world, signed(world, { kind: 'html' }))],
  [
    'gives a message of another protocol',
    'wrong_version',
    (world) => withPlaintext(world, signed(world, { v: 'satya-wbs/0' })),
  ],
  ['gives a message that is no object', 'wrong_version', text(() => 'null')],
  [
    'gives bytes that are no text',
    'malformed',
    (world) => withPlaintext(world, signedPlaintext(world.people.ani, Uint8Array.of(0xff, 0xfe))),
  ],
  ['hides something in the filling', 'malformed', (world) => withPlaintext(world, signed(world, {}).with(4095, 7))],
  ['does not fill a message up', 'malformed', (world) => withPlaintext(world, signed(world, {}).slice(0, 1000))],
  [
    'fills a message up too far',
    'malformed',
    (world) => withPlaintext(world, Uint8Array.from([...signed(world, {}), ...new Uint8Array(4096)])),
  ],
  ['gives an unsigned message', 'malformed', (world) => withPlaintext(world, pad(utf8ToBytes(nextText(world))))],
  ['encrypts a message for a classic key', 'not_hybrid', async (world) => encrypted(world, [await classic()])],
  [
    'encrypts a message for a classic key beside the hybrid one',
    'not_hybrid',
    async (world) => encrypted(world, [world.boxes[1].recipient, await classic()]),
  ],
  [
    'encrypts a message for somebody else too',
    'not_hybrid',
    async (world) => encrypted(world, [world.boxes[1].recipient, (await makeBox()).recipient]),
  ],
  [
    'encrypts a message for another key',
    'cannot_decrypt',
    async (world) => encrypted(world, [(await makeBox()).recipient]),
  ],
]

const TO_REPORTER: Case[] = [
  ['gives a stranger’s report', 'wrong_key', async (world) => strangersReport(world)],
  [
    'answers in a recipient’s name',
    'bad_signature',
    (world) => withForged(reading(world), { ...ani(world), sign: makeSigningKey() }),
  ],
  ['answers as somebody who was removed', 'not_a_member', (world) => withForged(reading(world), budi(world))],
  [
    'answers as somebody whom no manifest lists',
    'unknown_sender',
    (world) => withForged(reading(world), { id: 'nobody', sign: makeSigningKey() }),
  ],
  [
    'opens an epoch of its own',
    'bad_signature',
    (world) => newEpoch(reading(world), { ...ani(world), sign: makeSigningKey() }, [ani(world).id]),
  ],
  ['gives a recipient’s wrap', 'cannot_decrypt', (world) => ({ ...asReporter(world), wraps: world.served.wraps })],
  [
    'gives an older answer once more',
    'wrong_seq',
    (world) => ({ ...asReporter(world), messages: [...world.served.messages, ...world.served.messages.slice(1, 2)] }),
  ],
]

expectNothingShown(
  [
    ['what was said', FORGED],
    ['who is in it', KEYS],
    ['its form', FORM],
    ['what the reporter reads', TO_REPORTER],
  ],
  50,
)

type Writer = Parameters<typeof withForged>[1]

function reporter({ keys }: World): Writer {
  return { id: REPORTER, sign: keys.sign }
}

function dewi({ people }: World): Writer {
  return { id: people.dewi.key.id, sign: people.dewi.sign }
}

function reading(world: World): World {
  return { ...world, served: asReporter(world) }
}

function keyBody({ boxes }: World, members: string[], box: Box = boxes[1]) {
  return { key: hashHex(box.recipient), members }
}

function sameEpoch(world: World, members: string[], box: Box = world.boxes[1]): Promise<Served> {
  return withForged(world, ani(world), { kind: 'kunci', body: keyBody(world, members, box) }, box)
}

/** A third epoch, with its wrap for whoever reads. */
async function newEpoch(world: World, by: Writer, members: string[], used?: Box, key?: string): Promise<Served> {
  const box = used ?? (await makeBox())
  const body = { key: key ?? hashHex(box.recipient), members }
  const served = await withForged(world, by, { kind: 'kunci', epoch: 2, body }, box)
  const recipient = served.reader.reporter ? world.keys.box.recipient : world.people.ani.key.box
  const ct = await wrapFor(recipient, { report: served.report, epoch: 2, ring: 'pesan' }, box)
  return { ...served, wraps: [...served.wraps, { epoch: 2, ct }] }
}

/** A member's message whose envelope says another epoch than the server does. */
async function claimed(world: World, change: Partial<Envelope>, epoch: number): Promise<Served> {
  const served = await withForged(world, ani(world), change)
  return { ...served, messages: served.messages.map((each) => (each.seq === 6 ? { ...each, epoch } : each)) }
}

function text(change: (text: string) => string): Case[2] {
  return (world) => withPlaintext(world, signedPlaintext(world.people.ani, change(nextText(world))))
}

function signed(world: World, change: object): Uint8Array {
  return signedPlaintext(world.people.ani, nextText(world, change))
}

async function classic(): Promise<string> {
  return identityToRecipient(await generateX25519Identity())
}

async function encrypted(world: World, recipients: string[]): Promise<Served> {
  const ct = await ageFile(signed(world, {}), recipients)
  return { ...world.served, messages: [...world.served.messages, { seq: 6, epoch: 1, ct }] }
}

/** A whole report of the server's own making, in good order, with a wrap for the reporter. */
async function strangersReport(world: World): Promise<Served> {
  const stranger = await reporterKeys('stranger')
  const input = { manifest: world.people.manifest, groupId: 'inspektorat', excluded: [], content: {}, origin: ORIGIN }
  const made = await makeReport(stranger, { ...input, id: world.served.report })
  const place = { report: world.served.report, epoch: 0, ring: 'pesan' as const }
  const own = made?.wraps.find((each) => each.for === REPORTER)?.ct ?? ''
  const box = await openWrap(stranger.box.identity, fromBase64url(own), place)
  const wraps = [{ epoch: 0, ct: await wrapFor(world.keys.box.recipient, place, box) }]
  return { ...asReporter(world), wraps, messages: [{ seq: 1, epoch: 0, ct: made?.first.ct ?? '' }] }
}
