'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SigningFields } from '@/components/access/signing-fields'
import { SkipList } from '@/components/sapk/skip-list'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress'
import { useActionForm } from '@/components/ui/use-action-form'
import { usePolled } from '@/components/ui/use-polled'
import type { SigningProgress } from '@/lib/documents/signing.server'
import type { Action, Result } from '@/lib/refusal'
import type { BulkPreview, ListQuery } from '@/lib/sapk/bulk-command'
import type { ProposalRef } from '@/lib/sapk/inputs'

const schema = () => import('@/lib/sapk/bulk-command').then((file) => file.signInput)

export type SignAction = Action<
  { proposals: ProposalRef[]; query?: ListQuery; password: string; code: string },
  { batchId: string }
>

/** One confirmation for many documents: password and code again, then the progress of the signing itself. */
export function SignDialog({
  label,
  action,
  proposals,
  whole,
  onDone,
}: {
  label: string
  action: SignAction
  proposals: ProposalRef[]
  /** The whole list instead of single proposals; `load` says what would be signed. */
  whole?: { query: ListQuery; load: () => Promise<Result<BulkPreview>> }
  onDone: () => void
}) {
  const t = useTranslations('proposal')
  const common = useTranslations('common.signing')
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const [batchId, setBatchId] = useState<string | null>(null)
  const [preview, setPreview] = useState<BulkPreview | null>(null)
  const defaults = { proposals, query: whole?.query, password: '', code: '' }
  const count = preview?.taken ?? proposals.length
  const { form, submit, summary, isBusy } = useActionForm(schema, action, defaults, (data) => setBatchId(data.batchId))
  const progress = usePolled<SigningProgress>(batchId && `/api/penandatanganan/${batchId}`)

  const open = async () => {
    form.reset(defaults)
    setBatchId(null)
    setIsOpen(true)
    const result = await whole?.load()
    if (result?.ok) setPreview(result.data)
  }
  const close = () => {
    setIsOpen(false)
    if (!batchId) return
    onDone()
    router.refresh()
  }
  return (
    <>
      <Button variant="primary" onClick={open}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={t('sign.title')}
        closeLabel={t('act.close')}
        footer={
          <>
            <Button onClick={close}>{t('act.close')}</Button>
            {!batchId && (
              <Button variant="primary" busy={isBusy} onClick={() => submit()}>
                {t('sign.confirm')}
              </Button>
            )}
          </>
        }
      >
        {batchId ? (
          <div className="grid gap-3 text-sm">
            <ProgressBar label={t('sign.title')} max={progress?.total ?? count} value={progress?.issued ?? 0} />
            <p role="status">
              {progress?.isFinished
                ? progress.failed > 0
                  ? t('sign.failed', { count: progress.failed })
                  : t('sign.finished')
                : t('sign.progress', { done: progress?.issued ?? 0, total: progress?.total ?? count })}
            </p>
            {progress?.delayCode && <Notice tone="warning">{t(`signing.delay.${progress.delayCode}`)}</Notice>}
          </div>
        ) : (
          <form method="post" onSubmit={submit} className="grid gap-4">
            <p className="text-sm">{t('sign.why', { count })}</p>
            {preview && (
              <div className="text-sm">
                <SkipList skipped={preview.skipped} />
              </div>
            )}
            <Notice tone="warning">{common('test')}</Notice>
            <ErrorSummary {...summary} />
            <SigningFields register={form.register} errors={form.formState.errors} />
            <button type="submit" hidden />
          </form>
        )}
      </Dialog>
    </>
  )
}
