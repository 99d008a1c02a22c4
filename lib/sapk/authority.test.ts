import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import type { Rank } from '@/lib/registry/ranks'
import { buildReference } from '@/lib/registry/reference'
import { type AuthorityCase, authorityOn } from './authority'

const reference = buildReference(readReferenceRows())
const base: AuthorityCase = { service: 'promotion', agency: 'regency', rank: 'III/d', echelon: null, grade: null }
const who = (subject: Partial<AuthorityCase>, on = '2027-04-01') => {
  const found = authorityOn(reference, { ...base, ...subject }, on)
  return found && [found.approvalBy, found.instrument, found.decreeBy]
}

test('up to III/d a regency is answered by its Kanreg with a nota persetujuan and signs itself', () => {
  expect(who({})).toEqual(['regional_office', 'approval_note', 'ppk'])
  expect(who({}, '2010-04-01')).toEqual(['regional_office', 'approval_note', 'ppk'])
})

test('a PPK may have decrees up to III/d signed for them, and signs those to IV/a alone', () => {
  for (const agency of ['regency', 'province', 'central'] as const) {
    const isDelegable = (rank: Rank) => authorityOn(reference, { ...base, agency, rank }, '2027-04-01')?.isDelegable
    expect([isDelegable('III/d'), isDelegable('IV/a'), isDelegable('IV/c')], agency).toEqual([true, false, false])
  }
})

test('to IV/a and IV/b of a regency the governor signed until PP 11/2017', () => {
  expect(who({ rank: 'IV/a' }, '2017-04-01')).toEqual(['regional_office', 'technical_consideration', 'governor'])
  expect(who({ rank: 'IV/b' }, '2017-10-01')).toEqual(['regional_office', 'technical_consideration', 'ppk'])
  expect(who({ rank: 'IV/b', agency: 'city' })).toEqual(['regional_office', 'technical_consideration', 'ppk'])
})

test('a province goes to its Kanreg, a ministry to BKN Pusat, and each signs up to IV/b', () => {
  expect(who({ rank: 'IV/b', agency: 'province' })).toEqual(['regional_office', 'technical_consideration', 'ppk'])
  expect(who({ rank: 'IV/b', agency: 'central' })).toEqual(['bkn', 'technical_consideration', 'ppk'])
})

test('to IV/c and above the President signed until 31 March 2015, then the Head of BKN for the President', () => {
  expect(who({ rank: 'IV/c' }, '2014-10-01')?.[2]).toBe('president')
  expect(who({ rank: 'IV/c' }, '2015-04-01')?.[2]).toBe('head_of_bkn_for_president')
  expect(who({ rank: 'IV/c', echelon: 'II.a' })?.[2]).toBe('head_of_bkn_for_president')
})

test('holders of JPT madya and JF ahli utama stay with the President', () => {
  expect(who({ rank: 'IV/d', echelon: 'I.b' })).toEqual(['head_of_bkn', 'technical_consideration', 'president'])
  expect(who({ rank: 'IV/e', grade: 'Ahli Utama' })?.[2]).toBe('president')
})

test('pension decrees up to IV/b were signed at BKN until PP 11/2017 and by the PPK since', () => {
  expect(who({ service: 'retirement' }, '2017-04-06')?.[2]).toBe('head_of_regional_office')
  expect(who({ service: 'retirement', agency: 'central' }, '2017-04-06')?.[2]).toBe('head_of_bkn')
  expect(who({ service: 'retirement' }, '2017-04-07')?.[2]).toBe('ppk')
  expect(who({ service: 'retirement', rank: 'IV/c' })?.[2]).toBe('head_of_bkn_for_president')
})

test('a NIP of a ministry is given by BKN Pusat, of a region by the Kanreg', () => {
  expect(who({ service: 'recruitment', agency: 'central', rank: 'III/a' })?.[0]).toBe('bkn')
  expect(who({ service: 'recruitment', agency: 'city', rank: 'III/a' })?.[0]).toBe('regional_office')
})
