import { expect, test } from 'vitest'
import { ownReason } from './own-reason'

test('reasons that Satya wrote, old rows among them, are known by their form', () => {
  expect(ownReason('Impor pegawai 2026.xlsx')).toEqual({ code: 'import', facts: { file: 'pegawai 2026.xlsx' } })
  expect(ownReason('Pembatalan impor pegawai.csv')).toEqual({ code: 'importUndone', facts: { file: 'pegawai.csv' } })
  expect(ownReason('Ralat SK')).toEqual({ code: 'correction', facts: {} })
})

test("somebody's own words stay as they are", () => {
  expect(ownReason('Impor data keliru, diperbaiki')).toBeUndefined()
  expect(ownReason('Ralat SK karena nomor keliru')).toBeUndefined()
})
