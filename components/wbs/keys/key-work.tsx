'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useFirstFocus } from '@/components/ui/use-first-focus'
import { MakeKey } from '@/components/wbs/desk/make-key'
import type { OfferAction } from '@/components/wbs/desk/own-key'
import { ChangePassphrase, type RelockAction, RenewWords } from '@/components/wbs/keys/relock'
import type { Desk } from '@/lib/wbs/desk.server'

export type Doing = 'passphrase' | 'wordsRenewal' | 'renew'
export type KeyWorkActions = { offer: OfferAction; relock: RelockAction }

/** What somebody set out to do with the own key; it comes with the focus in its first field. */
export function KeyWork({
  desk,
  doing,
  actions,
  onDone,
  onCancel,
}: {
  desk: Desk
  doing: Doing
  actions: KeyWorkActions
  onDone: () => void
  onCancel: () => void
}) {
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
