import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { CustodianDesk } from '@/components/wbs/desk/custodian-desk'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { findDesk } from '@/lib/wbs/desk.server'
import { sealDesk } from '@/lib/wbs/seal-desk.server'
import { CUSTODIAN } from '@/lib/wbs/seal-request'
import { answerAsCustodianAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.seal.custodian'))('title') }
}

/** Requests for sealed identities that a custodian is asked to open the own share for. */
export default async function Page() {
  const actor = await requireActor('wbs.handle')
  const now = new Date()
  const desk = await findDesk(actor.accountId, civilDateIn('Asia/Jakarta', now))
  const isCustodian = desk?.officer.roles.includes(CUSTODIAN) === true
  const tasks = isCustodian ? await sealDesk.tasks(actor.accountId, null, now) : []
  const t = await getTranslations('desk')
  return (
    <>
      <PageHeader
        title={t('seal.custodian.title')}
        crumbs={[{ label: t('inbox.title'), href: '/wbs' }, { label: t('seal.custodian.title') }]}
        subtitle={isCustodian && t('seal.custodian.subtitle')}
      />
      {!isCustodian && <EmptyState title={t('seal.custodian.nobody')}>{t('seal.custodian.nobodyHint')}</EmptyState>}
      {desk && isCustodian && (
        <ClientMessages namespaces={['desk']}>
          <CustodianDesk desk={desk} tasks={tasks} answer={answerAsCustodianAction} />
        </ClientMessages>
      )}
    </>
  )
}
