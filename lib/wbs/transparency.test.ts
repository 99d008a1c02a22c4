import { expect, test } from 'vitest'
import { DEPLOYMENT, office, root, TODAY } from './people.fixture'
import { makeSigningKey } from './signature'
import { type Checkpoint, entryOf, type LogEntry, requireLog, requireLogged, signCheckpoint } from './transparency'

const at = { deployment: DEPLOYMENT, on: TODAY }
const reader = { rootKeys: [root.public], deployment: DEPLOYMENT }
const log: LogEntry[] = Array.from({ length: 9 }, (_, place) => ({
  kind: 'manifest',
  version: place + 1,
  hash: `${place}`.repeat(64),
}))
const checking = (entries: LogEntry[], newest: Checkpoint, change = {}) => {
  try {
    requireLog(entries, newest, { ...reader, ...change })
    return 'good'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a log grows, and what a checkpoint once covered can never change', () => {
  const seen = signCheckpoint(log.slice(0, 5), at, root)
  const newest = signCheckpoint(log, at, root)
  expect(checking(log, newest, { seen })).toBe('good')
  const changed = log.with(2, { kind: 'destroyed', on: TODAY, count: 1 })
  expect(checking(changed, newest)).toBe('log_rewritten')
  expect(checking(changed, signCheckpoint(changed, at, root), { seen })).toBe('log_rewritten')
  expect(checking(log.slice(0, 4), signCheckpoint(log.slice(0, 4), at, root), { seen })).toBe('log_rewritten')
  expect(checking(log, seen, { seen: newest })).toBe('log_rewritten')
  expect(checking(log.slice(0, 8), newest)).toBe('log_rewritten')
})

test('a checkpoint is signed by a root key for its deployment', () => {
  const newest = signCheckpoint(log, at, root)
  expect(checking(log, signCheckpoint(log, at, makeSigningKey()))).toBe('bad_signature')
  expect(checking(log, { ...newest, size: 8 })).toBe('bad_signature')
  expect(checking(log, newest, { deployment: 'lain' })).toBe('wrong_deployment')
})

test('a manifest that only one reader was shown is not in the log', async () => {
  const { signed } = await office()
  expect(() => requireLogged(signed, [...log, entryOf(signed)])).not.toThrow()
  expect(() => requireLogged(signed, log)).toThrow('not_in_log')
})
