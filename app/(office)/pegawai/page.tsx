import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmployeeFilters } from '@/components/registry/employee-filters'
import { EmployeeTable } from '@/components/registry/employee-table'
import { FoundTable } from '@/components/registry/found-table'
import { ButtonLink } from '@/components/ui/button'
import { ColumnMenu } from '@/components/ui/column-menu'
import { Icon } from '@/components/ui/icon'
import { ListDownload } from '@/components/ui/list-download'
import { ListSearch } from '@/components/ui/list-filters'
import { PageHeader } from '@/components/ui/page-header'
import { SavedViews } from '@/components/ui/saved-views'
import { Toolbar } from '@/components/ui/toolbar'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref, viewQuery } from '@/lib/list-view'
import { EMPLOYEES_PATH, employeeColumns, filterQuery, parseEmployeeAddress } from '@/lib/registry/employee-filter'
import { listAgencies, listEmployees, listUnits, MOST_COUNTED } from '@/lib/registry/employees.server'
import { searchEmployees } from '@/lib/registry/search.server'
import { listViews } from '@/lib/saved-views.server'
import { textParameter } from '@/lib/search-parameters'
import { deleteViewAction, saveViewAction } from '../tampilan/actions'
import { exportEmployeesAction } from '../unduhan/actions'

const MOST_FOUND = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.list'))('title') }
}

/** The people within the actor's authority: searched by name or NIP, or listed with filters. */
export default async function Page({ searchParams }: PageProps<'/pegawai'>) {
  const actor = await requireActor('employee.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('registry.list')
  const lists = await getTranslations('lists.proposal')
  const params = await searchParams
  const typed = textParameter(params.q)
  if (typed !== undefined) {
    const found = await searchEmployees(context, typed, MOST_FOUND)
    return (
      <>
        <PageHeader title={t('title')} subtitle={t('found', { count: found.length, typed })} />
        <Toolbar
          aside={
            <ButtonLink href={EMPLOYEES_PATH} variant="quiet" icon={<Icon name="x" />}>
              {t('clearSearch')}
            </ButtonLink>
          }
        >
          <ListSearch path={EMPLOYEES_PATH} name="q" label={t('search')} typed={typed} />
        </Toolbar>
        <FoundTable found={found} />
      </>
    )
  }

  const address = parseEmployeeAddress(params)
  const { filter, pageSize, query } = address
  const page = await listEmployees(context, filter, { ...address, size: pageSize })
  const agencies = await listAgencies(context)
  const agencyId = filter.agencyId ?? (agencies.length === 1 ? agencies[0]?.id : undefined)
  const [units, views] = await Promise.all([
    agencyId === undefined ? [] : listUnits(context, agencyId),
    listViews(context, 'employees'),
  ])
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const from = page.hasPrevious ? address.from : 1
  const turn = (word: 'sesudah' | 'sebelum', id: string | undefined, start: number) =>
    listHref(
      EMPLOYEES_PATH,
      { ...query, sesudah: '', sebelum: '' },
      { [word]: id, mulai: start > 1 ? String(start) : undefined },
    )
  return (
    <ClientMessages namespaces={['lists']}>
      <PageHeader
        title={t('title')}
        subtitle={
          page.total > MOST_COUNTED ? t('subtitleMany', { most: MOST_COUNTED }) : t('subtitle', { total: page.total })
        }
        actions={
          <>
            {isAllowed(actor.role, 'structure.read') && (
              <ButtonLink href="/admin/struktur">{t('structure')}</ButtonLink>
            )}
            <ListDownload path="/api/pegawai/unduh" query={query} total={page.total} order={exportEmployeesAction} />
          </>
        }
      />
      <Toolbar
        aside={
          <>
            <SavedViews
              page="employees"
              path={EMPLOYEES_PATH}
              views={views}
              query={viewQuery(query)}
              save={saveViewAction}
              remove={deleteViewAction}
            />
            <ColumnMenu
              path={EMPLOYEES_PATH}
              query={query}
              columns={employeeColumns.map((key) => ({ key, label: t(key) }))}
              shown={address.columns ?? employeeColumns}
              pageSize={pageSize}
            />
          </>
        }
      >
        <EmployeeFilters address={address} agencies={agencies} units={units} />
      </Toolbar>
      <EmployeeTable
        rows={page.rows}
        address={address}
        showsAgency={agencies.length > 1}
        canSortByRank={agencyId !== undefined}
        isFiltered={filterQuery(filter).size > 0}
        pager={{
          from: page.rows.length === 0 ? 0 : from,
          to: from + page.rows.length - 1,
          total: Math.min(page.total, MOST_COUNTED),
          previousHref: page.hasPrevious ? turn('sebelum', page.rows[0]?.id, Math.max(1, from - pageSize)) : undefined,
          nextHref: page.hasMore ? turn('sesudah', page.rows.at(-1)?.id, from + page.rows.length) : undefined,
          note: [
            page.total > MOST_COUNTED ? t('moreThan', { most: MOST_COUNTED }) : '',
            lists('asOf', { at: formatInstant(context.now, locale, zone) }),
          ]
            .filter(Boolean)
            .join('. '),
        }}
      />
    </ClientMessages>
  )
}
