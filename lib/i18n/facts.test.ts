import { expect, test } from 'vitest'
import { readableFacts } from '@/lib/i18n/facts'

test('facts read as a sentence says them', () => {
  const facts = { rankSince: '2023-04-01', tenureMonths: 48, salaryRupiah: 4213500, rank: 'III/b', goodYears: 2 }
  expect(readableFacts(facts, 'id')).toEqual({
    rankSince: '1 Apr 2023',
    tenureMonths: '4 th 0 bl',
    salaryRupiah: 'Rp\u00a04.213.500',
    rank: 'III/b',
    goodYears: 2,
  })
})

test('what is unknown, true or false becomes a word that a message can select on', () => {
  expect(readableFacts({ rating: null, isActive: true, isHeld: false }, 'en')).toEqual({
    rating: 'none',
    isActive: 'yes',
    isHeld: 'no',
  })
})

test('a text that only looks like a date stays as it is', () => {
  expect(readableFacts({ number: '2026-02-31' }, 'id')).toEqual({ number: '2026-02-31' })
})

test('thousandths are told as decimals, and so are the decimals of findings stored earlier', () => {
  expect(readableFacts({ creditThousandths: 112_500, requiredThousandths: null }, 'id')).toEqual({
    credit: '112,5',
    required: 'none',
  })
  expect(readableFacts({ credit: 112.5, required: 100 }, 'id')).toEqual({ credit: '112,5', required: 100 })
})
