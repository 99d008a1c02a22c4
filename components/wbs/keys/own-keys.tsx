'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useFirstFocus } from '@/components/ui/use-first-focus'
import type { OfferAction } from '@/components/wbs/desk/own-key'
import { KeyWords } from '@/components/wbs/keys/key-words'
import { ChangePassphrase, type RelockAction, RenewWords } from '@/components/wbs/keys/relock'
import type { TakeOverActions } from '@/components/wbs/keys/take-over'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Desk, ownOffer } from '@/lib/wbs/desk.server'
import type { ListedKey } from '@/lib/wbs/key-desk.server'
import type { OldKey } from '@/lib/wbs/old-keys.server'

/** Loaded where an old key is left, or a new one is made. */
const TakeOver = dynamic(() => import('@/components/wbs/keys/take-over').then((file) => file.TakeOver), { ssr: false })
const MakeKey = dynamic(() => import('@/components/wbs/desk/make-key').then((file) => file.MakeKey), { ssr: false })

type Props = {
  desk: Desk
  listed: ListedKey
  old: OldKey[]
  offer: Awaited<ReturnType<typeof ownOffer>>
  actions: TakeOverActions & { offer: OfferAction; relock: RelockAction }
}

type Doing = 'passphrase' | 'wordsRenewal' | 'renew'
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
        <Chosen
          {...props}
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

function Chosen({
  desk,
  doing,
  actions,
  onDone,
  onCancel,
}: Props & { doing: Doing; onDone: () => void; onCancel: () => void }) {
  const t = useTranslations('desk.own')
  const router = useRouter()
  const form = useFirstFocus<HTMLDivElement>()
  const finish = () => {
    router.refresh()
    onDone()
  }
  return (
    <div ref={form} className="grid max-w-[640px] gap-3">
      {doing === 'passphrase' && <ChangePassphrase desk={desk} action={actions.relock} onDone={finish} />}
      {doing === 'wordsRenewal' && <RenewWords desk={desk} action={actions.relock} onDone={finish} />}
      {doing === 'renew' && (
        <>
          <p className="text-sm text-muted">{t('renew.text')}</p>
          <MakeKey holder={desk.officer.holder} title={t('renew.label')} action={actions.offer} onDone={finish} />
        </>
      )}
      <div>
        <Button size="sm" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
