'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Uploading } from '@/components/documents/use-upload'
import { Button } from '@/components/ui/button'
import { useLater } from '@/components/ui/use-later'
import type { Action } from '@/lib/refusal'
import type { AttachInput, DetachInput, HistoryRef, UploadPaperInput } from '@/lib/registry/history-proof'

type Named = { id: string; label: string }

export type ProofProps = {
  proven: HistoryRef & { title: string }
  /** What proves the row, and the types of paper that it may be proved by. */
  papers: Named[]
  types: Named[]
  desk: AttachDesk
}

/** The same object for every row, so that a page carries the archive once. */
export type AttachDesk = {
  archive: Named[]
  uploading: Uploading
  attach: Action<AttachInput>
  upload: Action<UploadPaperInput>
  detach: Action<DetachInput>
}

const loadDialog = () => import('@/components/registry/proof-dialog')

/** Opens the dialog in which the papers of one row are chosen. */
export function ProofButton(props: ProofProps) {
  const t = useTranslations('registry.proof')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useLater(loadDialog, isOpen)
  return (
    <>
      <Button variant="quiet" size="sm" className="-ml-2" busy={isOpen && !dialog} onClick={() => setIsOpen(true)}>
        {t('button')} <span className="sr-only">{props.proven.title}</span>
      </Button>
      {dialog && <dialog.ProofDialog {...props} isOpen={isOpen} onClose={() => setIsOpen(false)} />}
    </>
  )
}
