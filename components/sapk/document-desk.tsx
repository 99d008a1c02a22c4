'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import type { PdfViewer } from '@/components/documents/pdf-viewer'
import { useDocumentName } from '@/components/sapk/item-name'

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
  const [index, setIndex] = useState(0)
  const shown = documents[index]
  if (!shown) return <p className="p-6 text-sm text-muted">{t('noDocument')}</p>
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <label className="flex items-center gap-3 border-b border-line px-4 py-2 text-sm">
        <span className="text-muted">{t('documents')}</span>
        <select
          className="min-h-9! flex-1 py-1! text-sm!"
          value={index}
          onChange={(event) => setIndex(Number(event.target.value))}
        >
          {documents.map((document, at) => (
            <option key={document.id} value={at}>
              {`${at + 1}/${documents.length} ${documentName(document.type)}`}
            </option>
          ))}
        </select>
      </label>
      <Viewer key={shown.id} url={`/api/berkas/${shown.id}`} title={documentName(shown.type)} icons={icons} />
    </div>
  )
}
