'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Relocked } from '@/components/wbs/desk/key-calls'
import { PassphraseForm } from '@/components/wbs/desk/passphrase-form'
import { RecoveryWords } from '@/components/wbs/desk/recovery-words'
import { vault } from '@/components/wbs/desk/vault'
import type { Action } from '@/lib/refusal'
import type { Desk } from '@/lib/wbs/desk.server'
import type { Relock } from '@/lib/wbs/relock'

export type RelockAction = Action<Relock>

type Props = { desk: Desk; action: RelockAction; onDone: () => void }

/** The same key under another passphrase; whoever sits at an open page must know the one that holds now. */
export function ChangePassphrase({ desk, action, onDone }: Props) {
  const t = useTranslations('desk.own.passphrase')
  const keys = useTranslations('desk.key')
  const refusalText = useRefusalText()
  const { officer, locked } = desk
  return (
    <Card title={t('label')}>
      <PassphraseForm
        asks="both"
        submit={t('submit')}
        working={t('working')}
        run={async ({ current, chosen }) => {
          const made = await vault('changePassphrase', { key: officer.keyId, locked, typed: current, chosen })
          if (made === 'weak') return { chosen: keys('weak') }
          if (made === 'wrong') return { current: keys('wrong') }
          const result = await action(made.made)
          if (!result.ok) return { trouble: refusalText(result.refusal) }
          onDone()
          return {}
        }}
      >
        {t('text')}
      </PassphraseForm>
    </Card>
  )
}

/** New words for paper. The old ones go on opening until the new ones stand on paper. */
export function RenewWords({ desk, action, onDone }: Props) {
  const t = useTranslations('desk.own.wordsRenewal')
  const keys = useTranslations('desk.key')
  const [relocked, setRelocked] = useState<Relocked>()
  const { run, isBusy, trouble } = useCommand()
  const { officer, locked } = desk
  if (relocked)
    return (
      <Card title={keys('wordsTitle')}>
        <Notice live>{trouble}</Notice>
        <RecoveryWords
          words={relocked.words ?? []}
          isBusy={isBusy}
          submit={t('keep')}
          onWritten={() => run(() => action(relocked.made), onDone)}
        />
      </Card>
    )
  return (
    <Card title={t('label')}>
      <PassphraseForm
        asks="current"
        submit={t('submit')}
        working={t('working')}
        run={async ({ current }) => {
          const made = await vault('renewWords', { key: officer.keyId, locked, typed: current })
          if (made === 'wrong') return { current: keys('wrong') }
          setRelocked(made)
          return {}
        }}
      >
        {t('text')}
      </PassphraseForm>
    </Card>
  )
}
