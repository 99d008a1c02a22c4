import { expect, test } from 'vitest'
import { contentDisposition, safeFileName } from './file-name'

test('a hostile name becomes a plain one', () => {
  expect(safeFileName('../../etc/passwd')).toBe('passwd.pdf')
  expect(safeFileName('C:\\Users\\a\\SK 2026.PDF')).toBe('SK 2026.pdf')
  expect(safeFileName('..')).toBe('berkas.pdf')
  expect(safeFileName('a\r\nSet-Cookie: x=1.pdf')).toBe('aSet-Cookie x=1.pdf')
  expect(safeFileName('ijazah\u202efdp.exe')).toBe('ijazahfdp.exe.pdf')
  expect(safeFileName('<b>".pdf')).toBe('b.pdf')
  expect([...safeFileName('ñ'.repeat(500))].length).toBe(124)
})

test('the header names the file in plain and in full', () => {
  expect(contentDisposition('inline', 'Ijazah "é".pdf')).toBe(
    `inline; filename="Ijazah e.pdf"; filename*=UTF-8''Ijazah%20%22%C3%A9%22.pdf`,
  )
})
