import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { QueryBuilder } from 'drizzle-orm/pg-core'
import { nominativeResults as results } from '@/db/schema/nominative'
import { employees, units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { formatMonths, type Locale } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { translatorFor } from '@/lib/i18n/translator.server'
import { type ExportColumn, type ListSource, viewOf } from '@/lib/list-source'
import { type Finding, Refusal } from '@/lib/refusal'
import { nominativeColumns, parseNominativeAddress } from '@/lib/sapk/nominative-list'
import { matchingNominative, nominativeOrder } from '@/lib/sapk/nominative-list.server'

const selection = {
  nip: results.nip,
  name: results.name,
  positionName: employees.positionName,
  unitName: units.name,
  type: results.type,
  rank: results.rank,
  rankSince: results.rankSince,
  proposedRank: results.proposedRank,
  serviceMonths: results.serviceMonths,
  salaryRupiah: results.salaryRupiah,
  outcome: results.outcome,
  unmet: results.unmet,
  personId: sql`${results.employeeId}`.as('person_id'),
  personAgencyId: sql`${results.agencyId}`.as('person_agency_id'),
}

type Row = {
  nip: string
  name: string
  positionName: string | null
  unitName: string | null
  type: 'regular' | 'structural' | 'functional'
  rank: string | null
  rankSince: string | null
  proposedRank: string | null
  serviceMonths: number | null
  salaryRupiah: number | null
  outcome: 'eligible' | 'conditional' | 'ineligible'
  unmet: Finding[]
}

/** The nominatif of a period as a file. Refuses not_found without a period. */
export async function nominativeSource(
  context: Context,
  query: Record<string, string>,
  locale: Locale,
): Promise<ListSource> {
  const { effectiveOn, filter, outcome, sort, isDescending, columns: shown } = parseNominativeAddress(query)
  if (!effectiveOn) throw new Refusal('not_found')
  const statement = new QueryBuilder({ casing: 'snake_case' })
    .select(selection)
    .from(results)
    .leftJoin(employees, eq(employees.id, results.employeeId))
    .leftJoin(units, eq(units.id, results.unitId))
    .where(and(matchingNominative(context.actor, effectiveOn, filter), outcome && eq(results.outcome, outcome)))
    .orderBy(...nominativeOrder(sort, isDescending))
    .toSQL()
  const t = await translatorFor(locale, 'nominative')
  return {
    fileName: `nominatif-${effectiveOn}`,
    sheet: t('download.sheet'),
    statement,
    ...viewOf(Object.keys(selection), await exportColumns(locale), ['employee', ...(shown ?? nominativeColumns)]),
  }
}

async function exportColumns(locale: Locale): Promise<ExportColumn<Row>[]> {
  const t = await translatorFor(locale, 'nominative')
  const sentence = await translatorFor(locale, 'findings')
  const unmet = ({ code, facts }: Finding) => dataWord(sentence, `${code}.unmet`, readableFacts(facts, locale))
  const header = (name: string) => dataWord(t, `download.${name}`)
  return [
    { key: 'employee', header: header('nip'), cell: ({ nip }) => nip },
    { key: 'employee', header: header('name'), cell: ({ name }) => name },
    { key: 'post', header: header('post'), cell: ({ positionName }) => positionName },
    { key: 'post', header: header('unit'), cell: ({ unitName }) => unitName },
    { key: 'rank', header: header('type'), cell: ({ type }) => t(`filter.type.${type}`) },
    { key: 'rank', header: header('rank'), cell: ({ rank }) => rank },
    { key: 'rank', header: header('rankSince'), cell: ({ rankSince }) => rankSince },
    { key: 'rank', header: header('proposedRank'), cell: ({ proposedRank }) => proposedRank },
    {
      key: 'rank',
      header: header('service'),
      cell: ({ serviceMonths }) => (serviceMonths === null ? null : formatMonths(serviceMonths, locale)),
    },
    { key: 'rank', header: header('salary'), cell: ({ salaryRupiah }) => salaryRupiah },
    { key: 'outcome', header: header('outcome'), cell: ({ outcome }) => t(`outcome.${outcome}`) },
    { key: 'outcome', header: header('unmet'), cell: (row) => row.unmet.map(unmet).join('; ') },
  ]
}
