'use client'

import { useTranslations } from 'next-intl'
import { useDocumentName } from '@/components/documents/document-name'
import { PdfUpload } from '@/components/documents/pdf-upload'
import type { Uploading } from '@/components/documents/use-upload'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useCommand } from '@/components/ui/use-command'
import type { Upload as SentPaper } from '@/lib/documents/upload-input'
import type { Action } from '@/lib/refusal'
import type { PaperPlace, ProposalDocument } from '@/lib/sapk/proposal-documents.server'

type Upload = { send: Action<PaperPlace & { upload: SentPaper }, unknown>; uploading: Uploading }
type Attach = Action<PaperPlace & { documentId: string }, unknown>

/** Every required paper: open it and, where it may be replaced, use one from the archive or upload a PDF. */
export function ProposalDocuments({
  proposalId,
  documents,
  upload,
  attach,
}: {
  proposalId: string
  documents: ProposalDocument[]
  upload?: Upload
  attach?: Attach
}) {
  const t = useTranslations('proposal.detail')
  const have = documents.filter((document) => document.attached).length
  return (
    <Card flush title={t('documents')} action={t('documentCount', { have, need: documents.length })}>
      {upload && documents.some(({ isOpen }) => isOpen) && (
        <p className="px-4 pt-3 text-sm text-muted">{t('uploadLimits', { limitMb: upload.uploading.limitMb })}</p>
      )}
      <ul>
        {documents.map((document) => (
          <DocumentRow
            key={document.type}
            proposalId={proposalId}
            document={document}
            upload={document.isOpen ? upload : undefined}
            attach={document.isOpen ? attach : undefined}
          />
        ))}
      </ul>
    </Card>
  )
}

function DocumentRow({
  proposalId,
  document,
  upload,
  attach,
}: {
  proposalId: string
  document: ProposalDocument
  upload?: Upload
  attach?: Attach
}) {
  const t = useTranslations('proposal.detail')
  const name = useDocumentName()(document.type)
  const { run, isBusy, trouble, setTrouble } = useCommand()
  const { attached, archived, type } = document
  const place = { id: proposalId, documentType: type, seen: attached?.id ?? null }

  const use = (documentId: string) => {
    if (attach) run(() => attach({ ...place, documentId }))
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line px-4 py-3 text-sm not-first:border-t">
      <span className="min-w-0 flex-1 basis-48">
        <b className="block">{name}</b>
        <span className="text-xs text-muted">
          {attached
            ? `${attached.name}, ${t('pages', { count: attached.pageCount })}, ${Math.ceil(attached.sizeBytes / 1024)} kB`
            : t('missing')}
        </span>
      </span>
      {attached && (
        <a href={`/api/berkas/${attached.id}`} target="_blank" rel="noreferrer">
          {t('open')}
          <span className="sr-only"> {name}</span>
        </a>
      )}
      {attach && archived[0] && (
        <Button size="sm" busy={isBusy} onClick={() => use(archived[0]?.id ?? '')} title={archived[0].name}>
          {t('fromArchive')}
          <span className="sr-only"> {name}</span>
        </Button>
      )}
      {upload && (
        <PdfUpload
          label={attached ? t('replace') : t('upload')}
          what={name}
          uploading={upload.uploading}
          known={[...(attached ? [{ ...attached, isShown: true }] : []), ...archived.map(known)]}
          keep={(sent) => upload.send({ ...place, upload: sent })}
          onKnown={attach && use}
          onTrouble={setTrouble}
          isBusy={isBusy}
        />
      )}
      <p role="alert" className="basis-full font-semibold text-danger empty:hidden">
        {trouble}
      </p>
    </li>
  )
}

const known = (paper: ProposalDocument['archived'][number]) => ({ ...paper, isShown: false })
