import type { Role } from '@/lib/auth/actor'
import { type CivilDate, isCivilDate } from '@/lib/civil-date'
import { columnsFrom, type PageSize, pageSizeFrom } from '@/lib/list-view'
import { endStates, type ProposalState, proposalFlow, sentStates, statesOf } from '@/lib/sapk/proposal'
import { textParameters } from '@/lib/search-parameters'

export type ListTab = {
  key: 'mine' | 'agency' | 'bkn' | 'returned' | 'decree' | 'closed' | 'all'
  states: readonly ProposalState[]
}

const agencyStates = [
  'draft',
  'collecting',
  'agency_review',
  'agency_repair',
  'awaiting_approval',
  'awaiting_letter',
] as const satisfies ProposalState[]
const bknStates = [
  'sent',
  'bkn_review',
  'accepted',
  'technical_draft',
  'initialling',
  'technical_signing',
] as const satisfies ProposalState[]
const decreeStates = [
  'technical_sent',
  'decree_draft',
  'decree_signing',
  'decree_recorded',
  'decree_sent',
  'updating',
] as const satisfies ProposalState[]
const allStates = Object.keys(proposalFlow) as ProposalState[]

/** The parts of the list: first what waits for this role, then the stages in their order; together they are all. */
export function listTabs(role: Role | 'system'): ListTab[] {
  const mine: ListTab[] = statesOf(role).length > 0 ? [{ key: 'mine', states: statesOf(role) }] : []
  const isAgency = role === 'mutation_officer' || role === 'agency_approver' || role === 'agency_signer'
  const inAgency: ListTab[] = isAgency ? [{ key: 'agency', states: agencyStates }] : []
  return [
    ...mine,
    ...inAgency,
    { key: 'bkn', states: bknStates },
    { key: 'returned', states: ['returned'] },
    { key: 'decree', states: decreeStates },
    { key: 'closed', states: endStates },
    { key: 'all', states: isAgency ? allStates : sentStates },
  ]
}

/** The part of the list that an address names; the first one when it names none. */
export function currentTab(role: Role | 'system', { tab }: Pick<ListAddress, 'tab'>): ListTab | undefined {
  const tabs = listTabs(role)
  return tabs.find(({ key }) => key === tab) ?? tabs[0]
}

/**
 * The part that a list shows. A state asked for stands for itself in every part but the queue, where it is one of those
 * that wait for this role.
 */
export function partOf(role: Role | 'system', address: Pick<ListAddress, 'tab' | 'state'>): ListTab | undefined {
  const { state } = address
  if (!state) return currentTab(role, address)
  return listTabs(role).find(({ key, states }) => key === 'mine' && key === address.tab && states.includes(state))
}

/** How many rows stand in some of the states: the same counts that the list's total comes from. */
export function stateCount(
  counts: readonly { state: ProposalState; total: number }[],
  states: readonly ProposalState[],
): number {
  return counts.reduce((sum, { state, total }) => (states.includes(state) ? sum + total : sum), 0)
}

export const proposalTypes = ['regular', 'structural', 'functional'] as const
type ProposalType = (typeof proposalTypes)[number]

export const proposalSorts = ['tenggat', 'nama', 'golongan', 'status', 'periode'] as const
export type ProposalSort = (typeof proposalSorts)[number]

/** The columns that may be hidden or moved; the person stands before them. */
export const proposalColumns = ['number', 'agency', 'rank', 'period', 'status', 'due'] as const
export type ProposalColumn = (typeof proposalColumns)[number]

/** The columns that fit beside the names until somebody chooses others. */
export const usualColumns: readonly ProposalColumn[] = ['agency', 'rank', 'status', 'due']

const authorities = ['agency', 'bkn'] as const

export const PROPOSALS_PATH = '/sapk/usul'

export type ListAddress = {
  tab: string | undefined
  state: ProposalState | undefined
  effectiveOn: CivilDate | undefined
  dueOn: CivilDate | undefined
  dueUntil: CivilDate | undefined
  type: ProposalType | undefined
  authority: 'agency' | 'bkn' | undefined // whose decree it is
  agencyId: number | undefined
  name: string | undefined // or the beginning of a NIP or of a number
  sort: ProposalSort
  isDescending: boolean
  columns: ProposalColumn[] | undefined
  page: number
  pageSize: PageSize
  query: Record<string, string>
}

/** The filters that live in the address; anything that makes no sense is left out. */
export function parseListAddress(params: Record<string, string | string[] | undefined>): ListAddress {
  const query = textParameters(params)
  const state = allStates.find((known) => known === query.status)
  const page = Number(query.halaman)
  const agencyId = Number(query.instansi)
  const sortName = query.urut?.replace(/^-/, '')
  return {
    tab: query.bagian,
    state,
    effectiveOn: dateOf(query.periode),
    dueOn: dateOf(query.tenggat),
    dueUntil: dateOf(query.sampai),
    type: proposalTypes.find((type) => type === query.jenis),
    authority: authorities.find((one) => one === query.sk),
    agencyId: Number.isSafeInteger(agencyId) && agencyId > 0 && agencyId < 2 ** 31 ? agencyId : undefined,
    name: query.nama?.trim().slice(0, 100) || undefined,
    sort: proposalSorts.find((sort) => sort === sortName) ?? 'tenggat',
    isDescending: query.urut?.startsWith('-') ?? false,
    columns: columnsFrom(proposalColumns, query.kolom),
    pageSize: pageSizeFrom(query.baris),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
    query,
  }
}

function dateOf(text: string | undefined): CivilDate | undefined {
  return text && isCivilDate(text) ? text : undefined
}
