import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { InboxTable } from '@/components/wbs/desk/inbox-table'
import { requireActor } from '@/lib/auth/session.server'
import { CUSTODIAN } from '@/lib/wbs/identity'
import { officeInbox } from '@/lib/wbs/office-inbox.server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.inbox'))('title') }
}

/** The reports that somebody of the office may open. What stands in them is opened in the own browser alone. */
export default async function Page() {
  const actor = await requireActor('wbs.handle')
  const t = await getTranslations('desk.inbox')
  const inbox = await officeInbox(actor.accountId)
  return (
    <>
      <PageHeader title={t('title')} subtitle={inbox && t('subtitle', { count: inbox.reports.length })} />
      {!inbox && <EmptyState title={t('nobody')}>{t('nobodyHint')}</EmptyState>}
      {inbox && inbox.reports.length > 0 && <InboxTable rows={inbox.reports} />}
      {inbox?.officer.roles.includes(CUSTODIAN) && (
        <p className="mb-4">
          <AppLink href="/wbs/segel">{t('sealed')}</AppLink>
        </p>
      )}
      {inbox?.reports.length === 0 && <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
    </>
  )
}
