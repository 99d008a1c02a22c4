'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { KeyValues } from '@/components/ui/key-values'
import { Notice } from '@/components/ui/notice'
import { useAttempt } from '@/components/ui/use-attempt'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { useReport } from '@/components/wbs/desk/report-context'
import type { Shown } from '@/components/wbs/desk/seal-calls'
import { useTroubleText } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import type { Action } from '@/lib/refusal'
import type { Disclosed, IdentityOffice } from '@/lib/wbs/disclosure.server'
import type { Question } from '@/lib/wbs/identity'
import { NEEDED } from '@/lib/wbs/seal-request'

const FIELDS = ['name', 'number', 'contact', 'safeTime'] as const
const OPENS = ['granted', 'ordered', 'opened']

/** Opens the identity from what custodians handed on. It stands on this page until it is hidden, and nowhere else. */
export function OpenIdentity({
  request,
  question,
  take,
}: {
  request: NonNullable<IdentityOffice['request']>
  question: Question
  take: Action<{ report: string; request: string }, Disclosed>
}) {
  const t = useTranslations('desk.seal')
  const { id, reload } = useReport()
  const refusalText = useRefusalText()
  const { attempt, isBusy, trouble } = useAttempt(useTroubleText())
  const [shown, setShown] = useState<Shown>()
  const shared = request.answers.filter(({ answer }) => answer === 'shared').length
  if (!OPENS.includes(request.state)) return null
  const open = () =>
    attempt(async () => {
      const result = await take({ report: id, request: request.hash })
      if (!result.ok) return refusalText(result.refusal)
      setShown(await vault('openIdentity', { question, disclosed: result.data }))
      await reload()
      return null
    })
  const { identity, dropped } = shown ?? { identity: null, dropped: [] }
  const doubts = dropped.length > 0 && (
    <Notice live tone="warning">
      {t('dropped', { names: dropped.join(', ') })}
    </Notice>
  )
  if (identity)
    return (
      <div className="grid gap-3 rounded-md bg-surface p-4">
        {doubts}
        <KeyValues
          items={FIELDS.map((field) => ({ label: t(`fields.${field}`), value: identity[field] || t('notGiven') }))}
        />
        <div>
          <Button onClick={() => setShown(undefined)}>{t('hide')}</Button>
        </div>
      </div>
    )
  return (
    <div className="grid gap-2">
      <Notice live>{trouble}</Notice>
      {shown && <Notice live>{t('notOpened')}</Notice>}
      {doubts}
      <p className="text-sm text-muted">{t('openHint', { shared, needed: NEEDED })}</p>
      <div>
        <Button icon={<Icon name="key-round" />} busy={isBusy} disabled={shared < NEEDED} onClick={open}>
          {t('open')}
        </Button>
      </div>
    </div>
  )
}
