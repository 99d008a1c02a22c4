'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useErrorTitle } from '@/components/ui/use-error-title'
import { useTroubleText } from '@/components/wbs/desk/use-vault'
import { openVault, Trouble } from '@/components/wbs/desk/vault'
import type { Desk } from '@/lib/wbs/desk.server'

/** Opens the desk with the passphrase of the key, or with its recovery words. Neither leaves the browser. */
export function UnlockForm({ desk }: { desk: Desk }) {
  const t = useTranslations('desk.unlock')
  const common = useTranslations('common.form')
  const troubleText = useTroubleText()
  const [isBusy, setIsBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const [trouble, setTrouble] = useState<{ title?: string; text: string }>()
  useErrorTitle(common('errorMark'), fault !== undefined || trouble !== undefined)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = String(new FormData(form).get('passphrase'))
    if (isBusy) return
    setTrouble(undefined)
    setFault(typed.trim() ? undefined : t('empty'))
    if (!typed.trim()) return
    setIsBusy(true)
    try {
      if (!(await openVault({ ...desk, typed }))) setFault(t('wrong'))
    } catch (error) {
      const isTampered = error instanceof Trouble && error.kind === 'tampered'
      setTrouble({ title: isTampered ? t('tampered') : undefined, text: troubleText(error) })
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <Card title={t('title')} className="max-w-[640px]">
      <form method="post" onSubmit={submit} noValidate className="grid gap-4">
        <p className="text-sm text-muted">{t('explanation')}</p>
        <Notice live title={trouble?.title}>
          {trouble?.text}
        </Notice>
        <Field label={t('passphrase')} hint={t('hint')} error={fault}>
          <input type="password" name="passphrase" autoComplete="off" spellCheck={false} data-autofocus="" />
        </Field>
        <div>
          <Button type="submit" variant="primary" busy={isBusy} icon={<Icon name="key-round" />}>
            {t('submit')}
          </Button>
        </div>
        <p role="status" className="text-sm text-muted empty:hidden">
          {isBusy && t('working')}
        </p>
      </form>
    </Card>
  )
}
