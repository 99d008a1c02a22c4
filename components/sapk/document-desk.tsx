'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useCallback, useMemo } from 'react'
import { useDocumentName } from '@/components/documents/document-name'
import type { PdfViewer } from '@/components/documents/pdf-viewer'
import { useShownDocument } from '@/components/sapk/shown-document'
import { evidencePage } from '@/lib/sapk/evidence-page'

const Viewer = dynamic(() => import('@/components/documents/pdf-viewer').then((module) => module.PdfViewer), {
  ssr: false,
})

export type DeskDocument = { id: string; type: string }

/** The left half of a review: one paper at a time, chosen by name. */
export function DocumentDesk({
  documents,
  icons,
}: {
  documents: DeskDocument[]
  icons: ComponentProps<typeof PdfViewer>['icons']
}) {
  const t = useTranslations('proposal.review')
  const documentName = useDocumentName()
  const { shown: asked, show, texts, keepText } = useShownDocument()
  const shown = documents.find((document) => document.type === asked.type) ?? documents[0]
  const id = shown?.id ?? ''
  const text = texts[id]
  const turnTo = useMemo(
    () => (text && asked.sought ? { page: evidencePage(text, asked.sought) ?? 1 } : undefined),
    [text, asked],
  )
  const onRead = useCallback((pages: readonly string[]) => keepText(id, pages), [id, keepText])
  if (!shown) return <p className="p-6 text-sm text-muted">{t('noDocument')}</p>
  return (
    <Viewer
      key={shown.id}
      url={`/api/berkas/${shown.id}`}
      title={documentName(shown.type)}
      icons={icons}
      turnTo={turnTo}
      onRead={onRead}
      choice={
        <select
          aria-label={t('documents')}
          className="min-h-9! w-auto! max-w-44 bg-surface! min-w-0 border-transparent! py-1! pl-0! text-sm! font-semibold! text-ellipsis hover:underline"
          value={shown.type}
          onChange={(event) => show(event.target.value)}
        >
          {documents.map((document) => (
            <option key={document.id} value={document.type}>
              {documentName(document.type)}
            </option>
          ))}
        </select>
      }
    />
  )
}
