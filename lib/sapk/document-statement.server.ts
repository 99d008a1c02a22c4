import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { isNoExamLetter } from '@/db/schema/documents'
import type { Context } from '@/lib/auth/actor'
import { withinDays } from '@/lib/days-in-zone.server'
import { templateVersions } from '@/lib/documents/template-versions'
import type { Zone } from '@/lib/format'
import { peopleCalled } from '@/lib/registry/name-filter.server'
import type { DocumentAddress, DocumentKind } from '@/lib/sapk/document-list'

/** The filters of an address, whose days are those on the clock of the office. */
export type DocumentFilter = Pick<DocumentAddress, 'typed' | 'kind' | 'state' | 'since' | 'until'> & { zone: Zone }
export type DocumentOrder = Pick<DocumentAddress, 'sort' | 'isDescending'>

/**
 * The documents of the actor's own agency under the filters, in their order and numbered by `place`. Papers and letters
 * are asked apart, each in the order that an index of its own has, so that the first of a long list cost no more than
 * those of a short one.
 *
 * @param most so many of them; all without it
 */
export function documentsInOrder(context: Context, filter: DocumentFilter, order: DocumentOrder, most?: number): SQL {
  const limit = most === undefined ? sql`` : sql`limit ${most}`
  const asked = branches(context, filter).map(
    (branch) =>
      sql`(select ${branch.columns} ${branch.from} order by ${ordered(branch.order[order.sort], order)} ${limit})`,
  )
  return sql`
    ${called(filter)} select d.*, row_number() over (order by ${ordered(merged[order.sort], order)}) as place
    from (${sql.join(asked, sql` union all `)}) d
    order by place ${limit}`
}

/**
 * How many documents there are under the filters, counted no further than `most`, and whether as many people are called
 * so as are looked for: then those of others called so are missing.
 */
export function documentsCounted(context: Context, filter: DocumentFilter, most: number): SQL {
  const asked = branches(context, filter).map(({ from }) => sql`(select ${from} limit ${most})`)
  const mostCalled = peopleOf(filter)?.most
  const isOfSome = mostCalled ? sql`(select count(*) from called) >= ${mostCalled}` : sql`false`
  return sql`${called(filter)} select count(*)::int as total, ${isOfSome} as "isOfSome"
    from (select from (${sql.join(asked, sql` union all `)}) d limit ${most}) counted`
}

const ordered = (columns: readonly string[], { isDescending }: DocumentOrder) =>
  sql.raw(columns.map((column) => `${column} ${isDescending ? 'desc' : 'asc'}`).join(', '))

const merged = { waktu: ['d.at', 'd.id'], jenis: ['d.template', 'd.kind', 'd.at', 'd.id'] }

type Branch = { columns: SQL; from: SQL; order: typeof merged }

const peopleOf = ({ typed }: DocumentFilter) => (typed ? peopleCalled(typed) : undefined)

/** Whoever is called as was typed, looked up once for all branches. */
function called(filter: DocumentFilter): SQL {
  const people = peopleOf(filter)
  return people ? sql`with called as materialized (${people.ids})` : sql``
}

const isOfCalled = (column: string) => sql.raw(`${column} = any(array(select id from called))`)

/** Papers and letters; where something was typed, those of people called so and those with such a number. */
function branches(context: Context, whole: DocumentFilter): Branch[] {
  const { typed, ...filter } = whole
  const of = (paper?: SQL, letter?: SQL) => [papers(context, filter, paper), ...letters(context, filter, letter)]
  if (!typed) return of()
  const numbered = of(begins('c.original_name', typed), begins('i.number', typed))
  if (!peopleOf(whole)) return numbered
  const other = (column: string) => sql` and (${isOfCalled(column)}) is not true`
  return [
    ...of(isOfCalled('c.employee_id'), isOfCalled('i.employee_id')),
    ...of(
      sql`${begins('c.original_name', typed)} ${other('c.employee_id')}`,
      sql`${begins('i.number', typed)} ${other('i.employee_id')}`,
    ),
  ]
}

type Narrow = Omit<DocumentFilter, 'typed'>

function papers({ actor }: Context, { kind, state, ...days }: Narrow, asked?: SQL): Branch {
  return {
    columns: sql`c.id, null as template, c.document_type as kind, c.original_name as number, c.uploaded_at as at,
      case when c.withdrawn_at is not null then 'revoked' when c.is_replaced then 'superseded' else 'current' end as state, c.employee_id, c.agency_id,
      null as holder, null as code`,
    from: where(sql`from employee_documents c where c.agency_id = ${actor.agencyId}`, [
      kind && isPaper(kind),
      state &&
        {
          current: sql`not c.is_replaced and c.withdrawn_at is null`,
          superseded: sql`c.is_replaced and c.withdrawn_at is null`,
          revoked: sql`c.withdrawn_at is not null`,
        }[state],
      ...withinDays(sql`c.uploaded_at`, days),
      asked,
    ]),
    order: { waktu: ['c.uploaded_at', 'c.id'], jenis: ['c.document_type', 'c.uploaded_at', 'c.id'] },
  }
}

/** A range instead of LIKE: comparing is leakproof, so the index also answers under row-level security. */
function isPaper(kind: DocumentKind): SQL {
  return kind === 'PREDIKAT'
    ? sql`c.document_type between 'PREDIKAT' and 'PREDIKAT_9999'`
    : sql`c.document_type = ${kind}`
}

/**
 * One branch for all letters, or one for each version of the template of a kind: texts compare leakproof, values of an
 * enum do not.
 */
function letters({ actor }: Context, { kind, state, ...days }: Narrow, asked?: SQL): Branch[] {
  const templates = kind ? templateVersions().filter((version) => version.kind === kind) : [undefined]
  return templates.map((template) => ({
    columns: sql`i.id, i.template, i.kind::text, i.number, i.issued_at,
      case i.status when 'issued' then 'current' else i.status::text end, i.employee_id, i.agency_id, i.masked_holder,
      i.code`,
    from: where(sql`from issued_documents i where i.agency_id = ${actor.agencyId}`, [
      isNoExamLetter,
      template && sql`i.template = ${template.name}`,
      state && sql`i.status = ${state === 'current' ? 'issued' : state}::document_status`,
      ...withinDays(sql`i.issued_at`, days),
      asked,
    ]),
    order: { waktu: ['i.issued_at', 'i.id'], jenis: ['i.template', 'i.issued_at', 'i.id'] },
  }))
}

const where = (from: SQL, conditions: (SQL | undefined | '')[]) =>
  sql.join([from, ...conditions.filter((one): one is SQL => Boolean(one))], sql` and `)

/** A number or name of a file that begins as typed, or so in capitals, small letters or with the first one large. */
function begins(column: string, typed: string): SQL {
  const small = typed.toLowerCase()
  const spellings = new Set([typed, typed.toUpperCase(), small, small.charAt(0).toUpperCase() + small.slice(1)])
  const c = sql.raw(`${column} collate "C"`)
  const ranges = [...spellings].map((from) => sql`(${c} >= ${from} and ${c} < ${`${from}\u{10FFFF}`})`)
  return sql`(${sql.join(ranges, sql` or `)})`
}
