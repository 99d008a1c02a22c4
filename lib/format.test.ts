import { expect, test } from 'vitest'
import {
  formatDate,
  formatInstant,
  formatMonth,
  formatMonths,
  formatNip,
  formatNumber,
  formatPercent,
  formatRupiah,
  formatThousandths,
  formatTime,
} from './format'
import { siteZone, zonesAbroad } from './zones-abroad'

test('a date has its month in words, shortened in tables, in both languages', () => {
  expect(formatDate('1945-08-17')).toBe('17 Agustus 1945')
  expect(formatDate('1945-08-17', 'short')).toBe('17 Agu 1945')
  expect(formatDate('2027-05-01', 'short', 'en')).toBe('1 May 2027')
  expect(formatDate('2026-12-09', 'long', 'en')).toBe('9 December 2026')
  expect(formatMonth('2027-04-01')).toBe('April 2027')
})

test('an instant is told on the wall clock of the zone of the unit', () => {
  const instant = new Date('2026-11-23T17:05:00Z')
  expect(formatInstant(instant, 'id', 'Asia/Jakarta')).toBe('24 Nov 2026 00.05 WIB')
  expect(formatInstant(instant, 'en', 'Asia/Makassar')).toBe('24 Nov 2026 01:05 WITA')
  expect(formatTime(instant, 'id', 'Asia/Jayapura')).toBe('02.05 WIT')
})

test('an instant abroad is told with the city whose clock it is, in each zone that a site may have', () => {
  const instant = new Date('2026-11-23T17:05:00Z')
  expect(formatInstant(instant, 'id', siteZone('Asia/Kuala_Lumpur'))).toBe('24 Nov 2026 01.05 (Kuala Lumpur)')
  expect(formatTime(instant, 'en', siteZone('Europe/London'))).toBe('17:05 (London)')
  expect(siteZone('Asia/Makassar')).toBe('Asia/Makassar')
  expect(siteZone('Mars/Olympus')).toBe('Asia/Jakarta')
  for (const zone of zonesAbroad) expect(formatTime(instant, 'id', zone), zone).toMatch(/^\d\d\.\d\d \([A-Z]/)
  expect(zonesAbroad).toEqual([...new Set(zonesAbroad)].sort())
})

test('numbers group with dots in Indonesian and with commas in English', () => {
  expect(formatNumber(1234567.89)).toBe('1.234.567,89')
  expect(formatNumber(1234567.89, 'en')).toBe('1,234,567.89')
  expect(formatPercent(12.5)).toBe('12,5%')
  expect(formatThousandths(1_112_375)).toBe('1.112,375')
  expect(formatThousandths(12_500, 'en')).toBe('12.5')
})

test('money keeps its sign on the line on screen, and prints cents in a letter', () => {
  expect(formatRupiah(2873500)).toBe('Rp\u00a02.873.500')
  expect(formatRupiah(2873500, 'en')).toBe('Rp\u00a02,873,500')
  expect(formatRupiah(2873500, 'en', 'letter')).toBe('Rp2.873.500,00')
})

test('a NIP is grouped 8-6-1-3 and anything else is left as it is', () => {
  expect(formatNip('198705122010011004')).toBe('19870512 201001 1 004')
  expect(formatNip('1987')).toBe('1987')
})

test('a length of service reads as years and months', () => {
  expect(formatMonths(55)).toBe('4 th 7 bl')
  expect(formatMonths(24, 'en')).toBe('2 y 0 m')
})
