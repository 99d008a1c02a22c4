import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmployeeFilters } from '@/components/registry/employee-filters'
import { EmployeeSearch } from '@/components/registry/employee-search'
import { EmployeeTable } from '@/components/registry/employee-table'
import { FoundTable } from '@/components/registry/found-table'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { employeeFilter, filterQuery } from '@/lib/registry/employee-filter'
import { listAgencies, listEmployees, listUnits, MOST_COUNTED } from '@/lib/registry/employees.server'
import { searchEmployees } from '@/lib/registry/search.server'
import { textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'

const PAGE_SIZE = 25
const MOST_FOUND = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.list'))('title') }
}

/** The people within the actor's authority: searched by name or NIP, or listed with filters. */
export default async function Page({ searchParams }: PageProps<'/pegawai'>) {
  const actor = await requireActor('employee.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('registry.list')
  const params = await searchParams
  const typed = textParameter(params.q)
  if (typed !== undefined) {
    const found = await searchEmployees(context, typed, MOST_FOUND)
    return (
      <>
        <PageHeader title={t('title')} subtitle={t('found', { count: found.length, typed })} />
        <EmployeeSearch typed={typed} />
        <FoundTable found={found} />
      </>
    )
  }

  const filter = employeeFilter(params)
  const after = cursor(textParameter(params.sesudah))
  const from = Number(textParameter(params.mulai) ?? 1) || 1
  const page = await listEmployees(context, filter, { size: PAGE_SIZE, after })
  const agencies = await listAgencies(context)
  const agencyId = filter.agencyId ?? (agencies.length === 1 ? agencies[0]?.id : undefined)
  const units = agencyId === undefined ? [] : await listUnits(context, agencyId)
  const last = page.rows[page.rows.length - 1]
  const query = filterQuery(filter)
  const isFiltered = query.size > 0
  if (last) {
    query.set('sesudah', `${last.id} ${last.name}`)
    query.set('mulai', String(from + PAGE_SIZE))
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={
          page.total > MOST_COUNTED ? t('subtitleMany', { most: MOST_COUNTED }) : t('subtitle', { total: page.total })
        }
      />
      <EmployeeSearch />
      <EmployeeFilters filter={filter} agencies={agencies} units={units} />
      <EmployeeTable
        rows={page.rows}
        showsAgency={agencies.length > 1}
        isFiltered={isFiltered}
        pager={{
          from: page.rows.length === 0 ? 0 : from,
          to: from + page.rows.length - 1,
          total: Math.min(page.total, MOST_COUNTED),
          firstHref: from > 1 ? `/pegawai?${filterQuery(filter)}` : undefined,
          nextHref: page.hasMore ? `/pegawai?${query}` : undefined,
          note: page.total > MOST_COUNTED ? t('moreThan', { most: MOST_COUNTED }) : undefined,
        }}
      />
    </>
  )
}

/** Where the page before ended: id and name, as the address carries them. */
function cursor(text: string | undefined): { id: string; name: string } | undefined {
  const [id = '', ...name] = (text ?? '').split(' ')
  return isUuid(id) ? { id, name: name.join(' ') } : undefined
}
