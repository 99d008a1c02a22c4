import { type CivilDate, isCivilDate } from '@/lib/civil-date'
import { isRank, type Rank } from '@/lib/registry/ranks'
import type { NominativeOutcome } from '@/lib/sapk/nominative'
import type { PromotionType } from '@/lib/sapk/promotion'
import { textParameters } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'

export const NOMINATIVE_PATH = '/sapk/kenaikan-pangkat'

/** The name of the boxes that pick people. */
export const PICK_NAME = 'employee'

/** The words of the address for what is stored in English. */
export const outcomeSlugs = { memenuhi: 'eligible', bersyarat: 'conditional', belum: 'ineligible' } as const
export const typeSlugs = { reguler: 'regular', struktural: 'structural', fungsional: 'functional' } as const
export const sortSlugs = ['nama', 'golongan', 'masa', 'unit', 'hasil'] as const
export const pageSizes = [25, 50, 100] as const
const proposedSlugs = ['sudah', 'belum'] as const

export type NominativeSort = (typeof sortSlugs)[number]

export type NominativeFilter = {
  type?: PromotionType
  unitId?: number // with every unit below it
  rank?: Rank
  unmetCode?: string // a condition that is not met
  proposed?: boolean
  name?: string // or the beginning of a NIP
}

export type NominativeAddress = {
  effectiveOn: CivilDate | undefined
  outcome: NominativeOutcome | undefined
  filter: NominativeFilter
  sort: NominativeSort
  isDescending: boolean
  page: number
  pageSize: (typeof pageSizes)[number]
  openId: string | undefined
  query: Record<string, string>
}

const CODE = /^[a-z_0-9.]{1,60}$/
const NAME_MAX = 100

/** Filters, sort and page as the address gives them; what makes no sense is left out. */
export function parseNominativeAddress(params: Record<string, string | string[] | undefined>): NominativeAddress {
  const query = textParameters(params)
  const unitId = Number(query.unit)
  const page = Number(query.halaman)
  const sortName = query.urut?.replace(/^-/, '')
  return {
    effectiveOn: query.periode && isCivilDate(query.periode) ? query.periode : undefined,
    outcome: lookUp(outcomeSlugs, query.hasil),
    filter: {
      type: lookUp(typeSlugs, query.jenis),
      unitId: Number.isSafeInteger(unitId) && unitId > 0 && unitId < 2 ** 31 ? unitId : undefined,
      rank: query.golongan && isRank(query.golongan) ? query.golongan : undefined,
      unmetCode: query.syarat && CODE.test(query.syarat) ? query.syarat : undefined,
      proposed: proposedSlugs.some((slug) => slug === query.usul) ? query.usul === 'sudah' : undefined,
      name: query.nama?.trim().slice(0, NAME_MAX) || undefined,
    },
    sort: sortSlugs.find((slug) => slug === sortName) ?? 'nama',
    isDescending: query.urut?.startsWith('-') ?? false,
    page: Number.isSafeInteger(page) && page > 0 && page < 100_000 ? page : 1,
    pageSize: pageSizes.find((size) => String(size) === query.baris) ?? pageSizes[0],
    openId: query.buka && isUuid(query.buka) ? query.buka : undefined,
    query,
  }
}

/** The address of the same list with some of its words changed; a change other than of the page begins at page one. */
export function nominativeHref(query: Record<string, string>, changes: Record<string, string | undefined>): string {
  const next = new URLSearchParams()
  const kept = 'halaman' in changes || 'buka' in changes ? query : { ...query, halaman: undefined, buka: undefined }
  for (const [key, value] of Object.entries({ ...kept, ...changes })) if (value) next.set(key, value)
  return next.size > 0 ? `${NOMINATIVE_PATH}?${next}` : NOMINATIVE_PATH
}

/** The words of an address that a saved view keeps: filters and sort, not the period, the page or an opened row. */
export function viewQuery(query: Record<string, string>): string {
  const kept = ['hasil', 'jenis', 'unit', 'golongan', 'syarat', 'usul', 'nama', 'urut', 'baris']
  const view = new URLSearchParams()
  for (const key of kept) if (query[key]) view.set(key, query[key])
  return String(view)
}

function lookUp<T extends Record<string, string>>(slugs: T, slug: string | undefined): T[keyof T] | undefined {
  return slug && Object.hasOwn(slugs, slug) ? (slugs[slug] as T[keyof T]) : undefined
}
