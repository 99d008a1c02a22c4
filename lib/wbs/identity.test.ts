import { expect, test } from 'vitest'
import { type Envelope, REPORTER } from './envelope'
import { custodiansFor, hashOf, type IdentityBody, isConsent, isIdentityBody, signConsent, toldIn } from './identity'
import { office, type Person, person, reporterKeys } from './people.fixture'

const REPORT = 'b2f1c0de-0000-4000-8000-000000000001'
const [dini, ratna, eka, fitri, gita] = (await Promise.all([
  person('Dini', ['investigator']),
  person('Ratna', ['inspektur']),
  ...['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])),
])) as [Person, Person, Person, Person, Person]
const { people, ani } = await office()
const keys = [...people, dini, ratna, eka, fitri, gita].map(({ key }) => key)
const { manifest } = await office({ keys })

const question = {
  report: REPORT,
  key: 'k1',
  by: dini.key.id,
  purpose: 'Meminta keterangan',
  basis: 'Pasal 10 UU 31/2014',
  on: '2026-11-02',
  nonce: 'n',
}
const request = hashOf(question)
const order = {
  report: REPORT,
  request,
  by: ratna.key.id,
  number: '12/Pen',
  issuer: 'PN',
  orderedOn: '2026-11-01',
  on: '2026-11-03',
}

const said = (sender: string, body: IdentityBody): Envelope => ({
  v: 'satya-wbs/1',
  report: REPORT,
  epoch: 0,
  seq: 2,
  kind: 'identitas',
  sender,
  prev: '',
  body,
})
const sealed = said(REPORTER, { act: 'sealed', key: 'k1', on: '2026-11-01' })
const asked = said(dini.key.id, { act: 'asked', question })
const granted = said(REPORTER, { act: 'answered', request, isGranted: true, on: '2026-11-03' })
const ordered = said(ratna.key.id, { act: 'ordered', order })

test('what was sealed, asked, answered and ordered is told in its order', () => {
  expect(toldIn([sealed, asked], manifest)).toEqual({
    key: 'k1',
    questions: [{ hash: request, question, answer: null, order: null }],
  })
  expect(toldIn([sealed, asked, granted], manifest).questions[0]).toMatchObject({ answer: true })
  expect(toldIn([sealed, asked, ordered], manifest).questions[0]).toMatchObject({ answer: null, order })
})

test('a question counts only from an investigator, of this report, about the seal that there is', () => {
  const wrong: Envelope[] = [
    said(ani.key.id, { act: 'asked', question: { ...question, by: ani.key.id } }),
    said(ratna.key.id, { act: 'asked', question }),
    said(dini.key.id, { act: 'asked', question: { ...question, report: 'lain' } }),
    said(dini.key.id, { act: 'asked', question: { ...question, key: 'k0' } }),
  ]
  for (const each of wrong) expect(toldIn([sealed, each], manifest).questions).toEqual([])
  expect(toldIn([asked], manifest).questions).toEqual([])
})

test('an answer is the reporter’s and names the question; an order is of an Inspektur and names it too', () => {
  const otherHash = hashOf({ ...question, purpose: 'Lain' })
  const wrong: Envelope[] = [
    said(dini.key.id, { act: 'answered', request, isGranted: true, on: '2026-11-03' }),
    said(REPORTER, { act: 'answered', request: otherHash, isGranted: true, on: '2026-11-03' }),
    said(dini.key.id, { act: 'ordered', order: { ...order, by: dini.key.id } }),
    said(ratna.key.id, { act: 'ordered', order: { ...order, request: otherHash } }),
    said(ratna.key.id, { act: 'ordered', order: { ...order, report: 'lain' } }),
  ]
  for (const each of wrong)
    expect(toldIn([sealed, asked, each], manifest).questions[0]).toMatchObject({ answer: null, order: null })
})

test('nobody but the reporter says that an identity is sealed', () => {
  expect(toldIn([said(dini.key.id, { act: 'sealed', key: 'k1', on: '2026-11-01' })], manifest).key).toBeNull()
})

test('consent holds for one question of one report on one day', async () => {
  const { sign } = await reporterKeys()
  const consent = signConsent(sign, REPORT, request, '2026-11-03')
  expect(isConsent(sign.public, REPORT, request, consent)).toBe(true)
  expect(isConsent(sign.public, REPORT, hashOf({ ...question, nonce: 'm' }), consent)).toBe(false)
  expect(isConsent(sign.public, 'lain', request, consent)).toBe(false)
  expect(isConsent(sign.public, REPORT, request, { ...consent, on: '2026-11-04' })).toBe(false)
  expect(isConsent((await reporterKeys('lain')).sign.public, REPORT, request, consent)).toBe(false)
})

test('custodians are three people who neither read the report nor were excluded, each with a running key', () => {
  const ids = (of: Parameters<typeof custodiansFor>[1], keys_ = keys) =>
    custodiansFor({ ...manifest, keys: keys_ }, of).map(({ id }) => id)
  const all = [eka, fitri, gita].map(({ key }) => key.id)
  const nobody = { everMembers: [], excluded: [] }
  expect(ids(nobody)).toEqual(all)
  expect(ids({ everMembers: [eka.key.id], excluded: [] })).toEqual(all.slice(1))
  expect(ids({ everMembers: [], excluded: [gita.key.id] })).toEqual(all.slice(0, 2))
  const ended = keys.map((key) => (key.id === eka.key.id ? { ...key, until: '2026-11-01' } : key))
  expect(ids(nobody, ended)).toEqual(all.slice(1))
  expect(ids(nobody, [...ended, { ...eka.key, id: 'second' }])).toEqual([...all.slice(1), 'second'])
  expect(ids(nobody, [...keys, { ...eka.key, id: 'second' }])).toEqual(all)
})

test.each([
  null,
  'halo',
  { act: 'sealed' },
  { act: 'sealed', key: 'k', on: 'kemarin' },
  { act: 'asked', question: { ...question, purpose: '' } },
  { act: 'answered', request, isGranted: 'ya', on: '2026-11-03' },
  { act: 'ordered', order: { ...order, number: 1 } },
  { act: 'opened' },
])('%j is nothing that is said of an identity', (body) => {
  expect(isIdentityBody(body)).toBe(false)
})
