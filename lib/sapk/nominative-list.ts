import { type CivilDate, isCivilDate } from '@/lib/civil-date'
import { columnsFrom, listHref, type PageSize, pageSizeFrom } from '@/lib/list-view'
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
/** The columns that may be hidden or moved; the person stands before them. */
export const nominativeColumns = ['post', 'rank', 'predicates', 'outcome'] as const
export type NominativeColumn = (typeof nominativeColumns)[number]

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
  pageSize: PageSize
  columns: NominativeColumn[] | undefined
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
    pageSize: pageSizeFrom(query.baris),
    columns: columnsFrom(nominativeColumns, query.kolom),
    openId: query.buka && isUuid(query.buka) ? query.buka : undefined,
    query,
  }
}

/** The address of the same list with some of its words changed. */
export function nominativeHref(query: Record<string, string>, changes: Record<string, string | undefined>): string {
  return listHref(NOMINATIVE_PATH, query, changes)
}

function lookUp<T extends Record<string, string>>(slugs: T, slug: string | undefined): T[keyof T] | undefined {
  return slug && Object.hasOwn(slugs, slug) ? (slugs[slug] as T[keyof T]) : undefined
}
