'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useAttempt } from '@/components/ui/use-attempt'
import { useFaultFocus } from '@/components/ui/use-fault-focus'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { useReport } from '@/components/wbs/desk/report-context'
import { useTroubleText } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import { civilDateIn } from '@/lib/civil-date'
import type { Action, Result } from '@/lib/refusal'
import type { Asking } from '@/lib/wbs/disclosure.server'

type Deliver = Action<Asking>

const today = () => civilDateIn('Asia/Jakarta', new Date())

/** Asks the reporter, and the custodians after a yes. */
export function AskIdentity({
  sealKey,
  custodians,
  deliver,
}: {
  sealKey: string
  custodians: readonly string[]
  deliver: Deliver
}) {
  const t = useTranslations('desk.seal')
  const { id, send } = useReport()
  const ask = async ({ purpose = '', basis = '' }: Record<string, string>) => {
    const of = { report: id, key: sealKey, purpose, basis, on: today(), custodians }
    const { question, request, letters } = await vault('askIdentity', of)
    return send('identitas', { act: 'asked', question }, (sealed) => deliver(inputOf(sealed, request, letters)))
  }
  return (
    <FoldedForm title={t('ask')} hint={t('askHint')} submit={t('askSubmit')} send={ask}>
      {[
        { name: 'purpose', label: t('purpose'), hint: t('purposeHint') },
        { name: 'basis', label: t('basis'), hint: t('basisHint') },
      ]}
    </FoldedForm>
  )
}

/** Hands a legal order on, above the answer of the reporter, who reads its number and day. */
export function OrderIdentity({
  request,
  custodians,
  deliver,
}: {
  request: string
  custodians: readonly string[]
  deliver: Deliver
}) {
  const t = useTranslations('desk.seal')
  const { id, send } = useReport()
  const hand = async ({ number = '', issuer = '', orderedOn = '' }: Record<string, string>) => {
    const of = { report: id, request, number, issuer, orderedOn, on: today(), custodians }
    const { order, letters } = await vault('orderIdentity', of)
    return send('identitas', { act: 'ordered', order }, (sealed) => deliver(inputOf(sealed, request, letters)))
  }
  return (
    <FoldedForm title={t('handOrder')} hint={t('handOrderHint')} submit={t('handOrderSubmit')} send={hand}>
      {[
        { name: 'number', label: t('orderNumber') },
        { name: 'issuer', label: t('orderIssuer') },
        { name: 'orderedOn', label: t('orderDate'), type: 'date' },
      ]}
    </FoldedForm>
  )
}

function inputOf(
  { report, seq, epoch, ct }: { report: string; seq: number; epoch: number; ct: string },
  request: string,
  letters: Asking['letters'],
): Asking {
  return { report, request, letters, message: { seq, epoch, ct } }
}

type Line = { name: string; label: string; hint?: string; type?: 'text' | 'date' }

/** A few fields, all needed, behind a heading that opens them. */
function FoldedForm({
  title,
  hint,
  submit,
  send,
  children,
}: {
  title: string
  hint: string
  submit: string
  send: (values: Record<string, string>) => Promise<Result<void>>
  children: Line[]
}) {
  const t = useTranslations('desk.seal')
  const refusalText = useRefusalText()
  const { attempt, isBusy, trouble } = useAttempt(useTroubleText())
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [mended, setMended] = useState<string[]>([])
  const form = useFaultFocus(faults)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const values = Object.fromEntries(children.map(({ name }) => [name, String(data.get(name) ?? '').trim()]))
    const found = children.flatMap(({ name, type }) => {
      if (!values[name]) return [[name, t('missing')]]
      return type === 'date' && String(values[name]) > today() ? [[name, t('future')]] : []
    })
    setFaults(Object.fromEntries(found))
    setMended([])
    if (found.length > 0) return
    attempt(async () => {
      const result = await send(values)
      return result.ok ? null : refusalText(result.refusal)
    })
  }
  return (
    <details className="border-t border-line pt-3">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">{title}</summary>
      <form ref={form} method="post" onSubmit={onSubmit} noValidate className="grid max-w-[640px] gap-3 pt-2">
        <p className="text-sm text-muted">{hint}</p>
        <Notice live>{trouble}</Notice>
        {children.map(({ name, label, hint: fieldHint, type }) => (
          <Field key={name} label={label} hint={fieldHint} error={mended.includes(name) ? undefined : faults[name]}>
            <input
              name={name}
              onChange={() => mended.includes(name) || setMended([...mended, name])}
              type={type ?? 'text'}
              max={type === 'date' ? today() : undefined}
              maxLength={400}
              autoComplete="off"
            />
          </Field>
        ))}
        <div>
          <Button type="submit" busy={isBusy}>
            {submit}
          </Button>
        </div>
      </form>
    </details>
  )
}
