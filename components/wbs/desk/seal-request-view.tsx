'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { KeyValues } from '@/components/ui/key-values'
import { useKeyNames } from '@/components/wbs/desk/report-context'
import { vault } from '@/components/wbs/desk/vault'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { IdentityOffice } from '@/lib/wbs/disclosure.server'
import type { Asked } from '@/lib/wbs/identity'

type Request = NonNullable<IdentityOffice['request']>

/** One question: who asks what for, how it stands, and what each custodian did. */
export function SealRequestView({ request, asked }: { request: Request; asked: Asked }) {
  const t = useTranslations('desk.seal')
  const locale = localeFrom(useLocale())
  const { question, order } = asked
  const nameOf = useKeyNames()
  const isWaiting = ['asked', 'granted', 'ordered'].includes(request.state)
  const state = t(`states.${request.state}`)
  return (
    <div className="grid gap-3">
      <KeyValues
        items={[
          { label: t('asker'), value: nameOf(question.by) ?? question.by },
          { label: t('purpose'), value: question.purpose },
          { label: t('basis'), value: question.basis },
          { label: t('askedOn'), value: formatDate(question.on, 'long', locale) },
          ...(order
            ? [
                {
                  label: t('order'),
                  value: t('orderText', { ...order, orderedOn: formatDate(order.orderedOn, 'long', locale) }),
                },
              ]
            : []),
          {
            label: t('state'),
            value: isWaiting ? `${state} ${t('until', { date: formatDate(request.dueOn, 'long', locale) })}` : state,
          },
        ]}
      />
      <ul className="grid gap-1 text-sm">
        {request.answers.map(({ keyId, answer }) => (
          <li key={keyId}>
            {nameOf(keyId) ?? keyId}: {t(`answers.${answer ?? 'none'}`)}
          </li>
        ))}
      </ul>
      <Reasons request={request} asked={asked} />
    </div>
  )
}

/** Why custodians said no; only whoever asked can read it. */
function Reasons({ request, asked: { question } }: { request: Request; asked: Asked }) {
  const t = useTranslations('desk.seal')
  const [reasons, setReasons] = useState<{ name: string; reason: string }[]>([])
  const declined = request.answers.flatMap(({ declined: ct }) => ct ?? [])
  const letters = declined.join()
  useEffect(() => {
    if (letters)
      vault('readDeclined', { question, declined: letters.split(',') }).then(setReasons, () => setReasons([]))
  }, [letters, question])
  if (reasons.length === 0) return null
  return (
    <ul className="grid gap-1 text-sm">
      {reasons.map(({ name, reason }) => (
        <li key={name} className="max-w-[70ch] wrap-anywhere">
          {t('reasonOf', { name, reason })}
        </li>
      ))}
    </ul>
  )
}
