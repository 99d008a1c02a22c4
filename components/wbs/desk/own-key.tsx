'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { MakeKey } from '@/components/wbs/desk/make-key'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { ownOffer } from '@/lib/wbs/desk.server'
import type { KeyOffer, LockedKey } from '@/lib/wbs/recipient-key'

export type OfferAction = Action<{ offer: KeyOffer; locked: LockedKey[] }>

type Props = { holder: string; offer: Awaited<ReturnType<typeof ownOffer>>; action: OfferAction }

/** Where somebody stands whom no signed list names: they make a key, and then it waits for the next list. */
export function OwnKey({ holder, offer, action }: Props) {
  const t = useTranslations('desk.key')
  const router = useRouter()
  const locale = localeFrom(useLocale())
  const isWaiting = offer && offer.state !== 'refused'
  if (!isWaiting)
    return (
      <div className="grid max-w-[640px] gap-4">
        {offer && <Notice tone="warning">{t('refused')}</Notice>}
        <MakeKey holder={holder} title={t('title')} action={action} onDone={() => router.refresh()} />
      </div>
    )
  return (
    <Card title={t('waiting')} className="max-w-[640px]">
      <p>{t('waitingText', { date: formatDate(offer.offeredOn, 'long', locale) })}</p>
      <p className="mt-4 text-sm text-muted">{t('fingerprint')}</p>
      <p className="font-semibold">{offer.words.join(' ')}</p>
    </Card>
  )
}
