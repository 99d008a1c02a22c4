'use client'

import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { KeyWords } from '@/components/wbs/keys/key-words'
import type { Doing, KeyWorkActions } from '@/components/wbs/keys/key-work'
import type { TakeOverActions } from '@/components/wbs/keys/take-over'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Desk, ownOffer } from '@/lib/wbs/desk.server'
import type { ListedKey } from '@/lib/wbs/key-desk.server'
import type { OldKey } from '@/lib/wbs/old-keys.server'

/** Loaded where an old key is left, what opens a key is changed, or a new one is made. */
const TakeOver = dynamic(() => import('@/components/wbs/keys/take-over').then((file) => file.TakeOver), { ssr: false })
const KeyWork = dynamic(() => import('@/components/wbs/keys/key-work').then((file) => file.KeyWork), { ssr: false })

type Props = {
  desk: Desk
  listed: ListedKey
  old: OldKey[]
  offer: Awaited<ReturnType<typeof ownOffer>>
  actions: TakeOverActions & KeyWorkActions
}

const DOINGS = ['passphrase', 'wordsRenewal', 'renew'] as const

/** The own key: what it is called, what opens it, and the way to a new one. */
export function OwnKeys(props: Props) {
  const t = useTranslations('desk.own')
  const locale = localeFrom(useLocale())
  const { listed, old, offer } = props
  const [doing, setDoing] = useState<Doing>()
  const [done, setDone] = useState<Doing>()
  const told = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (done) told.current?.focus() // what had it is gone
  }, [done])
  const begin = (what: Doing) => {
    setDone(undefined)
    setDoing(what)
  }
  const isWaiting = offer !== undefined && offer.state !== 'refused'
  return (
    <div className="grid gap-6">
      {old.map((key) => (
        <TakeOver key={key.id} desk={props.desk} old={key} actions={props.actions} />
      ))}
      <Card title={t('title')}>
        <div className="grid gap-4">
          <KeyWords words={listed.words} label={t('words')} />
          <p className="text-sm text-muted">{t('since', { on: formatDate(listed.from, 'long', locale) })}</p>
          {isWaiting && (
            <Notice tone="info" title={t('waiting')}>
              <p>{t('waitingText')}</p>
              <p className="mt-1 font-semibold wrap-anywhere">{offer.words.join(' · ')}</p>
            </Notice>
          )}
          {offer?.state === 'refused' && <Notice tone="warning">{t('refused')}</Notice>}
          <p ref={told} tabIndex={-1} className="text-sm font-semibold empty:hidden">
            {done && t(`${done}.done`)}
          </p>
          {doing === undefined && (
            <div className="flex flex-wrap gap-3">
              {DOINGS.filter((each) => each !== 'renew' || !isWaiting).map((each) => (
                <Button key={each} onClick={() => begin(each)}>
                  {t(`${each}.label`)}
                </Button>
              ))}
            </div>
          )}
        </div>
      </Card>
      {doing && (
        <KeyWork
          desk={props.desk}
          actions={props.actions}
          doing={doing}
          onDone={() => {
            setDone(doing)
            setDoing(undefined)
          }}
          onCancel={() => setDoing(undefined)}
        />
      )}
    </div>
  )
}
