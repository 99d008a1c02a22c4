import { ITEM_STATES, type ItemState } from '@/lib/cat/item-state'
import { pageNumber, textParameters } from '@/lib/search-parameters'

export const BANK_PATH = '/cat/bank-soal'

export type ItemFilter = { state?: ItemState; section?: string; aspect?: string; typed?: string }

/** What the address of the list asks for. */
export function parseBankAddress(parameters: Record<string, string | string[] | undefined>) {
  const query = textParameters(parameters)
  const filter: ItemFilter = {
    state: ITEM_STATES.find((state) => state === query.keadaan),
    section: query.subtes,
    aspect: query.aspek,
    typed: query.q,
  }
  return { query, filter, page: pageNumber(query.halaman) }
}
