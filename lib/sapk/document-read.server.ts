import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import type { Zone } from '@/lib/format'
import { byNameOrNip } from '@/lib/registry/name-filter.server'
import { type DocumentAddress, type DocumentSort, type DocumentState, issuedKinds } from '@/lib/sapk/document-list'

export type DocumentRow = {
  id: string
  isIssued: boolean
  kind: string
  number: string // of a letter, or the name of the file that was uploaded
  at: string // instant of issue or upload, ISO
  state: DocumentState
  personId: string | null // null for a letter about many
  personAgencyId: number | null
  nip: string | null
  name: string | null
  frontTitle: string | null
  backTitle: string | null
  proposalId: string | null
  proposalNumber: string | null // of the proposal, or of the batch that a letter proposes
}

/** The filters of an address, whose days are those on the clock of the office. */
type Filter = Pick<DocumentAddress, 'typed' | 'kind' | 'state' | 'since' | 'until' | 'sort' | 'isDescending'> & {
  zone: Zone
}

/** One page of the papers and letters of the actor's own agency, with the total of the whole list. */
export async function listDocuments(
  context: Context,
  filter: Filter,
  page: { offset: number; limit: number },
): Promise<{ rows: DocumentRow[]; total: number }> {
  const all = documentsStatement(context, filter)
  return transact(context, async (tx) => {
    const rows = await tx.execute<Record<string, never>>(
      sql`${withProposals(sql`${all} limit ${page.limit} offset ${page.offset}`)}`,
    )
    const [counted] = await tx.execute<{ total: number }>(sql`select count(*)::int as total from (${all}) d`)
    return { rows: rows.map(rowOf), total: counted?.total ?? 0 }
  })
}

/** All documents under the filters in their order, with the proposal that each belongs to. */
export function wholeList(context: Context, filter: Filter): SQL {
  return withProposals(documentsStatement(context, filter))
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
  'proposalId',
  'proposalNumber',
] as const satisfies (keyof DocumentRow)[]

function rowOf(found: Record<string, unknown>): DocumentRow {
  return Object.fromEntries(rowKeys.map((key) => [key, found[inSql(key)]])) as DocumentRow
}

const inSql = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Looks up the proposals of people and letters that are shown, and of no others. */
function withProposals(documents: SQL): SQL {
  const columns = sql.raw(
    rowKeys
      .slice(0, -2)
      .map((key) => `d.${inSql(key)}`)
      .join(', '),
  )
  return sql`
    select ${columns}, coalesce(shown.id, sent.id) as proposal_id,
      coalesce(shown.number, sent.number, batch.number) as proposal_number
    from (${documents}) d
    left join lateral (
      select p.id, p.number from promotion_proposals p join proposal_documents a on a.proposal_id = p.id
      where not d.is_issued and p.employee_id = d.person_id and a.document_id = d.id
      order by a.attached_at desc limit 1
    ) shown on true
    left join lateral (
      select p.id, p.number from promotion_proposals p
      where d.is_issued and p.employee_id = d.person_id and d.code in (p.technical_code, p.decree_code) limit 1
    ) sent on true
    left join lateral (
      select b.number from promotion_batches b
      where d.is_issued and d.person_id is null and b.agency_id = d.person_agency_id and b.letter_code = d.code limit 1
    ) batch on true
    order by d.place`
}

/** Both kinds of documents as one list, numbered in its order. */
function documentsStatement(context: Context, filter: Filter): SQL {
  const { typed, kind, state, since, until, zone } = filter
  const narrowed = [
    kind && (kind === 'PREDIKAT' ? sql`d.kind like 'PREDIKAT%'` : sql`d.kind = ${kind}`),
    state && sql`d.state = ${state}`,
    since && sql`d.at >= ${since}::date::timestamp at time zone ${zone}`,
    until && sql`d.at < (${until}::date + 1)::timestamp at time zone ${zone}`,
  ].filter((condition): condition is SQL => Boolean(condition))
  const person = sql`employees.id as person_id, employees.nip, employees.name, employees.front_title, employees.back_title`
  return sql`
    select d.*, row_number() over (order by ${orderOf(filter)}) as place from (
      select c.id, false as is_issued, c.document_type as kind, c.original_name as number, c.uploaded_at as at,
        case when exists (select from employee_documents n where n.replaces_id = c.id) then 'superseded'
          else 'current' end as state, ${person}, employees.agency_id as person_agency_id, null as code
      from employee_documents c join employees on employees.id = c.employee_id
      where ${ofOwnAgency(context, sql`employees.agency_id`)} and ${found(typed, sql`c.original_name`)}
      union all
      select i.id, true, i.kind::text, i.number, i.issued_at,
        case i.status when 'issued' then 'current' else i.status::text end, ${person}, i.agency_id, i.code
      from issued_documents i left join employees on employees.id = i.employee_id
      where ${ofOwnAgency(context, sql`i.agency_id`)} and i.kind::text = any(${sql.param(`{${issuedKinds}}`)}::text[])
        and ${found(typed, sql`i.number`)}
    ) d
    where ${sql.join([sql`true`, ...narrowed], sql` and `)}
    order by place`
}

/** The own agency alone, whatever else the actor may see. */
function ofOwnAgency({ actor }: Context, column: SQL): SQL {
  return sql`${column} = ${actor.agencyId}`
}

/** By name or NIP of the person, or by any part of a number. */
function found(typed: string | undefined, number: SQL): SQL {
  if (!typed) return sql`true`
  const person = byNameOrNip(typed) ?? sql`false`
  return sql`((${employees.id} is not null and ${person}) or position(lower(${typed}) in lower(${number})) > 0)`
}

function orderOf({ sort, isDescending }: Pick<Filter, 'sort' | 'isDescending'>): SQL {
  const columns: Record<DocumentSort, string> = { waktu: 'd.at', nama: 'd.name', jenis: 'd.kind' }
  return sql.raw(`${columns[sort]} ${isDescending ? 'desc' : 'asc'} nulls last, d.at desc, d.id`)
}
