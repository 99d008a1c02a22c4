import { expect, test } from 'vitest'
import { type Decision, isDecision, isTakenByEnough, type Proposal, type Standing, signProposal } from './decision'
import type { ManifestKey } from './manifest'
import type { OfficerRole } from './officer-roles'
import { office, TODAY } from './people.fixture'

const ROLES: Record<string, OfficerRole[]> = { Ani: ['verifikator'], Budi: ['penelaah'], Citra: ['investigator'] }
const bare = await office()
const keys = bare.manifest.keys.map((key) => ({ ...key, roles: ROLES[key.name] ?? ['penelaah' as const] }))
const { ani, budi, citra, dewi, manifest } = await office({ keys })
const REPORT = 'laporan-satu'
const text = 'Data awal tidak ada.'
const agreed = { report: REPORT, step: 'reject' as const, result: 'TANPA_INFORMASI_AWAL', text, after: 2 }
const decision = (change: Partial<Decision> = {}): Decision => ({
  step: 'reject',
  result: 'TANPA_INFORMASI_AWAL',
  text,
  on: TODAY,
  second: signature(),
  lhp: null,
  ...change,
})
const at: Standing = { state: 'verifying', members: [ani, budi, citra].map(({ key }) => key.id), after: 2 }
const isTaken = (of: Decision, sender = budi.key.id, change: Partial<Standing> = {}, listed = manifest) =>
  isTakenByEnough({ report: REPORT, sender }, of, { ...at, ...change }, listed)
const listing = (change: (key: ManifestKey) => Partial<ManifestKey>) => {
  return { ...manifest, keys: manifest.keys.map((key) => ({ ...key, ...change(key) })) }
}

test('a rejection carries the signature of a second person, and a reporter can see that there are two', () => {
  expect(isDecision(decision())).toBe(true)
  expect(isTaken(decision())).toBe(true)
})

test('nobody ends a report without a reason, however many sign; a step that leads on may say nothing', () => {
  const unsaid = (empty: string) => decision({ text: empty, second: signature(ani, { text: empty }) })
  expect([isTaken(unsaid('')), isTaken(unsaid('  \n'))]).toEqual([false, false])
  const acknowledged = decision({ step: 'acknowledge', result: null, second: null, text: '' })
  expect(isTaken(acknowledged, ani.key.id, { state: 'received', after: 0 })).toBe(true)
})

test.each<[string, Decision, string?]>([
  ['nobody else', decision({ second: null })],
  ['the very same person', decision(), ani.key.id],
  ['somebody whom nobody lists', decision({ second: { ...signature(), by: 'siapa' } })],
  ['a proposal of another reason', decision({ text: 'Alasan lain.' })],
  ['a proposal of another result', decision({ result: 'SPAM' })],
  ['a signature of the sender in the other’s name', decision({ second: { ...signature(budi), by: ani.key.id } })],
  ['a proposal for another report', decision({ second: signature(ani, { report: 'lain' }) })],
  ['a proposal that stood before the last decision', decision({ second: signature(ani, { after: 0 }) })],
  ['a proposer in no role of the step', decision({ second: signature(citra) })],
  ['a sender in no role of the step', decision(), citra.key.id],
  ['a proposer who does not read the report', decision({ second: signature(dewi) }), ani.key.id],
])('it is not taken by two where there is %s', (_, of, sender) => {
  expect(isTaken(of, sender)).toBe(false)
})

test('what two signed is not taken in a state that has no such step', () => {
  for (const state of ['received', 'investigating', 'closed', 'reopened'] as const)
    expect(isTaken(decision(), budi.key.id, { state })).toBe(false)
})

test('a key that had ended when the step was taken seconds nothing; one that ended later did', () => {
  const ended = (until: string) => listing(({ id }) => (id === ani.key.id ? { until } : {}))
  expect(isTaken(decision(), budi.key.id, {}, ended('2026-11-01'))).toBe(false)
  expect(isTaken(decision(), budi.key.id, {}, ended('2026-11-03'))).toBe(true)
})

test('a key of one’s own that was renewed is no second person', () => {
  const renewed = listing(({ id }) => (id === budi.key.id ? { holder: ani.key.holder } : {}))
  expect(isTaken(decision(), budi.key.id, {}, renewed)).toBe(false)
})

test('one person alone acknowledges, in the role for it and before anything else, and never the reporter', () => {
  const acknowledged = decision({ step: 'acknowledge', result: null, second: null })
  const begun = { state: 'received', after: 0 } as const
  expect(isTaken(acknowledged, ani.key.id, begun)).toBe(true)
  expect(isTaken(acknowledged, ani.key.id)).toBe(false)
  expect(isTaken(acknowledged, budi.key.id, begun)).toBe(false)
  expect(isTaken(acknowledged, 'pelapor', begun)).toBe(false)
})

test('an inspektur goes on with a report that was withdrawn, which no message says, and not with one that ended', () => {
  const on = decision({ step: 'go_on', result: null, second: null })
  const inspektur = listing(({ id }) => (id === budi.key.id ? { roles: ['inspektur'] } : {}))
  expect(isTaken(on, budi.key.id, {}, inspektur)).toBe(true)
  expect(isTaken(on, budi.key.id, { state: 'closed' }, inspektur)).toBe(false)
  expect(isTaken(on, ani.key.id, {}, inspektur)).toBe(false)
})

test.each([
  null,
  { ...decision(), step: 'delete' },
  { ...decision(), step: 'constructor' },
  { ...decision(), result: 'LAIN' },
  { ...decision(), step: 'acknowledge', result: 'SPAM' },
  { ...decision(), second: { by: 1 } },
  { ...decision(), lhp: 'x' },
  { ...decision(), text: 1 },
  { ...decision(), on: '2026-02-31' },
])('%j is no decision', (body) => {
  expect(isDecision(body)).toBe(false)
})

function signature(by = ani, change: Partial<Proposal> = {}) {
  return { by: by.key.id, signature: signProposal({ ...agreed, ...change }, by.sign) }
}
