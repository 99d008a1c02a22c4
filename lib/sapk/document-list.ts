import { type CivilDate, isCivilDate } from '@/lib/civil-date'
import { columnsFrom, type PageSize, pageSizeFrom } from '@/lib/list-view'
import { HISTORY_PAPERS } from '@/lib/registry/history-papers'
import { paperKinds } from '@/lib/sapk/reasons'
import { pageNumber, textParameters } from '@/lib/search-parameters'

/** Letters of an agency that a mutation officer finds here; those of exams are their committee's. */
export const issuedKinds = [
  'proposal_letter',
  'proposal_note',
  'technical_approval',
  'promotion_decree',
  'performance_plan',
  'performance_evaluation',
  'performance_document',
  'credit_conversion',
] as const

/** Papers of a person's archive. */
export const archiveKinds = [...paperKinds, ...HISTORY_PAPERS] as const

export type DocumentKind = (typeof issuedKinds)[number] | (typeof archiveKinds)[number]

/** In force or the newest of its kind, replaced by another one, revoked. */
export const documentStates = ['current', 'superseded', 'revoked'] as const
export type DocumentState = (typeof documentStates)[number]

/** By day, or by kind and in it by day. Whoever looks for a person searches. */
export const documentSorts = ['waktu', 'jenis'] as const
export type DocumentSort = (typeof documentSorts)[number]

/** The columns that may be hidden or moved; the document stands before them. */
export const documentColumns = ['person', 'kind', 'at', 'state', 'proposal'] as const
export type DocumentColumn = (typeof documentColumns)[number]

export const DOCUMENTS_PATH = '/sapk/dokumen'

export type DocumentAddress = {
  typed: string | undefined // name, or beginning of a NIP or number
  kind: DocumentKind | undefined
  state: DocumentState | undefined
  since: CivilDate | undefined
  until: CivilDate | undefined // this day included
  sort: DocumentSort
  isDescending: boolean
  columns: DocumentColumn[] | undefined
  page: number
  pageSize: PageSize
  query: Record<string, string>
}

/** Filters, sort and place of the list as its address gives them; what makes no sense is left out. Newest first. */
export function parseDocumentAddress(params: Record<string, string | string[] | undefined>): DocumentAddress {
  const query = textParameters(params)
  const day = (text: string | undefined) => (text && isCivilDate(text) ? text : undefined)
  const sort = documentSorts.find((name) => name === query.urut?.replace(/^-/, ''))
  return {
    typed: query.nama?.slice(0, 100),
    kind: [...issuedKinds, ...archiveKinds].find((kind) => kind === query.jenis),
    state: documentStates.find((state) => state === query.keadaan),
    since: day(query.sejak),
    until: day(query.sampai),
    sort: sort ?? 'waktu',
    isDescending: sort === undefined || query.urut?.startsWith('-') === true,
    columns: columnsFrom(documentColumns, query.kolom),
    pageSize: pageSizeFrom(query.baris),
    page: pageNumber(query.halaman),
    query,
  }
}
