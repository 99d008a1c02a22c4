import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { OfflineDesk } from '@/components/wbs/desk/offline-desk'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'
import { findDesk } from '@/lib/wbs/desk.server'
import { listOffline, OFFLINE_ROWS } from '@/lib/wbs/offline.server'
import { fetchOfflineAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.offline'))('title') }
}

/** Files that reporters locked by hand, because their browsers run no script. They are opened in the own browser alone. */
export default async function Page({ searchParams }: PageProps<'/wbs/luring'>) {
  const actor = await requireActor('wbs.handle')
  const desk = await findDesk(actor.accountId, civilDateIn('Asia/Jakarta', new Date()))
  const parameters = await searchParams
  const list = textParameter(parameters.bagian) === 'karantina' ? 'quarantined' : 'ordinary'
  const asked = pageNumber(parameters.halaman)
  const files = await listOffline(actor.accountId, { isQuarantined: list === 'quarantined', page: asked })
  if (!desk || !files) notFound()
  const t = await getTranslations('desk')
  const { rows, counts, page } = files
  const isAny = counts.ordinary + counts.quarantined > 0
  return (
    <>
      <PageHeader
        title={t('offline.title')}
        crumbs={[{ label: t('inbox.title'), href: '/wbs' }, { label: t('offline.title') }]}
        subtitle={t('offline.subtitle')}
      />
      {counts.quarantined > 0 && (
        <Tabs
          label={t('offline.lists')}
          items={LISTS.map((each) => ({
            href: addressOf(each),
            label: t(`offline.${each}`),
            count: counts[each],
            isCurrent: each === list,
          }))}
        />
      )}
      {rows.length === 0 && (
        <EmptyState title={t('offline.empty')}>{isAny ? undefined : t('offline.emptyHint')}</EmptyState>
      )}
      {rows.length > 0 && (
        <ClientMessages namespaces={['desk']}>
          <OfflineDesk
            key={`${list} ${page}`}
            desk={desk}
            files={rows}
            caption={t(`offline.${list}`)}
            fetchFile={fetchOfflineAction}
            pager={
              counts[list] > OFFLINE_ROWS && (
                <Pager page={page} size={OFFLINE_ROWS} total={counts[list]} href={(to) => addressOf(list, to)} />
              )
            }
          />
        </ClientMessages>
      )}
    </>
  )
}

const LISTS = ['ordinary', 'quarantined'] as const
type List = (typeof LISTS)[number]

function addressOf(list: List, page?: number): string {
  const bagian = list === 'quarantined' ? 'karantina' : undefined
  return addressWith('/wbs/luring', { bagian, halaman: page?.toString() })
}
