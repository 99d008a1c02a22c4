import { expect, test } from 'vitest'
import { leafHash } from '@/lib/merkle'
import { type AnswerEvent, headOf } from './chain'
import { isAsPublished, keysHash, type PublishedAttempt, paperHash, publishedPaper } from './disclosure'
import { type Receipt, type SealedAttempt, sealAttempts } from './receipt'
import { typedRoot, verdictOn } from './receipt-verdict'
import type { CheckedSeal } from './seal'

const SESSION = 'session'
const paper = [
  { place: 1, section: 'TWK', options: ['B', 'A'] },
  { place: 0, section: 'TWK', options: ['A', 'B'] },
]
const KEYS = { keys: [{ section: 'TWK', points: { A: 5, B: 0 } }], keysSalt: 'salt' }
const answers = (attempt: string, ...options: string[]): AnswerEvent[] =>
  options.map((option, at) => ({ attempt, item: at + 1, option, seq: at + 1, ts: `2027-01-15T03:0${at}:00.000Z` }))

function attemptOf(attempt: string, events: readonly AnswerEvent[]): SealedAttempt {
  return {
    version: 3,
    attempt,
    salt: leafHash(attempt),
    head: headOf(events),
    events: events.length,
    scores: { TWK: 5 },
    formation: { code: 'F-1', kind: 'umum' },
    paper: paperHash(paper),
    content: keysHash(KEYS.keys, KEYS.keysSalt),
    disqualifiedAt: null,
    time: { startedAt: null, allowedSeconds: 6_000, pauses: [], finishedAt: null },
  }
}

const honest = sealAttempts(SESSION, [attemptOf('a', answers('a', 'A', 'B')), attemptOf('b', answers('b', 'B', 'A'))])
const flipped = sealAttempts(SESSION, [attemptOf('a', answers('a', 'A', 'A')), attemptOf('b', answers('b', 'B', 'A'))])
const receipt = honest.receipts[0] as Receipt
const seal: CheckedSeal = {
  signer: 'Ketua',
  authority: 'Otoritas',
  authorityPrint: leafHash('authority'),
  isSigned: true,
  isIssued: true,
  isSame: true,
}
const heldTo = { session: SESSION, root: honest.root, seal, elsewhere: null }

test('only a root from elsewhere makes a receipt genuine; the seal of the site makes it signed', () => {
  expect(verdictOn(receipt, heldTo)).toBe('signed')
  expect(verdictOn(receipt, { ...heldTo, seal: null })).toBe('unsigned')
  expect(verdictOn(receipt, { ...heldTo, elsewhere: honest.root })).toBe('genuine')
  expect(verdictOn(receipt, { ...heldTo, seal: null, elsewhere: honest.root })).toBe('genuine')
})

test('a site that seals a flipped answer anew meets the receipt, and the root that was printed', () => {
  const lying = { ...heldTo, root: flipped.root }
  expect(verdictOn(receipt, lying)).toBe('exchanged')
  expect(verdictOn(receipt, { ...lying, elsewhere: honest.root })).toBe('replaced')
  const made = flipped.receipts[0]
  expect(verdictOn(made, lying)).toBe('signed')
  expect(verdictOn(made, { ...lying, elsewhere: honest.root })).toBe('otherRoot')
})

test('a seal that does not hold is never passed over, even where the roots agree', () => {
  for (const fault of [{ isSigned: false }, { isIssued: false }, { isSame: false }]) {
    expect(verdictOn(receipt, { ...heldTo, seal: { ...seal, ...fault } })).toBe('badSeal')
    expect(verdictOn(receipt, { ...heldTo, seal: { ...seal, ...fault }, elsewhere: honest.root })).toBe('badSeal')
  }
  expect(verdictOn(receipt, { ...heldTo, seal: 'unreadable' })).toBe('badSeal')
})

test('a receipt that was changed, that of another session, and what is none are told apart', () => {
  expect(verdictOn({ ...receipt, scores: { TWK: 150 } }, heldTo)).toBe('forged')
  expect(verdictOn({ ...receipt, session: 'another' }, heldTo)).toBe('otherSession')
  expect(verdictOn(undefined, heldTo)).toBe('unreadable')
})

test('a root is typed as paper shows it, and is none before it is whole', () => {
  const shown = honest.root.toUpperCase().replace(/(.{4})/g, '$1 ')
  expect(typedRoot(`${shown}\n`)).toBe(honest.root)
  for (const text of ['', honest.root.slice(1), `${honest.root}0`, honest.root.replace(/./, 'g')])
    expect(typedRoot(text)).toBeUndefined()
})

test('published answers are held to the receipt: a flipped, a dropped and a moved one are found', () => {
  const [first, second] = answers('a', 'A', 'B').map(({ item, option, ts }): PublishedEvent => [item, option, ts])
  if (!first || !second) throw new Error('two answers')
  const sameWith = (events: PublishedEvent[]) => isAsPublished(receipt, published({ events }))
  expect(sameWith([first, second])).toBe(true)
  expect(sameWith([first, [second[0], 'A', second[2]]])).toBe(false)
  expect(sameWith([first])).toBe(false)
  expect(sameWith([second, first])).toBe(false)
})

test('so is everything else that the receipt holds: scores, paper, time, keys, and whose it is', () => {
  const changes: Partial<PublishedAttempt>[] = [
    { scores: { TWK: 10 } },
    { paper: publishedPaper([...paper].reverse()) },
    { formation: { code: 'F-2', kind: 'umum' } },
    { time: { startedAt: null, allowedSeconds: 7_000, pauses: [], finishedAt: null } },
    { attempt: 'c' },
  ]
  expect(changes.map((change) => isAsPublished(receipt, published(change)))).toEqual(changes.map(() => false))
  expect(isAsPublished(receipt, { ...published({}), keys: [{ section: 'TWK', points: { A: 0, B: 5 } }] })).toBe(false)
})

test('a receipt of the first seals is held to what it has', () => {
  const { attempt, salt, head, events, scores } = attemptOf('a', answers('a', 'A', 'B'))
  const [old] = sealAttempts(SESSION, [{ attempt, salt, head, events, scores: scores ?? {} }]).receipts
  if (!old) throw new Error('no receipt')
  const own = { attempt, salt, head, paper: [1, 0], formation: 'F-1', scores: { TWK: 5 }, events: EVENTS }
  const data = { ...KEYS, attempts: [own] }
  expect(isAsPublished(old, data)).toBe(true)
  expect(isAsPublished(old, { ...data, attempts: [{ ...own, events: EVENTS.toReversed() }] })).toBe(false)
})

type PublishedEvent = PublishedAttempt['events'][number]

const EVENTS = answers('a', 'A', 'B').map(({ item, option, ts }): PublishedEvent => [item, option, ts])

/** The data of the session as far as the first attempt goes. */
function published(change: Partial<PublishedAttempt>) {
  const { content: _, ...sealed } = attemptOf('a', [])
  return { ...KEYS, attempts: [{ ...sealed, paper: publishedPaper(paper), events: EVENTS, ...change }] }
}
