import { expect, test } from 'vitest'
import { columnsFrom, columnsWord, listHref, pageSizeFrom, rowsOfPage, viewQuery } from './list-view'

const all = ['post', 'rank', 'outcome'] as const

test('columns come in the order of the address, unknown and repeated ones left out', () => {
  expect(columnsFrom(all, 'outcome.salary.post.outcome')).toEqual(['outcome', 'post'])
  expect(columnsFrom(all, 'salary')).toBeUndefined()
  expect(columnsFrom(all, undefined)).toBeUndefined()
})

test('all columns in the usual order need no word in the address', () => {
  expect(columnsWord(all, ['post', 'rank', 'outcome'])).toBeUndefined()
  expect(columnsWord(all, ['rank', 'post', 'outcome'])).toBe('rank.post.outcome')
  expect(columnsWord(all, ['rank'])).toBe('rank')
})

test('a page has 25, 50 or 100 rows', () => {
  expect(['50', '100', '7', undefined].map(pageSizeFrom)).toEqual([50, 100, 25, 25])
})

test('a saved view keeps filters, sort, columns and page size, not the period or the page', () => {
  const query = {
    periode: '2027-04-01',
    halaman: '3',
    buka: 'x',
    jenis: 'reguler',
    urut: '-nama',
    kolom: 'rank',
    baris: '50',
  }
  expect(viewQuery(query)).toBe('jenis=reguler&urut=-nama&kolom=rank&baris=50')
})

test('a changed filter begins at page one, a turned page keeps the filters', () => {
  const query = { jenis: 'reguler', halaman: '3', sesudah: 'x' }
  expect(listHref('/a', query, { jenis: undefined })).toBe('/a')
  expect(listHref('/a', query, { urut: 'nama' })).toBe('/a?jenis=reguler&urut=nama')
  expect(listHref('/a', query, { halaman: '4' })).toBe('/a?jenis=reguler&halaman=4&sesudah=x')
})

test('a page has its rows up to the last of the list, and what lies beyond the last page is known to', () => {
  expect(rowsOfPage(1, 25, 51)).toEqual({ from: 1, to: 25, lastPage: 3 })
  expect(rowsOfPage(3, 25, 51)).toEqual({ from: 51, to: 51, lastPage: 3 })
  expect(rowsOfPage(2, 25, 50)).toEqual({ from: 26, to: 50, lastPage: 2 })
  expect(rowsOfPage(99, 25, 50).lastPage).toBe(2)
  expect(rowsOfPage(1, 25, 0)).toEqual({ from: 0, to: 0, lastPage: 1 })
})
