import { expect, test } from 'vitest'
import { readAbsenceLines } from './absence-lines'

const NIP = '199003142015031002'

test('lines are read as they come out of a table, whatever stands between the two and around them', () => {
  const lines = [`${NIP}\t2026-11-03`, '', `19900314 201503 1 002; 3/11/2026; tanpa keterangan`, `4-11-2026,${NIP}`]
  expect(readAbsenceLines(lines.join('\r\n'))).toEqual([
    { line: 1, nip: NIP, absentOn: '2026-11-03' },
    { line: 3, nip: NIP, absentOn: '2026-11-03' },
    { line: 4, nip: NIP, absentOn: '2026-11-04' },
  ])
})

test.each([
  ['no day', NIP],
  ['a day that is none', `${NIP} 2026-02-30`],
  ['a month that is none', `${NIP} 3/13/2026`],
  ['a NIP that is too short', '1990031420150310 2026-11-03'],
  ['two of them', `${NIP} ${NIP} 2026-11-03`],
])('%s is told by its line', (_, line) => {
  expect(readAbsenceLines(`${NIP} 2026-11-02\n${line}`)).toEqual({ faultyLine: 2 })
})
