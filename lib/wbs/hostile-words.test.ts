import { utf8ToBytes } from '@noble/hashes/utils.js'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Envelope } from './envelope'
import { REPORTER } from './envelope'
import {
  ageFile,
  ani,
  budi,
  type Case,
  dewi,
  expectNothingShown,
  nextText,
  reporter,
  type Served,
  signedPlaintext,
  type World,
  withForged,
  withPlaintext,
} from './hostile-server.fixture'
import { makeBox } from './hybrid'
import { pad } from './padding'
import { hashHex } from './protocol'
import { makeSigningKey } from './signature'

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

expectNothingShown(
  [
    ['what was said', FORGED],
    ['its form', FORM],
  ],
  30,
)

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
