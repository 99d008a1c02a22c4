import { expect, test } from 'vitest'
import { terbilang, terbilangRupiah } from './terbilang'

test.each([
  [0, 'nol'],
  [10, 'sepuluh'],
  [11, 'sebelas'],
  [19, 'sembilan belas'],
  [20, 'dua puluh'],
  [100, 'seratus'],
  [199, 'seratus sembilan puluh sembilan'],
  [1000, 'seribu'],
  [1999, 'seribu sembilan ratus sembilan puluh sembilan'],
  [2000, 'dua ribu'],
  [11_000, 'sebelas ribu'],
  [100_000, 'seratus ribu'],
  [1_000_000, 'satu juta'],
  [1_001_000, 'satu juta seribu'],
  [1_000_000_000, 'satu miliar'],
  [2_000_000_000_001, 'dua triliun satu'],
  [-5, 'minus lima'],
])('%d is spelt "%s"', (number, words) => {
  expect(terbilang(number)).toBe(words)
})

test('a salary is spelt with its currency', () => {
  expect(terbilangRupiah(2_873_500)).toBe('dua juta delapan ratus tujuh puluh tiga ribu lima ratus rupiah')
})

test('a fraction or a number beyond the scale has no words', () => {
  expect(() => terbilang(1.5)).toThrow(RangeError)
  expect(() => terbilang(1e15)).toThrow(RangeError)
})
