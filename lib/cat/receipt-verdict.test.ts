import { expect, test } from 'vitest'
import { type AnswerEvent, headOf } from './chain'
import { isAsPublished, paperHash, publishedPaper, type SessionData } from './disclosure'
import { leafHash } from './merkle'
import { type Receipt, type SealedAttempt, sealAttempts } from './receipt'
import { typedRoot, verdictOn } from './receipt-verdict'
import type { CheckedSeal } from './seal'

const SESSION = 'session'
const paper = [
  { place: 1, section: 'TWK', options: ['B', 'A'] },
  { place: 0, section: 'TWK', options: ['A', 'B'] },
]
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
    content: leafHash('content'),
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
  const [first, second] = answers('a', 'A', 'B').map(({ item, option, ts }) => [item, option, ts] as const)
  if (!first || !second) throw new Error('two answers')
  const publishedWith = (events: readonly (readonly [number, string | null, string])[], scores = { TWK: 5 }) =>
    ({
      format: 'satya-exam-session-2',
      attempts: [{ ...attemptOf('a', []), paper: publishedPaper(paper), scores, events }],
    }) as unknown as SessionData
  expect(isAsPublished(receipt, publishedWith([first, second]))).toBe(true)
  expect(isAsPublished(receipt, publishedWith([first, [second[0], 'A', second[2]]]))).toBe(false)
  expect(isAsPublished(receipt, publishedWith([first]))).toBe(false)
  expect(isAsPublished(receipt, publishedWith([second, first]))).toBe(false)
  expect(isAsPublished(receipt, publishedWith([first, second], { TWK: 10 }))).toBe(false)
  expect(isAsPublished({ ...receipt, attempt: 'c' }, publishedWith([first, second]))).toBe(false)
})
