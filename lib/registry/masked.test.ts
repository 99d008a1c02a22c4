import { expect, test } from 'vitest'
import { masked } from './masked'

test.each([
  ['nik', '1971055406850001', '••••••••••••0001'],
  ['phone', '081200000094', '••••••••0094'],
  ['phone', '0812', '••12'],
  ['email', 'tini@surat.example', '••••••@surat.example'],
  ['address', 'Jalan Melati Nomor 3, Koba', '••••••••, Koba'],
  ['address', 'Jalan Melati', '••••••••'],
  ['npwp', null, null],
  ['npwp', '', null],
] as const)('%s %j is shown as %j', (field, value, expected) => {
  expect(masked(field, value)).toBe(expected)
})
