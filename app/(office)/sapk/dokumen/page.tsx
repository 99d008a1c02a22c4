import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentFilters } from '@/components/sapk/document-filters'
import { DocumentTable } from '@/components/sapk/document-table'
import { ButtonLink } from '@/components/ui/button'
import { ColumnMenu } from '@/components/ui/column-menu'
import { EmptyState } from '@/components/ui/empty-state'
import { ListDownload } from '@/components/ui/list-download'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SavedViews } from '@/components/ui/saved-views'
import { Toolbar } from '@/components/ui/toolbar'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref, viewQuery } from '@/lib/list-view'
import { MOST_CALLED_SO } from '@/lib/registry/name-filter.server'
import { DOCUMENTS_PATH, type DocumentColumn, documentColumns, parseDocumentAddress } from '@/lib/sapk/document-list'
import { listDocuments, MOST_LISTED } from '@/lib/sapk/document-read.server'
import { listViews } from '@/lib/saved-views.server'
import { deleteViewAction, saveViewAction } from '../../tampilan/actions'
import { exportDocumentsAction } from '../../unduhan/actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.places'))('documents') }
}

/** Dokumen: the papers and letters of the own agency in one place. Opening one is written down. */
export default async function Page({ searchParams }: PageProps<'/sapk/dokumen'>) {
  const actor = await requireActor('document.list')
  const context = { actor, now: new Date() }
  const address = parseDocumentAddress(await searchParams)
  const { page, pageSize, query, typed, kind, state, since, until } = address
  const t = await getTranslations('lists.document')
  const lists = await getTranslations('lists.proposal')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const [{ rows, total, isOfSome }, views] = await Promise.all([
    listDocuments(context, { ...address, zone }, { offset: (page - 1) * pageSize, limit: pageSize }),
    listViews(context, 'documents'),
  ])
  const isLong = total > MOST_LISTED
  const isFiltered = [typed, kind, state, since, until].some((value) => value !== undefined)
  const label = (key: DocumentColumn) => t(key === 'state' ? 'stateLabel' : key)
  return (
    <ClientMessages namespaces={['lists']}>
      <PageHeader
        title={t('title')}
        subtitle={[
          isLong ? t('subtitleMany', { most: MOST_LISTED }) : t('subtitle', { total }),
          isOfSome ? t('ofSome', { most: MOST_CALLED_SO }) : '',
        ]
          .filter(Boolean)
          .join(' ')}
        actions={<ListDownload path="/api/sapk/dokumen" query={query} total={total} order={exportDocumentsAction} />}
      />
      <Toolbar
        aside={
          <>
            <SavedViews
              page="documents"
              path={DOCUMENTS_PATH}
              views={views}
              query={viewQuery(query)}
              save={saveViewAction}
              remove={deleteViewAction}
            />
            <ColumnMenu
              path={DOCUMENTS_PATH}
              query={query}
              columns={documentColumns.map((key) => ({ key, label: label(key) }))}
              shown={address.columns ?? documentColumns}
              pageSize={pageSize}
            />
          </>
        }
      >
        <DocumentFilters address={address} />
      </Toolbar>
      <div className="rounded-lg border border-line">
        <DocumentTable
          rows={rows}
          address={address}
          zone={zone}
          empty={
            <EmptyState
              title={t(isFiltered ? 'noMatch' : 'none')}
              icon={isFiltered ? 'search-x' : 'folder'}
              action={isFiltered && <ButtonLink href={DOCUMENTS_PATH}>{t('all')}</ButtonLink>}
            >
              {isFiltered ? undefined : t('noneWhy')}
            </EmptyState>
          }
        />
        <Pager
          page={page}
          size={pageSize}
          total={Math.min(total, MOST_LISTED)}
          href={(to) => listHref(DOCUMENTS_PATH, query, { halaman: String(to) })}
          note={[
            isLong ? t('moreThan', { most: MOST_LISTED }) : '',
            lists('asOf', { at: formatInstant(context.now, locale, zone) }),
          ]
            .filter(Boolean)
            .join('. ')}
        />
      </div>
    </ClientMessages>
  )
}
