import { expect, test } from 'vitest'
import { Pager } from '@/components/ui/pager'

const of = (page: number, total: number) => Pager({ page, size: 25, total, href: (to) => `/a?halaman=${to}` })
const turns = (page: number, total: number) => of(page, total)?.props

test('a page has its rows up to the last of the list, and the pages beside it where there are any', () => {
  expect(turns(1, 51)).toMatchObject({ from: 1, to: 25, previousHref: undefined, nextHref: '/a?halaman=2' })
  expect(turns(2, 51)).toMatchObject({ from: 26, to: 50, previousHref: '/a?halaman=1', nextHref: '/a?halaman=3' })
  expect(turns(3, 51)).toMatchObject({ from: 51, to: 51, total: 51, nextHref: undefined })
  expect(turns(2, 50)).toMatchObject({ from: 26, to: 50, nextHref: undefined })
})

test('whoever asks for a page beyond the last is led to the last, and a list of nobody has no pages', () => {
  expect(() => of(4, 51)).toThrow(expect.objectContaining({ digest: expect.stringContaining(';/a?halaman=3;307;') }))
  expect(() => of(2, 25)).toThrow(expect.objectContaining({ digest: expect.stringContaining(';/a?halaman=1;307;') }))
  expect(of(9, 0)).toBeNull()
})
