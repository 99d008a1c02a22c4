import { addressWith } from '@/lib/search-parameters'

export const pageSizes = [25, 50, 100] as const
export type PageSize = (typeof pageSizes)[number]

/** Words of an address that say where in a list one stands, and not how it looks: a saved view leaves them out. */
const OF_PLACE = ['halaman', 'halamanunit', 'buka', 'sesudah', 'sebelum', 'mulai', 'periode']

/** Rows of a page as the address asks for them. */
export function pageSizeFrom(text: string | undefined): PageSize {
  return pageSizes.find((size) => String(size) === text) ?? pageSizes[0]
}

/** The page that an address asks for; beyond the last one of so many rows, the last. */
export function pageWithin(page: number, size: number, total: number): number {
  return Math.min(page, Math.max(1, Math.ceil(total / size)))
}

/** The rows of a page of a list that is there as a whole, and where in it they stand, as `Pager` takes it. */
export function sliceOfPage<Row>(all: readonly Row[], asked: number, size: number) {
  const total = all.length
  const page = pageWithin(asked, size, total)
  return { shown: all.slice((page - 1) * size, page * size), page, size, total }
}

/** The columns of a view in their order, undefined for all of them in the usual order; the first stands before them. */
export function columnsFrom<Key extends string>(all: readonly Key[], text: string | undefined): Key[] | undefined {
  const asked = new Set(text?.split('.'))
  const shown = [...asked].flatMap((word) => all.find((key) => key === word) ?? [])
  return shown.length > 0 ? shown : undefined
}

/** The word of the address for some columns; none for all of them in the usual order. */
export function columnsWord(all: readonly string[], shown: readonly string[]): string | undefined {
  const isUsual = shown.length === all.length && shown.every((key, at) => key === all[at])
  return isUsual ? undefined : shown.join('.')
}

/** What a saved view keeps of an address: filters, sort, columns and page size. */
export function viewQuery(query: Record<string, string>): string {
  return String(new URLSearchParams(Object.entries(query).filter(([key]) => !OF_PLACE.includes(key))))
}

/** The address of the same list with some words changed; a change other than of the place begins at page one. */
export function listHref(
  path: string,
  query: Record<string, string>,
  changes: Record<string, string | undefined>,
): string {
  const isTurn = ['halaman', 'halamanunit', 'buka', 'sesudah', 'sebelum'].some((key) => key in changes)
  const first = isTurn
    ? {}
    : {
        halaman: undefined,
        halamanunit: undefined,
        buka: undefined,
        sesudah: undefined,
        sebelum: undefined,
        mulai: undefined,
      }
  return addressWith(path, { ...query, ...first, ...changes })
}
