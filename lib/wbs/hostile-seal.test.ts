import { beforeAll, expect, test } from 'vitest'
import { handOn, openCase, openDisclosed } from './disclosure'
import {
  type Case,
  disclosingServer,
  fileFor,
  type Handed,
  handedBy,
  identity,
  OTHER,
  REPORT,
  type World,
} from './hostile-seal.fixture'
import type { Person } from './people.fixture'
import { sealIdentity } from './seal'
import { makeSigningKey } from './signature'

let world: World
beforeAll(async () => {
  world = await disclosingServer()
})

function disclose(given: { seal: string; handed: readonly Handed[] }) {
  const { people, question, sign, manifest } = world
  return openDisclosed(people.dini.box.identity, given, question, sign.public, manifest)
}

test('two custodians who hand their shares on open the identity', async () => {
  expect(await disclose({ seal: world.seal.ct, handed: world.handed })).toEqual({ identity, dropped: [] })
})

test('any two of three are enough, and one alone is not', async () => {
  const third = await handedBy(world, world.people.gita, 2)
  const [first, second] = world.handed as [Handed, Handed]
  for (const handed of [
    [first, third],
    [second, third],
    [first, second, third],
  ])
    expect(await disclose({ seal: world.seal.ct, handed })).toEqual({ identity, dropped: [] })
  for (const handed of [[], [first], [third]])
    expect(await disclose({ seal: world.seal.ct, handed })).toEqual({ identity: null, dropped: [] })
})

test('whatever a third custodian sends, two good shares open the identity, and it is said whose is none', async () => {
  const { gita, fitri } = world.people
  const opened = await openCase(gita.box.identity, await fileFor(world, gita.key, 2), world.manifest)
  const actor = { id: gita.key.id, sign: gita.sign }
  const of = (share: object) => handOn({ ...opened, share: { ...opened.share, ...share } }, actor)
  const flipped = opened.share.share.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
  const letters: [string, string][] = [
    ['wrong_share', await of({ share: flipped })],
    ['wrong_share', await of({ share: '%%%' })],
    ['wrong_share', await of({ share: null })],
    ['wrong_share', await of({ key: 'lain' })],
    ['wrong_report', await handOn({ ...opened, share: { ...opened.share, report: OTHER } }, actor)],
    ['bad_signature', await handOn(opened, { id: gita.key.id, sign: makeSigningKey() })],
    ['wrong_share', await handOn(opened, { id: fitri.key.id, sign: fitri.sign })],
    ['malformed', '%%%'],
    ['cannot_decrypt', world.seal.ct],
  ]
  for (const [code, ct] of letters) {
    const bad = { keyId: gita.key.id, ct }
    for (const place of [0, 1, 2]) {
      const handed = world.handed.toSpliced(place, 0, bad)
      const dropped = [{ keyId: gita.key.id, code }]
      expect(await disclose({ seal: world.seal.ct, handed }), `${code} ${place}`).toEqual({ identity, dropped })
    }
  }
})

const TO_REQUESTER: Case<{ seal: string; handed: readonly Handed[] }>[] = [
  [
    'gives one share twice',
    'wrong_share',
    ({ seal, handed }) => ({ seal: seal.ct, handed: handed.slice(0, 1).concat(handed.slice(0, 1)) }),
  ],
  [
    'hands on a share in a custodian’s name',
    'bad_signature',
    second(({ people }) => ({ by: people.fitri.key.id, sign: makeSigningKey() })),
  ],
  ['hands on a share as a stranger', 'unknown_sender', second(() => ({ by: 'nobody', sign: makeSigningKey() }))],
  [
    'has somebody hand on who is no custodian',
    'unknown_sender',
    second(({ people }) => ({ by: people.budi.key.id, sign: people.budi.sign })),
  ],
  [
    'gives a share that was handed on for another question',
    'wrong_request',
    second(({ people }) => ({ by: people.fitri.key.id, sign: people.fitri.sign, question: { nonce: 'm' } })),
  ],
  [
    'gives a share of another seal',
    'wrong_share',
    second(({ people }) => ({ by: people.fitri.key.id, sign: people.fitri.sign, share: { key: 'lain' } })),
  ],
  [
    'gives a share of another report',
    'wrong_report',
    second(({ people }) => ({ by: people.fitri.key.id, sign: people.fitri.sign, share: { report: OTHER } })),
  ],
  [
    'made the seal of a share itself',
    'wrong_share',
    second(({ people }) => ({ by: people.fitri.key.id, sign: people.fitri.sign, share: { share: 'AAAA' } })),
  ],
  [
    'gives the seal before it was replaced',
    'cannot_decrypt',
    async ({ sign, custodians, handed }) => ({
      seal: (await sealIdentity(REPORT, { ...identity, name: 'Lama' }, sign, custodians)).ct,
      handed,
    }),
  ],
  [
    'gives what was handed on to somebody else',
    'cannot_decrypt',
    async ({ seal, handed, people, question, file, manifest }) => {
      const opened = await openCase(people.eka.box.identity, file, manifest)
      const elsewhere = { ...opened, question, requester: people.budi.key }
      const actor = { id: people.eka.key.id, sign: people.eka.sign }
      const first = { keyId: people.eka.key.id, ct: await handOn(elsewhere, actor) }
      return { seal: seal.ct, handed: [first, ...handed.slice(1)] }
    },
  ],
]

test.each(TO_REQUESTER)('a server that, towards whoever asked, %s: %s', async (_, finds, does) => {
  const shown = disclose(await does(world)).then(({ identity: found, dropped }) => {
    return found ? `shown: ${found.name}` : (dropped[0]?.code ?? 'wrong_share')
  })
  expect(await shown.catch((error: { code?: string }) => error.code ?? String(error))).toBe(finds)
})

/** An honest first share, and a second one as somebody would make it. */
function second(
  of: (world: World) => { by: string; sign: Person['sign']; question?: object; share?: object },
): Case<{ seal: string; handed: readonly Handed[] }>[2] {
  return async (world) => {
    const { fitri } = world.people
    const opened = await openCase(fitri.box.identity, await fileFor(world, fitri.key, 1), world.manifest)
    const { by, sign, question, share } = of(world)
    const changed = {
      ...opened,
      question: { ...opened.question, ...question },
      share: { ...opened.share, ...share },
    }
    const letter = { keyId: fitri.key.id, ct: await handOn(changed, { id: by, sign }) }
    return { seal: world.seal.ct, handed: [...world.handed.slice(0, 1), letter] }
  }
}
