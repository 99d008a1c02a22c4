import { expect, test } from 'vitest'
import { readAmountLines } from './allowance-lines'

test('a post and its rupiah, as they come out of a table', () => {
  const lines = [
    'Analis Perencanaan\t4.250.000',
    '',
    'Arsiparis Ahli Muda; Rp 5.100.000,00',
    'Pengelola Surat, 3000000',
  ]
  expect(readAmountLines(lines.join('\n'))).toEqual([
    { line: 1, position: 'Analis Perencanaan', amountRupiah: 4_250_000 },
    { line: 3, position: 'Arsiparis Ahli Muda', amountRupiah: 5_100_000 },
    { line: 4, position: 'Pengelola Surat', amountRupiah: 3_000_000 },
  ])
})

test.each(['Analis Perencanaan', '4.250.000', 'Analis Perencanaan; 0', 'Analis; 9.999.999.999'])(
  '%s is no amount',
  (line) => {
    expect(readAmountLines(`Arsiparis; 1.000\n${line}`)).toEqual({ faultyLine: 2 })
  },
)
