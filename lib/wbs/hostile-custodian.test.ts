import { beforeAll, expect, test } from 'vitest'
import { type CustodianFile, decline, openCase, openDeclined, orderTo, questionTo } from './disclosure'
import {
  type Case,
  DAY,
  disclosingServer,
  identity,
  OTHER,
  orderOf,
  questionOf,
  REPORT,
  type World,
} from './hostile-seal.fixture'
import { hashOf, type Question, signConsent } from './identity'
import type { Person } from './people.fixture'
import { sealIdentity } from './seal'
import { makeSigningKey } from './signature'

let world: World
beforeAll(async () => {
  world = await disclosingServer()
})

const open = (file: CustodianFile) => openCase(world.people.eka.box.identity, file, world.manifest)

test('with the reporter’s consent a custodian is shown what is asked', async () => {
  expect(await open(world.file)).toMatchObject({ question: world.question, ordered: null })
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

test('a question signed with a key that was renewed since is told from one that nobody may ask', async () => {
  const { dini, eka } = world.people
  const keys = world.manifest.keys.map((key) => (key.id === dini.key.id ? { ...key, until: '2026-11-01' } : key))
  const opened = openCase(eka.box.identity, world.file, { ...world.manifest, keys })
  await expect(opened).rejects.toMatchObject({ code: 'key_ended' })
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
