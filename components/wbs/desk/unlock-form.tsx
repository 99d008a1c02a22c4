'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { useFirstFocus } from '@/components/ui/use-first-focus'
import { PassphraseForm } from '@/components/wbs/desk/passphrase-form'
import { openVault, takeTurn } from '@/components/wbs/desk/vault'
import type { Desk } from '@/lib/wbs/desk.server'

/** Opens the own key with its passphrase, or with its recovery words. Neither leaves the browser. */
export function UnlockForm({ desk }: { desk: Desk }) {
  const t = useTranslations('desk.unlock')
  const form = useFirstFocus<HTMLDivElement>(takeTurn)
  return (
    <div ref={form}>
      <Card title={t('title')} className="max-w-[640px]">
        <Unlock desk={desk} />
      </Card>
    </div>
  )
}

/** The same inside of a card that says what for. */
export function Unlock({ desk }: { desk: Desk }) {
  const t = useTranslations('desk.unlock')
  const keys = useTranslations('desk.key')
  return (
    <PassphraseForm
      asks="current"
      label={t('passphrase')}
      hint={t('hint')}
      submit={t('submit')}
      working={t('working')}
      run={async ({ current: typed }) => ((await openVault({ ...desk, typed })) ? {} : { current: keys('wrong') })}
    >
      {t('explanation')}
    </PassphraseForm>
  )
}
