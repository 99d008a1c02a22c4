import { expect, test } from 'vitest'
import { parseDocumentAddress } from '@/lib/sapk/document-list'

test('an address names filters, and what makes no sense is left out; the newest come first', () => {
  expect(parseDocumentAddress({ jenis: 'promotion_decree', keadaan: 'revoked', sejak: '2026-02-30' })).toMatchObject({
    kind: 'promotion_decree',
    state: 'revoked',
    since: undefined,
    sort: 'waktu',
    isDescending: true,
    page: 1,
  })
  expect(parseDocumentAddress({ jenis: 'exam_certificate', urut: 'jenis', kolom: 'kind.at' })).toMatchObject({
    kind: undefined,
    sort: 'jenis',
    isDescending: false,
    columns: ['kind', 'at'],
  })
  expect(parseDocumentAddress({ urut: 'nama' })).toMatchObject({ sort: 'waktu', isDescending: true })
})
