import { beginConversation } from './conversation'
import { REPORTER } from './envelope'
import {
  after,
  ani,
  asReporter,
  budi,
  type Case,
  dewi,
  expectNothingShown,
  reporter,
  type Served,
  type World,
  type Writer,
  withForged,
  wrapFor,
} from './hostile-server.fixture'
import { type Box, makeBox } from './hybrid'
import { ORIGIN, reporterKeys } from './people.fixture'
import { fromBase64url, hashHex } from './protocol'
import { makeReport } from './report'
import { makeSigningKey } from './signature'
import { openWrap } from './wraps'

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
    ['who is in it', KEYS],
    ['what the reporter reads', TO_REPORTER],
  ],
  20,
)

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
