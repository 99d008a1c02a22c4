import { beforeAll, expect, test } from 'vitest'
import {
  type CustodianFile,
  decline,
  handOn,
  openCase,
  openDeclined,
  openDisclosed,
  orderTo,
  questionTo,
} from './disclosure'
import { hashOf, type LegalOrder, type Question, signConsent } from './identity'
import { office, type Person, person, reporterKeys } from './people.fixture'
import type { TamperCode } from './protocol'
import { sealIdentity } from './seal'
import { makeSigningKey } from './signature'

/** What a server hands to a custodian, and to whoever asked. A case changes a copy of it. */
type World = Early & { handed: Handed[] }
type Handed = { keyId: string; ct: string }
type Case<Given> = [what: string, finds: TamperCode, does: (world: World) => Given | Promise<Given>]

const REPORT = 'b2f1c0de-0000-4000-8000-000000000001'
const OTHER = 'b2f1c0de-0000-4000-8000-000000000002'
const identity = { name: 'Sri Rahayu', number: '', contact: '0812', safeTime: 'malam' }
const DAY = '2026-11-02'

async function sealedAndAsked() {
  const [dini, ratna, budi, eka, fitri, gita] = (await Promise.all([
    person('Dini', ['investigator']),
    person('Ratna', ['inspektur']),
    person('Budi', ['investigator']),
    ...['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])),
  ])) as [Person, Person, Person, Person, Person, Person]
  const people = { dini, ratna, budi, eka, fitri, gita }
  const { manifest } = await office({ keys: Object.values(people).map(({ key }) => key) })
  const { sign } = await reporterKeys()
  const custodians = [eka.key, fitri.key, gita.key]
  const seal = await sealIdentity(REPORT, identity, sign, custodians)
  const question = questionOf(dini, seal.key)
  const order = orderOf(ratna, hashOf(question))
  const file: CustodianFile = {
    report: REPORT,
    share: seal.shares[0]?.ct ?? '',
    question: await questionTo(question, dini.sign, eka.key),
    consent: signConsent(sign, REPORT, hashOf(question), DAY),
    order: null,
  }
  return { people, manifest, sign, seal, question, order, file, custodians }
}

type Early = Awaited<ReturnType<typeof sealedAndAsked>>

function questionOf({ key }: Person, seal: string, change: Partial<Question> = {}): Question {
  const said = { purpose: 'Meminta keterangan', basis: 'UU 31/2014', on: DAY, nonce: 'n' }
  return { report: REPORT, key: seal, by: key.id, ...said, ...change }
}

function orderOf({ key }: Person, request: string, change: Partial<LegalOrder> = {}): LegalOrder {
  return { report: REPORT, request, by: key.id, number: '7/Pen', issuer: 'PN', orderedOn: DAY, on: DAY, ...change }
}

/** What an honest custodian hands on. */
async function handedBy(world: Early, { key, box, sign }: Person, place: number): Promise<Handed> {
  const opened = await openCase(box.identity, await fileFor(world, key, place), world.manifest)
  return { keyId: key.id, ct: await handOn(opened, { id: key.id, sign }) }
}

async function fileFor({ file, seal, question, people }: Early, key: Person['key'], place: number) {
  return { ...file, share: seal.shares[place]?.ct ?? '', question: await questionTo(question, people.dini.sign, key) }
}

let world: World
beforeAll(async () => {
  const early = await sealedAndAsked()
  const { eka, fitri } = early.people
  world = { ...early, handed: [await handedBy(early, eka, 0), await handedBy(early, fitri, 1)] }
})

const open = (file: CustodianFile) => openCase(world.people.eka.box.identity, file, world.manifest)

function disclose(given: { seal: string; handed: readonly Handed[] }) {
  const { people, question, sign, manifest } = world
  return openDisclosed(people.dini.box.identity, given, question, sign.public, manifest)
}

test('with the reporter’s consent a custodian hands the share on, and two of them open the identity', async () => {
  expect(await open(world.file)).toMatchObject({ question: world.question, ordered: null })
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

test('a legal order stands in the place of consent, and says its number and date', async () => {
  const order = await orderTo(world.order, world.people.ratna.sign, world.people.eka.key)
  expect(await open({ ...world.file, consent: null, order })).toMatchObject({
    ordered: { order: world.order, by: { name: 'Ratna' } },
  })
})

test('an order of a key that has ended, or of whoever asks, is none, even beside the reporter’s consent', async () => {
  const { ratna, eka, dini } = world.people
  const given = async (by: Person, change: Partial<Person['key']>) => {
    const order = await orderTo(orderOf(by, hashOf(world.question)), by.sign, eka.key)
    const keys = world.manifest.keys.map((key) => (key.id === by.key.id ? { ...key, ...change } : key))
    return openCase(eka.box.identity, { ...world.file, order }, { ...world.manifest, keys })
  }
  await expect(given(ratna, { until: '2026-11-01' })).rejects.toMatchObject({ code: 'unknown_sender' })
  await expect(given(ratna, { holder: dini.key.holder })).rejects.toMatchObject({ code: 'one_person' })
  await expect(given(dini, { roles: ['investigator', 'inspektur'] })).rejects.toMatchObject({ code: 'one_person' })
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

test('a custodian who says no says why, to whoever asked', async () => {
  const { eka, dini } = world.people
  const no = await decline(await open(world.file), 'Tujuannya tidak jelas', { id: eka.key.id, sign: eka.sign })
  const read = await openDeclined(dini.box.identity, no, world.question, world.manifest)
  expect(read).toMatchObject({ reason: 'Tujuannya tidak jelas', custodian: { name: 'Eka' } })
})

const TO_CUSTODIAN: Case<CustodianFile>[] = [
  ['gives no consent', 'no_consent', ({ file }) => ({ ...file, consent: null })],
  [
    'signs a consent itself',
    'no_consent',
    consented(({ question }) => signConsent(makeSigningKey(), REPORT, hashOf(question), DAY)),
  ],
  [
    'replaces the question after the consent',
    'no_consent',
    asked(({ people, seal }) => questionOf(people.dini, seal.key, { purpose: 'Lain' })),
  ],
  [
    'gives the consent to an earlier question',
    'no_consent',
    consented(({ sign }) => signConsent(sign, REPORT, hashOf({ ...world.question, nonce: 'm' }), DAY)),
  ],
  [
    'gives the consent to somebody else’s question',
    'no_consent',
    async ({ people, seal, file }) => ({
      ...file,
      question: await questionTo(questionOf(people.budi, seal.key), people.budi.sign, people.eka.key),
    }),
  ],
  [
    'gives the consent of another report',
    'no_consent',
    consented(({ sign, question }) => signConsent(sign, OTHER, hashOf(question), DAY)),
  ],
  [
    'moves the day of the consent',
    'no_consent',
    consented(({ file }) => ({ signature: '', ...file.consent, on: '2026-11-09' })),
  ],
  [
    'asks itself in an investigator’s name',
    'bad_signature',
    async ({ question, people, file }) => ({
      ...file,
      question: await questionTo(question, makeSigningKey(), people.eka.key),
    }),
  ],
  [
    'asks as somebody whom no manifest lists',
    'unknown_sender',
    asked(({ people, seal }) => questionOf(people.dini, seal.key, { by: 'nobody' })),
  ],
  [
    'has somebody ask who is no investigator',
    'unknown_sender',
    async ({ people, seal, file }) => ({
      ...file,
      question: await questionTo(questionOf(people.ratna, seal.key), people.ratna.sign, people.eka.key),
    }),
  ],
  [
    'asks for another report',
    'wrong_report',
    asked(({ people, seal }) => questionOf(people.dini, seal.key, { report: OTHER })),
  ],
  [
    'gives a question that has no purpose',
    'malformed',
    asked(({ people, seal }) => questionOf(people.dini, seal.key, { purpose: '' })),
  ],
  ['gives a colleague’s share', 'cannot_decrypt', ({ file, seal }) => ({ ...file, share: seal.shares[1]?.ct ?? '' })],
  [
    'gives the share of another report',
    'wrong_report',
    async ({ file, sign, custodians }) => ({
      ...file,
      share: (await sealIdentity(OTHER, identity, sign, custodians)).shares[0]?.ct ?? '',
    }),
  ],
  [
    'gives the share of a seal that was replaced',
    'wrong_share',
    async ({ file, sign, custodians }) => ({
      ...file,
      share: (await sealIdentity(REPORT, identity, sign, custodians)).shares[0]?.ct ?? '',
    }),
  ],
  [
    'orders in an Inspektur’s name',
    'bad_signature',
    ordered(({ order, people }) => orderTo(order, makeSigningKey(), people.eka.key)),
  ],
  [
    'has somebody order who is no Inspektur',
    'unknown_sender',
    ordered(({ question, people }) =>
      orderTo(orderOf(people.dini, hashOf(question)), people.dini.sign, people.eka.key),
    ),
  ],
  [
    'gives an order about another question',
    'wrong_request',
    ordered(({ people }) => orderTo(orderOf(people.ratna, 'lain'), people.ratna.sign, people.eka.key)),
  ],
  [
    'gives an order of another report',
    'wrong_report',
    ordered(({ people, question }) =>
      orderTo(orderOf(people.ratna, hashOf(question), { report: OTHER }), people.ratna.sign, people.eka.key),
    ),
  ],
  [
    'gives a signed question for an order',
    'bad_signature',
    ordered(({ people, question }) =>
      questionTo({ ...question, by: people.ratna.key.id }, people.ratna.sign, people.eka.key),
    ),
  ],
]

test.each(TO_CUSTODIAN)('a server that, towards a custodian, %s: %s', async (_, finds, does) => {
  const opening = open(await does(world)).then(() => 'handed on')
  expect(await opening.catch((error: { code?: string }) => error.code ?? String(error))).toBe(finds)
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

function consented(consent: (world: World) => CustodianFile['consent']): Case<CustodianFile>[2] {
  return (world) => ({ ...world.file, consent: consent(world) })
}

/** Another question under an investigator's true signature. */
function asked(question: (world: World) => Question): Case<CustodianFile>[2] {
  return async (world) => {
    const { dini, eka } = world.people
    return { ...world.file, question: await questionTo(question(world), dini.sign, eka.key) }
  }
}

function ordered(order: (world: World) => Promise<string>): Case<CustodianFile>[2] {
  return async (world) => ({ ...world.file, consent: null, order: await order(world) })
}

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
