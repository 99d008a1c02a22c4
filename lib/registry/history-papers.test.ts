import { expect, test } from 'vitest'
import { latestRow, paperTypes } from './history-papers'

const row = (id: string, effectiveOn: string, more: { assignment?: string; recordedAt?: Date } = {}) => ({
  id,
  effectiveOn,
  recordedAt: new Date('2026-01-01T00:00:00Z'),
  ...more,
})

test('the latest decree proves the last row alone, and the upload to any other begins with the earlier one', () => {
  expect(paperTypes('rank', {}, true)).toEqual(['SK_PANGKAT', 'SK_PANGKAT_LAMA'])
  expect(paperTypes('rank', {}, false)).toEqual(['SK_PANGKAT_LAMA'])
  expect(paperTypes('position', {}, false)).toEqual(['SK_JABATAN_LAMA', 'SPP', 'SPMT'])
  expect(paperTypes('creditPoint', {}, false)).toEqual(['PAK_LAMA', 'KONVERSI_AK', 'AKUMULASI_AK'])
  expect(paperTypes('performance', { year: 2025 }, false)).toEqual(['PREDIKAT_2025'])
})

test('the last row is that of the latest TMT, and of one day that which was recorded last', () => {
  const recordedAt = new Date('2026-02-01T00:00:00Z')
  const rows = [row('late', '2024-04-01'), row('twice', '2024-04-01', { recordedAt }), row('early', '2009-04-01')]
  expect(latestRow('rank', rows)).toBe('twice')
  expect(latestRow('rank', [])).toBeUndefined()
})

test('a post held beside the definitive one is not the last', () => {
  const definitive = row('definitive', '2020-01-01', { assignment: 'definitive' })
  const acting = row('acting', '2024-01-01', { assignment: 'acting' })
  expect(latestRow('position', [definitive, acting])).toBe('definitive')
})
