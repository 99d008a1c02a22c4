'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PdfUpload } from '@/components/documents/pdf-upload'
import type { Uploading } from '@/components/documents/use-upload'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Upload } from '@/lib/documents/upload-input'
import { type Action, Refusal, type RefusalData, refusalData } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.recordDecreeInput)

type Decree = ProposalRef & { decreeNumber: string; decreeOn: string }

/** Number and day of a decree that was signed on paper, and the paper itself. */
export function RecordDecreeForm({
  proposal,
  by,
  uploading,
  action,
}: {
  proposal: ProposalRef
  by: 'president' | 'agency'
  uploading: Uploading
  action: Action<Decree & { upload: Upload }, unknown>
}) {
  const t = useTranslations('proposal.record')
  const [upload, setUpload] = useState<Upload | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const send = async (decree: Decree) => {
    if (!upload) return { ok: false as const, refusal: NO_FILE }
    const result = await action({ ...decree, upload })
    if (!result.ok && result.refusal.code === 'upload_incomplete') setUpload(null)
    return result
  }
  const keep = async (sent: Upload) => {
    setUpload(sent)
    return { ok: true as const, data: null }
  }
  const defaults = { ...proposal, decreeNumber: '', decreeOn: '' }
  const { form, submit, summary, isBusy } = useActionForm(schema, send, defaults)
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4 md:grid-cols-2">
      <p className="text-sm md:col-span-2">{t(`why.${by}`)}</p>
      <div className="empty:hidden md:col-span-2">
        <ErrorSummary {...summary} />
      </div>
      <Field label={t('number')} error={errors.decreeNumber?.message}>
        <input autoComplete="off" {...form.register('decreeNumber')} />
      </Field>
      <Field label={t('day')} error={errors.decreeOn?.message}>
        <input type="date" {...form.register('decreeOn')} />
      </Field>
      <div className="text-sm md:col-span-2">
        <p className="mb-1 font-semibold">{t('file')}</p>
        <p className="mb-2 text-muted">{t('limits', { limitMb: uploading.limitMb })}</p>
        <p role="status" className="mb-2 break-words empty:hidden">
          {upload && t('sent', { name: upload.name })}
        </p>
        <PdfUpload
          label={upload ? t('replace') : t('choose')}
          what={t('file')}
          uploading={uploading}
          keep={keep}
          onTrouble={setTrouble}
        />
        <p role="alert" className="mt-2 font-semibold text-danger empty:hidden">
          {trouble}
        </p>
      </div>
      <Button
        type="submit"
        variant={by === 'president' ? 'primary' : 'secondary'}
        busy={isBusy}
        className="justify-self-start"
      >
        {t('save')}
      </Button>
    </form>
  )
}

const NO_FILE: RefusalData = refusalData(new Refusal('decree_file_missing'))
