import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { ListedKeys } from '@/components/wbs/keys/listed-keys'
import { NextList } from '@/components/wbs/keys/next-list'
import { OfferedKeys } from '@/components/wbs/keys/offered-keys'
import { OwnKeys } from '@/components/wbs/keys/own-keys'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { findDesk, ownOffer } from '@/lib/wbs/desk.server'
import { findKeyDesk } from '@/lib/wbs/key-desk.server'
import { oldKeysOf } from '@/lib/wbs/old-keys.server'
import { offerKeyAction } from '../actions'
import {
  approveOfferAction,
  changeKeysAction,
  dropKeyChangeAction,
  endOldKeyAction,
  planKeyChangeAction,
  publishListAction,
  readOldShareAction,
  readWithOldKeyAction,
  refuseOfferAction,
  relockKeyAction,
  takeNextListAction,
  takeOverShareAction,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.keys'))('title') }
}

/** The own key, the signed list of recipients, and for whoever keeps the keys what the next one is to say. */
export default async function Page() {
  const actor = await requireActor('wbs.handle')
  const now = new Date()
  const desk = await findKeyDesk(actor.accountId, now)
  const today = civilDateIn('Asia/Jakarta', now)
  const own = await findDesk(actor.accountId, today)
  const t = await getTranslations('desk.keys')
  const locale = localeFrom(await getLocale())
  const crumbs = [{ label: (await getTranslations('desk.inbox'))('title'), href: '/wbs' }, { label: t('title') }]
  const listed = desk?.keys.find(({ id }) => id === desk.officer.keyId)
  if (!desk || !own || !listed) {
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
      {desk.owed > 0 && (
        <div className="mb-6">
          <Notice tone="warning" title={t('owed', { count: desk.owed })}>
            {t('owedText')}
          </Notice>
        </div>
      )}
      <ClientMessages namespaces={['desk']}>
        <div className="grid gap-6">
          <OwnKeys
            desk={own}
            listed={listed}
            old={await oldKeysOf(actor.accountId, today)}
            offer={await ownOffer(actor.accountId)}
            actions={{
              ...{ offer: offerKeyAction, relock: relockKeyAction },
              ...{ read: readWithOldKeyAction, change: changeKeysAction, end: endOldKeyAction },
              ...{ readShare: readOldShareAction, takeShare: takeOverShareAction },
            }}
          />
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
