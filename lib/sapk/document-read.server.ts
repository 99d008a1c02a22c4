import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { MOST_AT_ONCE } from '@/lib/list-source'
import type { DocumentState } from '@/lib/sapk/document-list'
import {
  type DocumentFilter,
  type DocumentOrder,
  documentsCounted,
  documentsInOrder,
} from '@/lib/sapk/document-statement.server'

export type DocumentRow = {
  id: string
  isIssued: boolean
  kind: string
  number: string // of a letter, or the name of the file that was uploaded
  at: string // instant of issue or upload, ISO
  state: DocumentState
  personId: string | null // null for a letter about many, and about a person who is elsewhere by now
  personAgencyId: number | null
  nip: string | null
  name: string | null
  frontTitle: string | null
  backTitle: string | null
  holder: string | null // masked, of a letter about one person
  proposalId: string | null
  proposalNumber: string | null // of the proposal, or of the batch that a letter proposes
}

type Counted = { total: number; isOfSome: boolean }

/**
 * The list is shown and counted up to here: nobody turns that many pages, and filters lead further. Whether a file of it
 * is answered at once is told by the same count.
 */
export const MOST_LISTED = MOST_AT_ONCE

/**
 * One page of the papers and letters of the actor's own agency, and how many there are in all, counted up to
 * `MOST_LISTED` + 1; `isOfSome` where more people may be called so than were looked for.
 */
export async function listDocuments(
  context: Context,
  address: DocumentFilter & DocumentOrder,
  page: { offset: number; limit: number },
): Promise<{ rows: DocumentRow[]; total: number; isOfSome: boolean }> {
  const offset = Math.min(page.offset, MOST_LISTED)
  const first = documentsInOrder(context, address, address, offset + page.limit)
  return transact(context, async (tx) => {
    const rows = await tx.execute<Record<string, never>>(
      withPeople(sql`select * from (${first}) f where place > ${offset}`),
    )
    const [counted] = await tx.execute<Counted>(documentsCounted(context, address, MOST_LISTED + 1))
    return { rows: rows.map(rowOf), total: counted?.total ?? 0, isOfSome: counted?.isOfSome ?? false }
  })
}

/** All documents under the filters in their order, with the person and the proposal that each belongs to. */
export function wholeList(context: Context, address: DocumentFilter & DocumentOrder): SQL {
  return withPeople(documentsInOrder(context, address, address))
}

/** The columns of `wholeList` as the list names them, in their order. */
export const rowKeys = [
  'id',
  'isIssued',
  'kind',
  'number',
  'at',
  'state',
  'personId',
  'personAgencyId',
  'nip',
  'name',
  'frontTitle',
  'backTitle',
  'holder',
  'proposalId',
  'proposalNumber',
] as const satisfies (keyof DocumentRow)[]

function rowOf(found: Record<string, unknown>): DocumentRow {
  return Object.fromEntries(rowKeys.map((key) => [key, found[inSql(key)]])) as DocumentRow
}

const inSql = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Looks up the people and proposals of documents that are shown, and of no others. */
function withPeople(documents: SQL): SQL {
  return sql`
    select d.id, d.template is not null as is_issued, d.kind, d.number, d.at, d.state, e.id as person_id,
      d.agency_id as person_agency_id, e.nip, e.name, e.front_title, e.back_title, d.holder,
      coalesce(shown.id, sent.id) as proposal_id, coalesce(shown.number, sent.number, batch.number) as proposal_number
    from (${documents}) d
    left join employees e on e.id = d.employee_id
    left join lateral (
      select p.id, p.number from promotion_proposals p join proposal_documents a on a.proposal_id = p.id
      where d.template is null and p.employee_id = d.employee_id and a.document_id = d.id
      order by a.attached_at desc limit 1
    ) shown on true
    left join lateral (
      select p.id, p.number from promotion_proposals p
      where d.template is not null and p.employee_id = d.employee_id
        and (d.code in (p.technical_code, p.decree_code)
          or (d.kind = 'proposal_note' and d.number = p.number and p.agency_id = d.agency_id))
      limit 1
    ) sent on true
    left join lateral (
      select b.number from promotion_batches b
      where d.template is not null and d.employee_id is null and b.agency_id = d.agency_id and b.letter_code = d.code
      limit 1
    ) batch on true
    order by d.place`
}
