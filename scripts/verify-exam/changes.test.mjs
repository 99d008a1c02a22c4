import { expect, test } from 'vitest'
import { checkChanges } from './changes.mjs'

const line = (number, result, place, final = null) => ({ number, result, place, scores: { TKP: 200 }, final })
const facts = (result, place) => ({ result, place, total: 200, final: null, into: null })

const announced = (version, lines, settlement) => ({
  agency: 'Instansi Uji',
  agencyCode: '9001',
  stage: 'final',
  programme: { code: 'SKD-UJI' },
  version,
  formations: [{ code: 'F-1', lines }],
  settlement,
})

const before = announced(1, [line('1', 'P/L', 1), line('2', 'TL', 2), line('3', 'TL', 3)], null)
const changes = [
  { number: '2', from: facts('TL', 2), to: facts('P/L', 1), cause: 'others' },
  { number: '1', from: facts('P/L', 1), to: facts('TL', 2), cause: 'correction' },
]
const lines = [line('2', 'P/L', 1), line('1', 'TL', 2), line('3', 'TL', 3)]

function reportOf(settlement, announcements = [before]) {
  const report = { faults: [], reservations: [] }
  checkChanges(report, announced(2, lines, settlement), announcements)
  return report
}

test('what a version says of its changes is what two versions differ in', () => {
  expect(reportOf({ objections: [], changes })).toEqual({ faults: [], reservations: [] })
})

test.each([
  ['somebody who is not named', changes.slice(1), /2 stands otherwise than before, and is not named/],
  [
    'somebody who stands as before',
    [...changes, { number: '3', from: facts('TL', 3), to: facts('TL', 3) }],
    /3 is named among the changes, and stands as before/,
  ],
  [
    'somebody without a line',
    [...changes, { number: '9', from: facts('TL', 3), to: facts('P/L', 3) }],
    /9 is named among the changes, and has no line in either/,
  ],
  [
    'another standing before',
    [{ ...changes[0], from: facts('TL', 3) }, changes[1]],
    /of the change of 2 is not what the versions say/,
  ],
])('%s is found', (_, told, sentence) => {
  expect(reportOf({ objections: [], changes: told }).faults.join('\n')).toMatch(sentence)
})

test('who is in one version alone is named as well', () => {
  const report = { faults: [], reservations: [] }
  const shorter = announced(2, lines.slice(0, 2), { objections: [], changes })
  checkChanges(report, shorter, [before])
  expect(report.faults).toEqual([
    'Version 2 of Instansi Uji in SKD-UJI (final): 3 stands otherwise than before, and is not named.',
  ])
  const gone = { number: '3', from: facts('TL', 3), to: null, cause: 'others' }
  const told = { faults: [], reservations: [] }
  checkChanges(told, announced(2, lines.slice(0, 2), { objections: [], changes: [...changes, gone] }), [before])
  expect(told.faults).toEqual([])
})

test('a correction of the committee is said, and so is a version before that is not there', () => {
  const corrections = [{ numbers: ['1'], reason: 'Nilai tertukar' }]
  expect(reportOf({ objections: [], corrections, changes }, [])).toEqual({
    faults: [],
    reservations: [
      'Version 2 of Instansi Uji in SKD-UJI (final) mends what the committee found wrong for 1 ("Nilai tertukar").',
      'Version 2 of Instansi Uji in SKD-UJI (final) says what changed, and the version before it is not among the files.',
    ],
  })
})
