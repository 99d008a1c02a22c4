import { expect, test } from 'vitest'
import { checkEarlier, withEarlier } from './earlier.mjs'

const [LOW, HIGH] = [{ TKP: 100 }, { TKP: 200 }]
const attempt = (name, scores) => ({ attempt: name, scores, disqualifiedAt: null })
const session = (programme = 'SKD-2018') => ({
  session: 's-1',
  seal: { statement: JSON.stringify({ programme }) },
  attempts: [attempt('a', HIGH)],
})
const line = (changes = {}) => ({
  number: '1',
  scores: HIGH,
  earlier: { programme: 'SKD-2018', session: 's-1' },
  ...changes,
})

function reportOf({ lines = [line()], replaced, use = 'better', sessions = [session()] } = {}) {
  const report = { faults: [], reservations: [] }
  const programme = { code: 'SKD-2019', earlier: { programme: 'SKD-2018', use } }
  checkEarlier(report, { programme, formations: [{ code: 'F-1', lines, replaced }] }, sessions)
  return report
}

test('a formation ranks earlier scores of its lines, and not the attempts that give way to them', () => {
  const formation = { lines: [line(), line({ earlier: undefined })], replaced: ['b'] }
  expect(withEarlier(formation, [attempt('b', LOW), attempt('c', LOW)]).map(({ scores }) => scores)).toEqual([
    LOW,
    HIGH,
  ])
})

test('an earlier score is that of an attempt; whose, is left to people, and so is a session that is not there', () => {
  expect(reportOf({ replaced: ['b'] })).toEqual({
    faults: [],
    reservations: ['Formation F-1: 1 is ranked by a score of SKD-2018: that it is theirs is not published.'],
  })
  expect(reportOf({ sessions: [] }).reservations).toHaveLength(2)
})

test.each([
  ['a score that nobody has', { lines: [line({ scores: LOW })] }, /no attempt of session s-1 has their scores/],
  ['one attempt for two', { lines: [line(), line({ number: '2' })] }, /F-1: 2: no attempt/],
  [
    'another programme',
    { lines: [line({ earlier: { programme: 'SKD-2014', session: 's-1' } })] },
    /does not count here/,
  ],
  ['a session of another programme', { sessions: [session('SKD-2014')] }, /was not held in SKD-2018/],
  ['an attempt that gives way to nothing', { replaced: ['a', 'b'] }, /2 attempts give way/],
  ['one that gives way where the new score counts', { replaced: ['a'], use: 'instead' }, /1 attempts give way/],
])('%s is found', (_, change, sentence) => {
  expect(reportOf(change).faults.join('\n')).toMatch(sentence)
})
