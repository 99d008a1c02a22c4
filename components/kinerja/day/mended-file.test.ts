import { expect, test } from 'vitest'
import { mendedFile, rowNumber } from './mended-file'

test('rows that were mended are a file under the headings of the template, whatever stands in a cell', async () => {
  const file = mendedFile([
    { tanggal: '16-11-2026', mulai: '08.00', selesai: '10.00', kegiatan: '- rapat; "apel"\nlapangan', hasil: '2' },
  ])
  const [headings, ...row] = (await file.text()).split('\r\n')
  expect(headings).toBe(
    '"tanggal";"mulai";"selesai";"kegiatan";"rhk";"hasil";"satuan";"diperintahkan_oleh";"nomor_surat";"alasan_terlambat";"tempat";"kolaborator"',
  )
  expect(row).toEqual(['"16-11-2026";"08.00";"10.00";"- rapat; ""apel""\nlapangan";"";"2";"";"";"";"";"";""', ''])
})

test('a row that was mended is called by its number in the file that was chosen', () => {
  expect([2, 3, 4].map((row) => rowNumber(row, [4, 7, 9]))).toEqual([4, 7, 9])
})
