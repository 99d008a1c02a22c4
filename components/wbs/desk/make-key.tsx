'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useAttempt } from '@/components/ui/use-attempt'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { MadeKey } from '@/components/wbs/desk/key-calls'
import type { OfferAction } from '@/components/wbs/desk/own-key'
import { RecoveryWords } from '@/components/wbs/desk/recovery-words'
import { useTroubleText } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'

type Props = { holder: string; action: OfferAction; onDone: () => void }

/** Makes a key in this browser: a passphrase, words for paper, and the public half handed in. */
export function MakeKey({ holder, action, onDone }: Props) {
  const t = useTranslations('desk.key')
  const refusalText = useRefusalText()
  const [made, setMade] = useState<MadeKey>()
  const { attempt, isBusy, trouble } = useAttempt(useTroubleText())

  const handIn = ({ offer, locked }: MadeKey) =>
    attempt(async () => {
      const result = await action({ offer, locked })
      if (!result.ok) return refusalText(result.refusal)
      onDone()
      return null
    })
  if (made)
    return (
      <Card title={t('wordsTitle')}>
        <Notice live>{trouble}</Notice>
        <RecoveryWords words={made.recovery} isBusy={isBusy} onWritten={() => handIn(made)} />
      </Card>
    )
  return (
    <Card title={t('title')}>
      <PassphraseForm holder={holder} onMade={setMade} />
    </Card>
  )
}

/** The passphrase, typed twice or taken from a proposal; what it locks is made at once. */
function PassphraseForm({ holder, onMade }: { holder: string; onMade: (made: MadeKey) => void }) {
  const t = useTranslations('desk.key')
  const [typed, setTyped] = useState('')
  const [proposal, setProposal] = useState<string>()
  const [faults, setFaults] = useState<{ passphrase?: string; again?: string }>({})
  const { attempt, isBusy, trouble } = useAttempt(useTroubleText())

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const again = String(new FormData(event.currentTarget).get('again'))
    setFaults({})
    attempt(async () => {
      if (typed !== again) {
        setFaults({ again: t('different') })
        return null
      }
      const made = await vault('makeKey', { holder, passphrase: typed })
      if (made) onMade(made)
      else setFaults({ passphrase: t('weak') })
      return null
    })
  }
  const propose = () =>
    attempt(async () => {
      setProposal(await vault('suggest', undefined))
      return null
    })
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-sm text-muted">{t('explanation')}</p>
      <Notice live>{trouble}</Notice>
      <div>
        <Button size="sm" onClick={propose}>
          {t('propose')}
        </Button>
        <p role="status" className="mt-2 font-semibold empty:hidden">
          {proposal}
        </p>
      </div>
      <Field label={t('passphrase')} hint={t('passphraseHint')} error={faults.passphrase}>
        <input
          type="password"
          name="passphrase"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </Field>
      <Field label={t('again')} error={faults.again}>
        <input type="password" name="again" autoComplete="off" />
      </Field>
      <div>
        <Button type="submit" variant="primary" busy={isBusy} icon={<Icon name="key-round" />}>
          {t('make')}
        </Button>
      </div>
      <p role="status" className="text-sm text-muted empty:hidden">
        {isBusy && t('making')}
      </p>
    </form>
  )
}
