import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { QueryBuilder } from 'drizzle-orm/pg-core'
import { agencies, employees, units } from '@/db/schema/registry'
import { promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import type { Locale } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { translatorFor } from '@/lib/i18n/translator.server'
import { type ExportColumn, type ListSource, viewOf } from '@/lib/list-source'
import { withTitles } from '@/lib/registry/name'
import type { ProposalState } from '@/lib/sapk/proposal'
import { parseListAddress, proposalColumns } from '@/lib/sapk/proposal-list'
import { listFilter } from '@/lib/sapk/proposal-read.server'
import { matching, proposalOrder } from '@/lib/sapk/proposal-where.server'

const selection = {
  number: promotionProposals.number,
  nip: employees.nip,
  name: employees.name,
  frontTitle: employees.frontTitle,
  backTitle: employees.backTitle,
  agencyName: agencies.name,
  unitName: units.name,
  type: promotionProposals.type,
  fromRank: promotionProposals.fromRank,
  toRank: promotionProposals.toRank,
  effectiveOn: promotionProposals.effectiveOn,
  state: promotionProposals.state,
  dueOn: promotionProposals.dueOn,
  personId: sql`${promotionProposals.employeeId}`.as('person_id'),
  personAgencyId: sql`${promotionProposals.agencyId}`.as('person_agency_id'),
}

type Row = {
  number: string
  nip: string
  name: string
  frontTitle: string | null
  backTitle: string | null
  agencyName: string
  unitName: string | null
  type: 'regular' | 'structural' | 'functional'
  fromRank: string
  toRank: string
  effectiveOn: string
  state: ProposalState
  dueOn: string | null
}

/** The list of proposals as a file. */
export async function proposalSource(
  context: Context,
  query: Record<string, string>,
  locale: Locale,
): Promise<ListSource> {
  const address = parseListAddress(query)
  const statement = new QueryBuilder({ casing: 'snake_case' })
    .select(selection)
    .from(promotionProposals)
    .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
    .innerJoin(agencies, eq(agencies.id, promotionProposals.agencyId))
    .leftJoin(units, eq(units.id, promotionProposals.unitId))
    .where(matching(context, await listFilter(context, address)))
    .orderBy(...proposalOrder(address))
    .toSQL()
  const t = await translatorFor(locale, 'lists')
  return {
    fileName: 'usul-kenaikan-pangkat',
    sheet: t('name.proposals'),
    statement,
    ...viewOf(Object.keys(selection), await exportColumns(locale), [
      'employee',
      ...(address.columns ?? proposalColumns),
    ]),
  }
}

async function exportColumns(locale: Locale): Promise<ExportColumn<Row>[]> {
  const t = await translatorFor(locale, 'lists')
  const word = await translatorFor(locale, 'proposal')
  const header = (name: string) => dataWord(t, `cell.${name}`)
  return [
    { key: 'employee', header: header('nip'), cell: ({ nip }) => nip },
    { key: 'employee', header: header('name'), cell: withTitles },
    { key: 'number', header: header('number'), cell: ({ number }) => number },
    { key: 'agency', header: header('agency'), cell: ({ agencyName }) => agencyName },
    { key: 'agency', header: header('unit'), cell: ({ unitName }) => unitName },
    { key: 'rank', header: header('type'), cell: ({ type }) => word(`type.${type}`) },
    { key: 'rank', header: header('rank'), cell: ({ fromRank }) => fromRank },
    { key: 'rank', header: header('proposedRank'), cell: ({ toRank }) => toRank },
    { key: 'period', header: header('effectiveOn'), cell: ({ effectiveOn }) => effectiveOn },
    { key: 'status', header: header('status'), cell: ({ state }) => word(`state.${state}`) },
    { key: 'due', header: header('due'), cell: ({ dueOn }) => dueOn },
  ]
}
