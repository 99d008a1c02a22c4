import { expect, test } from 'vitest'
import { columnsFrom, columnsWord, listHref, pageSizeFrom, pageWithin, sliceOfPage, viewQuery } from './list-view'

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

test('beyond the last page stands the last one, also of a list without rows', () => {
  expect([1, 3, 4, 99].map((page) => pageWithin(page, 25, 51))).toEqual([1, 3, 3, 3])
  expect(pageWithin(3, 25, 50)).toBe(2)
  expect(pageWithin(3, 25, 0)).toBe(1)
  expect(sliceOfPage(['a', 'b', 'c'], 1, 2)).toEqual({ shown: ['a', 'b'], page: 1, size: 2, total: 3 })
  expect(sliceOfPage(['a', 'b', 'c'], 9, 2)).toEqual({ shown: ['c'], page: 2, size: 2, total: 3 })
  expect(sliceOfPage([], 9, 2)).toEqual({ shown: [], page: 1, size: 2, total: 0 })
})
