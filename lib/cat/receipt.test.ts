import { expect, test } from 'vitest'
import { leafHash } from '@/lib/merkle'
import { isGenuine, readReceipt, type SealedAttempt, sealAttempts } from './receipt'

const attempts: SealedAttempt[] = Array.from({ length: 9 }, (_, index) => ({
  version: 3,
  attempt: `attempt-${index}`,
  salt: leafHash(`salt ${index}`),
  head: leafHash(`head ${index}`),
  events: 100 + index,
  scores: { TWK: 5 * index, TIU: 100, TKP: 150 },
  formation: { code: 'F-1', kind: 'umum' },
  paper: leafHash(`paper ${index}`),
  content: leafHash('content'),
  disqualifiedAt: null,
  time: {
    startedAt: '2027-01-15T01:00:00.000Z',
    allowedSeconds: 6_000,
    pauses: [{ from: '2027-01-15T01:30:00.000Z', seconds: 1_020 }],
    finishedAt: '2027-01-15T02:57:00.000Z',
  },
}))
const { root, receipts } = sealAttempts('session', attempts)

test('each receipt of a session is genuine under its root, whatever the order of the attempts', () => {
  expect(receipts.map((receipt) => isGenuine(receipt, root))).toEqual(attempts.map(() => true))
  expect(sealAttempts('session', [...attempts].reverse()).root).toBe(root)
})

test('a receipt is the same whatever order its sections have', () => {
  const [receipt] = receipts
  if (!receipt) throw new Error('no receipt')
  const { TKP = 0, TIU = 0, TWK = 0 } = receipt.scores ?? {}
  expect(isGenuine({ ...receipt, scores: { TKP, TIU, TWK } }, root)).toBe(true)
})

test('nothing of a receipt can be changed, and no receipt of another session passes', () => {
  const [receipt, other] = receipts
  if (!receipt || !other) throw new Error('no receipts')
  const forged = [
    { ...receipt, attempt: other.attempt },
    { ...receipt, salt: other.salt },
    { ...receipt, head: other.head },
    { ...receipt, events: receipt.events + 1 },
    { ...receipt, scores: { ...receipt.scores, TWK: 150 } },
    { ...receipt, formation: { code: 'F-2', kind: 'umum' } },
    { ...receipt, formation: { code: 'F-1', kind: 'disabilitas' } },
    { ...receipt, paper: leafHash('paper 1') },
    { ...receipt, content: leafHash('another content') },
    { ...receipt, disqualifiedAt: '2027-01-15T03:04:05.678Z' },
    { ...receipt, time: { startedAt: null, allowedSeconds: 6_000, pauses: [], finishedAt: null } },
    { ...receipt, version: 2 as const },
    { ...receipt, proof: other.proof },
    { ...receipt, proof: receipt.proof.slice(1) },
  ]
  expect(forged.map((each) => isGenuine(each, root))).toEqual(forged.map(() => false))
  const elsewhere = sealAttempts('another', attempts.slice(1)).root
  expect(isGenuine(receipt, elsewhere)).toBe(false)
})

test('the root that a receipt brings along proves nothing by itself', () => {
  const [receipt] = receipts
  if (!receipt) throw new Error('no receipt')
  const own = sealAttempts('session', [{ ...attempts[0], scores: { TWK: 150 } } as SealedAttempt])
  const [invented] = own.receipts
  if (!invented) throw new Error('no receipt')
  expect(isGenuine(invented, invented.root)).toBe(true)
  expect(isGenuine(invented, root)).toBe(false)
})

test('a receipt of the first seals stays genuine under the root of its session', () => {
  const first = attempts.map(({ attempt, salt, head, events, scores }) => ({
    attempt,
    salt,
    head,
    events,
    scores: scores ?? {},
  }))
  const { root, receipts } = sealAttempts('session', first)
  expect(root).toBe('8b681d79157492156eafbd14abc8cf431939876bea4fad4c5711f1fa029ad11c')
  const read = receipts.map((receipt) => readReceipt(JSON.stringify(receipt)))
  expect(read.map((receipt) => receipt && isGenuine(receipt, root))).toEqual(first.map(() => true))
})

test('a receipt of the second seals stays genuine under the root of its session', () => {
  const second = attempts.map(({ time: _, ...attempt }) => ({ ...attempt, version: 2 as const }))
  const { root, receipts } = sealAttempts('session', second)
  expect(root).toBe('86ab379036c2da84d362f258a353a6e6e730eaaaff8b72c588eef9ce11b7326d')
  const read = receipts.map((receipt) => readReceipt(JSON.stringify(receipt)))
  expect(read.map((receipt) => receipt && isGenuine(receipt, root))).toEqual(second.map(() => true))
})

test('a file is read when it holds a receipt, and anything else is no receipt', () => {
  const [receipt] = receipts
  expect(readReceipt(JSON.stringify(receipt))).toEqual(receipt)
  const others = ['', 'null', '[]', '{"attempt":1}', JSON.stringify({ ...receipt, proof: [{}] }), '<html>']
  expect(others.map(readReceipt)).toEqual(others.map(() => undefined))
  const out = { ...receipt, scores: null, disqualifiedAt: '2027-01-15T03:04:05.678Z' }
  expect(readReceipt(JSON.stringify(out))).toEqual(out)
  const damaged = [
    { scores: { TWK: '150' } },
    { scores: null },
    { version: 4 },
    { time: undefined },
    { time: { pauses: 1 } },
    { formation: 'F-1' },
    { paper: 1 },
  ]
  expect(damaged.map((each) => readReceipt(JSON.stringify({ ...receipt, ...each })))).toEqual(
    damaged.map(() => undefined),
  )
})
