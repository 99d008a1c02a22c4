'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PdfUpload } from '@/components/documents/pdf-upload'
import type { ProofProps } from '@/components/registry/proof-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { ReasonButton } from '@/components/ui/reason-button'
import { useCommand } from '@/components/ui/use-command'

/** The papers of one row: those it has, one more from the person's archive, or a new one. */
export function ProofDialog({
  proven: { title, ...ref },
  papers,
  types,
  desk,
  isOpen,
  onClose,
}: ProofProps & { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('registry.proof')
  const { run, isBusy, trouble, setTrouble } = useCommand()
  const [documentId, setDocumentId] = useState('')
  const [documentType, setDocumentType] = useState(types[0]?.id ?? '')
  const [attached, setAttached] = useState(false)

  const archive = desk.archive.filter(({ id }) => !papers.some((paper) => paper.id === id))
  const send = (command: Parameters<typeof run>[0]) => {
    setAttached(false)
    run(command, () => {
      setAttached(true)
      setDocumentId('')
    })
  }
  const close = () => {
    setTrouble(null)
    setAttached(false)
    onClose()
  }
  return (
    <Dialog
      title={t('title', { row: title })}
      isOpen={isOpen}
      onClose={close}
      closeLabel={t('close')}
      footer={<Button onClick={close}>{t('close')}</Button>}
    >
      <div className="grid gap-4 text-sm">
        <p>{t('explanation')}</p>
        {papers.length > 0 && (
          <ul className="divide-y divide-line border-y border-line">
            {papers.map(({ id, label }) => (
              <li key={id} className="flex items-center gap-3 py-2">
                <a href={`/api/berkas/${id}`} target="_blank" rel="noreferrer" className="min-w-0 flex-1 wrap-anywhere">
                  {label}
                </a>
                <ReasonButton
                  size="sm"
                  aria-label={t('detachOf', { paper: label })}
                  words={{
                    button: t('detach'),
                    title: t('detachTitle'),
                    explanation: t('detachExplanation'),
                    reason: t('reason'),
                    close: t('cancel'),
                  }}
                  action={({ reason }) => desk.detach({ ...ref, documentId: id, reason })}
                />
              </li>
            ))}
          </ul>
        )}
        {archive.length > 0 && (
          <div className="grid justify-items-start gap-2">
            <Field label={t('fromArchive')} className="w-full">
              <select value={documentId} onChange={(event) => setDocumentId(event.target.value)}>
                <option value="">{t('choose')}</option>
                {archive.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </select>
            </Field>
            <Button
              size="sm"
              busy={isBusy}
              disabled={!documentId}
              onClick={() => send(() => desk.attach({ ...ref, documentId }))}
            >
              {t('attach')}
            </Button>
          </div>
        )}
        <div className="grid justify-items-start gap-2">
          <Field label={t('type')} hint={t('limits', { limitMb: desk.uploading.limitMb })} className="w-full">
            <select value={documentType} onChange={(event) => setDocumentType(event.target.value)}>
              {types.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
          <PdfUpload
            label={t('upload')}
            what={types.find(({ id }) => id === documentType)?.label ?? ''}
            uploading={desk.uploading}
            keep={async (upload) => {
              const result = await desk.upload({ ...ref, documentType, upload })
              setAttached(result.ok)
              return result
            }}
            onTrouble={setTrouble}
            isBusy={isBusy}
          />
        </div>
        <p role="status" className="text-muted empty:hidden">
          {attached && t('attached')}
        </p>
        <p role="alert" className="font-semibold text-danger empty:hidden">
          {trouble}
        </p>
      </div>
    </Dialog>
  )
}
