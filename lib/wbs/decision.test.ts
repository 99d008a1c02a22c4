import { expect, test } from 'vitest'
import { type Decision, isDecision, isTakenByEnough, signProposal } from './decision'
import { office, TODAY } from './people.fixture'

const { ani, budi, manifest } = await office()
const REPORT = 'laporan-satu'
const text = 'Data awal tidak ada.'
const agreed = { report: REPORT, step: 'reject' as const, result: 'TANPA_INFORMASI_AWAL', text }
const decision = (change: Partial<Decision> = {}): Decision => ({
  step: 'reject',
  result: 'TANPA_INFORMASI_AWAL',
  text,
  on: TODAY,
  second: { by: ani.key.id, signature: signProposal(agreed, ani.sign) },
  lhp: null,
  ...change,
})
const isTaken = (of: Decision, sender = budi.key.id) => isTakenByEnough(REPORT, sender, of, manifest)

test('a rejection carries the signature of a second person, and a reporter can see that there are two', () => {
  expect(isDecision(decision())).toBe(true)
  expect(isTaken(decision())).toBe(true)
})

test.each<[string, Decision, string?]>([
  ['nobody else', decision({ second: null })],
  ['the very same person', decision(), ani.key.id],
  ['somebody whom nobody lists', decision({ second: { ...signature(), by: 'siapa' } })],
  ['a proposal of another reason', decision({ text: 'Alasan lain.' })],
  ['a proposal of another result', decision({ result: 'SPAM' })],
  ['a signature of the sender in the other’s name', decision({ second: { ...signature(budi), by: ani.key.id } })],
  [
    'a proposal for another report',
    decision({ second: { by: ani.key.id, signature: signProposal({ ...agreed, report: 'lain' }, ani.sign) } }),
  ],
])('it is not taken by two where there is %s', (_, of, sender) => {
  expect(isTaken(of, sender)).toBe(false)
})

test('a key of one’s own that was renewed is no second person', () => {
  const renewed = { ...budi.key, id: 'kunci-baru', holder: ani.key.holder }
  const with2 = { ...manifest, keys: [...manifest.keys, renewed] }
  expect(isTakenByEnough(REPORT, renewed.id, decision(), with2)).toBe(false)
})

test('one person alone acknowledges, and never the reporter', () => {
  const acknowledged = decision({ step: 'acknowledge', result: null, second: null })
  expect(isTaken(acknowledged)).toBe(true)
  expect(isTaken(acknowledged, 'pelapor')).toBe(false)
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

function signature(by = ani) {
  return { by: ani.key.id, signature: signProposal(agreed, by.sign) }
}
