import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNip } from '@/lib/format'
import { nipFaults, nipMismatches, nipPrefix, parseNip, plainNip } from './nip'

test('the digits of a NIP tell birth, TMT CPNS, sex and sequence', () => {
  expect(parseNip('198705122010012004')).toEqual({
    kind: 'pns',
    bornOn: '1987-05-12',
    appointedOn: '2010-01-01',
    sex: 'female',
    sequence: 4,
  })
})

test('digits 13 and 14 above 12 are the order of a PPPK contract', () => {
  expect(parseNip('198705122022211001')).toEqual({
    kind: 'pppk',
    bornOn: '1987-05-12',
    appointedYear: 2022,
    contractOrder: 21,
    sex: 'male',
    sequence: 1,
  })
  expect(parseNip('198705122022131001')?.kind).toBe('pppk')
  expect(parseNip('198705122022121001')?.kind).toBe('pns')
})

test.each([
  ['19870512201001200', ['length']],
  ['1987051220100120O4', ['digits']],
  ['198702312010012004', ['birth_date']],
  ['198705122010002004', ['month']],
  ['198705122010013004', ['sex']],
  ['198705122010012000', ['sequence']],
  ['198702312010003000', ['birth_date', 'month', 'sex', 'sequence']],
])('%s is refused for %j', (nip, faults) => {
  expect(nipFaults(nip)).toEqual(faults)
  expect(parseNip(nip)).toBeUndefined()
})

test('exactly 18 years at TMT CPNS is old enough, a day less is not', () => {
  expect(nipFaults('200201012020011001')).toEqual([])
  expect(nipFaults('200201022020011001')).toEqual(['underage'])
})

test('a NIP is compared with the data of its holder and each difference is named', () => {
  const holder = { bornOn: '1987-05-12', appointedOn: '2010-01-01', sex: 'female' } as const
  expect(nipMismatches('198705122010012004', holder)).toEqual([])
  expect(nipMismatches('198705122010012004', { ...holder, bornOn: '1987-05-13' })).toEqual(['birth_date'])
  expect(nipMismatches('198705122010012004', { ...holder, appointedOn: '2010-02-01' })).toEqual(['appointment'])
  expect(nipMismatches('198705122010012004', { ...holder, sex: 'male' })).toEqual(['sex'])
  expect(nipMismatches('198705122010212004', holder)).toEqual([])
  expect(nipMismatches('198705122011212004', holder)).toEqual(['appointment'])
})

test('spaces, no-break spaces and a leading apostrophe are no part of a NIP', () => {
  expect(plainNip("'19870512 201001\u00a02 004 ")).toBe('198705122010012004')
})

test('every NIP made of a prefix and a sequence reads back as it was made, also when grouped', () => {
  const day = fc.date({ min: new Date('1960-01-01'), max: new Date('2005-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('male', 'female'),
      fc.integer({ min: 1, max: 999 }),
      (born, month, sex, sequence) => {
        const bornOn = born.toISOString().slice(0, 10)
        const appointedOn = `2024-${String(month).padStart(2, '0')}-01`
        const nip = `${nipPrefix(bornOn, appointedOn, sex)}${String(sequence).padStart(3, '0')}`
        expect(parseNip(plainNip(formatNip(nip)))).toEqual({ kind: 'pns', bornOn, appointedOn, sex, sequence })
        expect(nipMismatches(nip, { bornOn, appointedOn, sex })).toEqual([])
      },
    ),
  )
})
