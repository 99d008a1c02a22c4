'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { MadeKey } from '@/components/wbs/desk/key-calls'
import type { OfferAction } from '@/components/wbs/desk/own-key'
import { PassphraseForm } from '@/components/wbs/desk/passphrase-form'
import { RecoveryWords } from '@/components/wbs/desk/recovery-words'
import { vault } from '@/components/wbs/desk/vault'

type Props = { holder: string; title: string; action: OfferAction; onDone: () => void }

/** Makes a key in this browser: a passphrase, words for paper, and the public half handed in. */
export function MakeKey({ holder, title, action, onDone }: Props) {
  const t = useTranslations('desk.key')
  const [made, setMade] = useState<MadeKey>()
  const { run, isBusy, trouble } = useCommand()
  if (made) {
    const { offer, locked, recovery } = made
    return (
      <Card title={t('wordsTitle')}>
        <Notice live>{trouble}</Notice>
        <RecoveryWords
          words={recovery}
          isBusy={isBusy}
          submit={t('handIn')}
          onWritten={() => run(() => action({ offer, locked }), onDone)}
        />
      </Card>
    )
  }
  return (
    <Card title={title}>
      <PassphraseForm
        asks="chosen"
        submit={t('make')}
        working={t('making')}
        run={async ({ chosen }) => {
          const key = await vault('makeKey', { holder, passphrase: chosen })
          setMade(key)
          return key ? {} : { chosen: t('weak') }
        }}
      >
        {t('explanation')}
      </PassphraseForm>
    </Card>
  )
}
