import { expect, test } from 'vitest'
import { nikFaults, nikMismatches } from './nik'

const provinces = new Set(['19', '31'])
const faults = (nik: string) => nikFaults(nik, provinces)

test.each([
  ['1903016707030016', []],
  ['190301670703001', ['length']],
  ['19030167070300I6', ['digits']],
  ['9903016707030016', ['region']],
  ['1900016707030016', ['region']],
  ['1903013207030016', ['birth_date']],
  ['1903014007030016', ['birth_date']],
  ['1903010107030000', ['sequence']],
  ['1903016713030016', ['birth_date']],
  ['1903017107030016', []],
  ['1903017207030016', ['birth_date']],
])('%s has the faults %j', (nik, expected) => {
  expect(faults(nik)).toEqual(expected)
})

test('29 February passes only for a year that can have it', () => {
  expect(faults('1903012902040001')).toEqual([])
  expect(faults('1903012902030001')).toEqual(['birth_date'])
})

test('a woman is told by 40 added to the day', () => {
  expect(nikMismatches('1903016707030016', { bornOn: '2003-07-27', sex: 'female' })).toEqual([])
  expect(nikMismatches('1903016707030016', { bornOn: '2003-07-27', sex: 'male' })).toEqual(['sex'])
  expect(nikMismatches('1903012707030016', { bornOn: '2003-07-26', sex: 'male' })).toEqual(['birth_date'])
})
