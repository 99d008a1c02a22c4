import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { OfflineDesk } from '@/components/wbs/desk/offline-desk'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { findDesk } from '@/lib/wbs/desk.server'
import { listOffline } from '@/lib/wbs/offline.server'
import { fetchOfflineAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.offline'))('title') }
}

/** Files that reporters locked by hand, because their browsers run no script. They are opened in the own browser alone. */
export default async function Page() {
  const actor = await requireActor('wbs.handle')
  const desk = await findDesk(actor.accountId, civilDateIn('Asia/Jakarta', new Date()))
  const files = await listOffline(actor.accountId)
  if (!desk || !files) notFound()
  const t = await getTranslations('desk')
  return (
    <>
      <PageHeader
        title={t('offline.title')}
        crumbs={[{ label: t('inbox.title'), href: '/wbs' }, { label: t('offline.title') }]}
        subtitle={t('offline.subtitle')}
      />
      {files.length === 0 && <EmptyState title={t('offline.empty')}>{t('offline.emptyHint')}</EmptyState>}
      {files.length > 0 && (
        <ClientMessages namespaces={['desk']}>
          <OfflineDesk desk={desk} files={files} fetchFile={fetchOfflineAction} />
        </ClientMessages>
      )}
    </>
  )
}
