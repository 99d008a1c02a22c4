'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useReport } from '@/components/wbs/desk/report-context'
import { AskIdentity, OrderIdentity } from '@/components/wbs/desk/seal-forms'
import { OpenIdentity } from '@/components/wbs/desk/seal-opening'
import { SealRequestView } from '@/components/wbs/desk/seal-request-view'
import { vault } from '@/components/wbs/desk/vault'
import type { Action } from '@/lib/refusal'
import type { Asking, Disclosed, IdentityOffice } from '@/lib/wbs/disclosure.server'
import type { Envelope } from '@/lib/wbs/envelope'
import type { IdentityTold } from '@/lib/wbs/identity'
import { ASKS, ORDERS } from '@/lib/wbs/seal-request'

export type SealActions = {
  ask: Action<Asking>
  order: Action<Asking>
  take: Action<{ report: string; request: string }, Disclosed>
}

/**
 * Identitas tersegel: whether there is one, who asked for it and what became of that. What was asked and answered is read
 * from signed messages, what waits and until when is the server's word.
 */
export function SealSection({ identity, actions }: { identity: IdentityOffice; actions: SealActions }) {
  const t = useTranslations('desk.seal')
  const { messages, me } = useReport()
  const told = useTold(messages)
  if (!told) return null
  const isSealed = told.key !== null && identity.custodians.length > 0
  if (told.key === null || !isSealed)
    return (
      <Card title={t('title')}>
        <p className="text-sm text-muted">{t('none')}</p>
      </Card>
    )
  const { request } = identity
  const asked = told.questions.find(({ hash }) => hash === request?.hash)
  const isOpen = request !== null && ['asked', 'granted', 'ordered'].includes(request.state)
  const mayOrder = request !== null && ['asked', 'refused', 'lapsed'].includes(request.state)
  const isAlive = isOpen || request?.state === 'opened'
  const isByOldKey = isAlive && request?.isOwn && asked && asked.question.by !== me.keyId
  const { custodians } = identity
  return (
    <Card title={t('title')}>
      <div className="grid gap-4">
        <p className="max-w-[70ch] text-sm text-muted">{t('sealed')}</p>
        {request && !asked && <Notice>{t('unfounded')}</Notice>}
        {request && asked && <SealRequestView request={request} asked={asked} />}
        {request?.isOwn && asked && <OpenIdentity request={request} question={asked.question} take={actions.take} />}
        {isByOldKey && <Notice>{t('byOldKey')}</Notice>}
        {(!isOpen || isByOldKey) && me.roles.includes(ASKS) && (
          <AskIdentity sealKey={told.key} custodians={custodians} deliver={actions.ask} />
        )}
        {mayOrder && asked && me.roles.includes(ORDERS) && (
          <OrderIdentity request={asked.hash} custodians={custodians} deliver={actions.order} />
        )}
      </div>
    </Card>
  )
}

/** What the messages tell of the identity; undefined until the worker, which knows how to read it, has. */
function useTold(messages: readonly Envelope[]): IdentityTold | undefined {
  const [told, setTold] = useState<IdentityTold>()
  useEffect(() => {
    vault('told', messages).then(setTold, () => setTold(undefined))
  }, [messages])
  return told
}
