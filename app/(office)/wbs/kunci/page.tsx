import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { ListedKeys } from '@/components/wbs/keys/listed-keys'
import { NextList } from '@/components/wbs/keys/next-list'
import { OfferedKeys } from '@/components/wbs/keys/offered-keys'
import { requireActor } from '@/lib/auth/session.server'
import { formatDate } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { findKeyDesk } from '@/lib/wbs/key-desk.server'
import {
  approveOfferAction,
  dropKeyChangeAction,
  planKeyChangeAction,
  publishListAction,
  refuseOfferAction,
  takeNextListAction,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.keys'))('title') }
}

/** The signed list of recipients, and for whoever keeps the keys what the next one is to say. */
export default async function Page() {
  const actor = await requireActor('wbs.handle')
  const desk = await findKeyDesk(actor.accountId, new Date())
  const t = await getTranslations('desk.keys')
  const locale = localeFrom(await getLocale())
  const crumbs = [{ label: (await getTranslations('desk.inbox'))('title'), href: '/wbs' }, { label: t('title') }]
  if (!desk) {
    return (
      <>
        <PageHeader title={t('title')} crumbs={crumbs} />
        <EmptyState title={t('nobody')}>{t('nobodyHint')}</EmptyState>
      </>
    )
  }
  const { isKeeper, list, keys, offers, officer } = desk
  const planning = { actions: { plan: planKeyChangeAction, drop: dropKeyChangeAction }, me: officer.holder }
  const date = (on: string) => formatDate(on, 'long', locale)
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={crumbs}
        subtitle={t('subtitle', { version: list.version, on: date(list.issuedOn), until: date(list.goodUntil) })}
      />
      <ClientMessages namespaces={['desk']}>
        <div className="grid gap-6">
          {isKeeper && (
            <>
              <OfferedKeys
                offers={offers}
                groups={list.groups}
                actions={{ approve: approveOfferAction, refuse: refuseOfferAction }}
              />
              <NextList desk={desk} actions={{ take: takeNextListAction, publish: publishListAction }} />
            </>
          )}
          <ListedKeys keys={keys} groups={list.groups} planning={isKeeper ? planning : null} />
        </div>
      </ClientMessages>
    </>
  )
}
