'use client'

import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import { type Action, Refusal, type RefusalData, refusalData } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.recordDecreeInput)

type Decree = ProposalRef & { decreeNumber: string; decreeOn: string }

/** A decree that the President signed: its number, its day and the paper itself. */
export function RecordDecree({
  proposal,
  action,
}: {
  proposal: ProposalRef
  action: Action<Decree & { file: File }, unknown>
}) {
  const t = useTranslations('proposal.record')
  const file = useRef<HTMLInputElement>(null)
  const send = async (decree: Decree) => {
    const chosen = file.current?.files?.[0]
    return chosen ? action({ ...decree, file: chosen }) : { ok: false as const, refusal: NO_FILE }
  }
  const defaults = { ...proposal, decreeNumber: '', decreeOn: '' }
  const { form, submit, summary, isBusy } = useActionForm(schema, send, defaults)
  const { errors } = form.formState
  return (
    <Card title={t('title')}>
      <form method="post" onSubmit={submit} noValidate className="grid gap-4 md:grid-cols-2">
        <p className="text-sm md:col-span-2">{t('why')}</p>
        <div className="empty:hidden md:col-span-2">
          <ErrorSummary {...summary} />
        </div>
        <Field label={t('number')} error={errors.decreeNumber?.message}>
          <input autoComplete="off" {...form.register('decreeNumber')} />
        </Field>
        <Field label={t('day')} error={errors.decreeOn?.message}>
          <input type="date" {...form.register('decreeOn')} />
        </Field>
        <Field label={t('file')} className="md:col-span-2">
          <input ref={file} type="file" accept="application/pdf" />
        </Field>
        <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start">
          {t('save')}
        </Button>
      </form>
    </Card>
  )
}

const NO_FILE: RefusalData = refusalData(new Refusal('decree_file_missing'))
