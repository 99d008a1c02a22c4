'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useErrorTitle } from '@/components/ui/use-error-title'
import { useFaultFocus } from '@/components/ui/use-fault-focus'
import { useTroubleText } from '@/components/wbs/desk/use-vault'
import { Trouble, vault } from '@/components/wbs/desk/vault'

/** What somebody typed: what opens a key now, and what is to open it from now on. */
export type Passphrases = { current: string; chosen: string }

/** What was wrong with it, beside the field or, as `trouble`, above the form. */
export type PassphraseFaults = { current?: string; chosen?: string; trouble?: string }

type Props = {
  asks: 'current' | 'chosen' | 'both'
  label?: string // of what opens the key now
  hint?: string
  submit: string
  working: string
  children: ReactNode // what this is for
  run: (typed: Passphrases) => Promise<PassphraseFaults>
}

/** The passphrase of a key: asked for, chosen, or one after the other. It goes to the worker and nowhere else. */
export function PassphraseForm({ asks, label, hint, submit: send, working, children, run }: Props) {
  const t = useTranslations('desk.key')
  const common = useTranslations('common.form')
  const troubleText = useTroubleText()
  const [isBusy, setIsBusy] = useState(false)
  const [faults, setFaults] = useState<PassphraseFaults & { again?: string; title?: string }>({})
  const form = useFaultFocus(faults)
  useErrorTitle(common('errorMark'), Object.keys(faults).length > 0)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const typed = new FormData(event.currentTarget)
    const [current = '', chosen = '', again = ''] = ['current', 'chosen', 'again'].map((name) => `${typed.get(name)}`)
    const isMissing = asks !== 'chosen' && current.trim() === ''
    const isOther = asks !== 'current' && chosen !== again
    setFaults({ ...(isMissing && { current: t('empty') }), ...(isOther && { again: t('different') }) })
    if (isMissing || isOther) return
    setIsBusy(true)
    try {
      setFaults(await run({ current, chosen }))
    } catch (error) {
      const isTampered = error instanceof Trouble && error.kind === 'tampered'
      setFaults({ trouble: troubleText(error), ...(isTampered && { title: t('tampered') }) })
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-4">
      <div className="text-sm text-muted">{children}</div>
      <Notice live title={faults.title}>
        {faults.trouble}
      </Notice>
      {asks !== 'chosen' && (
        <Field label={label ?? t('current')} hint={hint} error={faults.current}>
          <input type="password" name="current" autoComplete="off" spellCheck={false} data-autofocus="" />
        </Field>
      )}
      {asks !== 'current' && <Chosen faults={faults} isNew={asks === 'both'} />}
      <div>
        <Button type="submit" variant="primary" busy={isBusy} icon={<Icon name="key-round" />}>
          {send}
        </Button>
      </div>
      <p role="status" className="text-sm text-muted empty:hidden">
        {isBusy && working}
      </p>
    </form>
  )
}

/** A passphrase of the own choice, typed twice, or six words that nobody has thought of. */
function Chosen({ faults, isNew }: { faults: { chosen?: string; again?: string }; isNew: boolean }) {
  const t = useTranslations('desk.key')
  const troubleText = useTroubleText()
  const [proposal, setProposal] = useState<string>()
  return (
    <>
      <Field label={isNew ? t('newPassphrase') : t('passphrase')} hint={t('passphraseHint')} error={faults.chosen}>
        <input type="password" name="chosen" autoComplete="off" />
      </Field>
      <Field label={t('again')} error={faults.again}>
        <input type="password" name="again" autoComplete="off" />
      </Field>
      <div>
        <Button
          size="sm"
          onClick={() => vault('suggest', undefined).then(setProposal, (error) => setProposal(troubleText(error)))}
        >
          {t('propose')}
        </Button>
        <p role="status" className="mt-2 font-semibold empty:hidden">
          {proposal}
        </p>
      </div>
    </>
  )
}
