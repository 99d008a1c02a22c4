import { columnsFrom, type PageSize, pageSizeFrom } from '@/lib/list-view'
import { isRank, type Rank } from '@/lib/registry/ranks'
import { pageNumber, textParameters } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'

export const POSITION_KINDS = ['structural', 'functional', 'executing'] as const
export const STATUSES = ['cpns', 'pns', 'pppk'] as const

/** What narrows a list of people; it lives in the address. */
export type EmployeeFilter = {
  agencyId?: number
  unitId?: number // with everything below it
  ranks: Rank[]
  positionKind?: (typeof POSITION_KINDS)[number]
  status?: (typeof STATUSES)[number]
  legalStatus?: string // kedudukan hukum code
}

export type SearchParams = Record<string, string | string[] | undefined>

/** Reads the filter out of an address; whatever is not one of the allowed values is left out. */
export function employeeFilter(params: SearchParams): EmployeeFilter {
  const one = (name: string) => (Array.isArray(params[name]) ? params[name][0] : params[name])
  return {
    agencyId: positive(one('instansi')),
    unitId: positive(one('unit')),
    ranks: (one('golongan') ?? '').split(',').filter(isRank),
    positionKind: POSITION_KINDS.find((kind) => kind === one('jabatan')),
    status: STATUSES.find((status) => status === one('status')),
    legalStatus: /^\d{2}$/.test(one('kedudukan') ?? '') ? one('kedudukan') : undefined,
  }
}

/** The address that `employeeFilter` reads back; page position is not part of it. */
export function filterQuery(filter: EmployeeFilter): URLSearchParams {
  const query = new URLSearchParams()
  if (filter.agencyId !== undefined) query.set('instansi', String(filter.agencyId))
  if (filter.unitId !== undefined) query.set('unit', String(filter.unitId))
  if (filter.ranks.length > 0) query.set('golongan', filter.ranks.join(','))
  if (filter.positionKind) query.set('jabatan', filter.positionKind)
  if (filter.status) query.set('status', filter.status)
  if (filter.legalStatus !== undefined) query.set('kedudukan', filter.legalStatus)
  return query
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}

export const employeeSorts = ['nama', 'nip', 'golongan'] as const
export type EmployeeSort = (typeof employeeSorts)[number]

/** The columns that may be hidden or moved; the person stands before them. */
export const employeeColumns = ['rank', 'position', 'unit', 'status'] as const
export type EmployeeColumn = (typeof employeeColumns)[number]

export const EMPLOYEES_PATH = '/pegawai'

export type EmployeeAddress = {
  filter: EmployeeFilter
  sort: EmployeeSort
  isDescending: boolean
  columns: EmployeeColumn[] | undefined
  pageSize: PageSize
  after: string | undefined // the last person of the page before
  before: string | undefined // the first person of the page after
  from: number
  query: Record<string, string>
}

/** Filters, sort and place of a list of people as its address gives them; what makes no sense is left out. */
export function parseEmployeeAddress(params: SearchParams): EmployeeAddress {
  const query = textParameters(params)
  const sortName = query.urut?.replace(/^-/, '')
  const idOf = (text: string | undefined) => (text && isUuid(text) ? text : undefined)
  return {
    filter: employeeFilter(query),
    sort: employeeSorts.find((sort) => sort === sortName) ?? 'nama',
    isDescending: query.urut?.startsWith('-') ?? false,
    columns: columnsFrom(employeeColumns, query.kolom),
    pageSize: pageSizeFrom(query.baris),
    after: idOf(query.sesudah),
    before: idOf(query.sebelum),
    from: pageNumber(query.mulai),
    query,
  }
}
