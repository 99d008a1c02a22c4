import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { QueryBuilder } from 'drizzle-orm/pg-core'
import { transact } from '@/db/client.server'
import { agencies, employees, units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import type { Locale } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { translatorFor } from '@/lib/i18n/translator.server'
import { type ExportColumn, type ListSource, viewOf } from '@/lib/list-source'
import { employeeColumns, parseEmployeeAddress } from '@/lib/registry/employee-filter'
import { employeeOrder, matchingEmployees } from '@/lib/registry/employees.server'
import { withTitles } from '@/lib/registry/name'

const selection = {
  nip: employees.nip,
  name: employees.name,
  frontTitle: employees.frontTitle,
  backTitle: employees.backTitle,
  rank: employees.rank,
  rankSince: employees.rankSince,
  positionKind: employees.positionKind,
  positionName: employees.positionName,
  echelon: employees.echelon,
  unitName: units.name,
  agencyName: agencies.name,
  status: employees.status,
  personId: sql`${employees.id}`.as('person_id'),
  personAgencyId: sql`${employees.agencyId}`.as('person_agency_id'),
}

type Row = {
  nip: string
  name: string
  frontTitle: string | null
  backTitle: string | null
  rank: string | null
  rankSince: string | null
  positionKind: 'structural' | 'functional' | 'executing' | null
  positionName: string | null
  echelon: string | null
  unitName: string | null
  agencyName: string
  status: 'cpns' | 'pns' | 'pppk'
}

/** The list of people as a file. */
export async function employeeSource(
  context: Context,
  query: Record<string, string>,
  locale: Locale,
): Promise<ListSource> {
  const { filter, sort, isDescending, columns: shown } = parseEmployeeAddress(query)
  const where = await transact(context, (tx) => matchingEmployees(tx, context, filter))
  const statement = new QueryBuilder({ casing: 'snake_case' })
    .select(selection)
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, employees.agencyId))
    .leftJoin(units, eq(units.id, employees.unitId))
    .where(where)
    .orderBy(...employeeOrder(sort, isDescending))
    .toSQL()
  const t = await translatorFor(locale, 'lists')
  return {
    fileName: 'pegawai',
    sheet: t('name.employees'),
    statement,
    ...viewOf(Object.keys(selection), await exportColumns(locale), ['employee', ...(shown ?? employeeColumns)]),
  }
}

async function exportColumns(locale: Locale): Promise<ExportColumn<Row>[]> {
  const t = await translatorFor(locale, 'lists')
  const word = await translatorFor(locale, 'registry')
  const header = (name: string) => dataWord(t, `cell.${name}`)
  return [
    { key: 'employee', header: header('nip'), cell: ({ nip }) => nip },
    { key: 'employee', header: header('name'), cell: withTitles },
    { key: 'rank', header: header('rank'), cell: ({ rank }) => rank },
    { key: 'rank', header: header('rankSince'), cell: ({ rankSince }) => rankSince },
    { key: 'position', header: header('post'), cell: ({ positionName }) => positionName },
    {
      key: 'position',
      header: header('positionKind'),
      cell: ({ positionKind }) => positionKind && word(`positionKind.${positionKind}`),
    },
    { key: 'position', header: header('echelon'), cell: ({ echelon }) => echelon },
    { key: 'unit', header: header('unit'), cell: ({ unitName }) => unitName },
    { key: 'unit', header: header('agency'), cell: ({ agencyName }) => agencyName },
    { key: 'status', header: header('status'), cell: ({ status }) => word(`status.${status}`) },
  ]
}
