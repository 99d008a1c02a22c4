'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useEffect, useState } from 'react'
import type { PdfViewer } from '@/components/documents/pdf-viewer'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { frameDocument, type Shown, savedEnding, shownAs } from '@/lib/wbs/attachment-view'

export type ViewerIcons = ComponentProps<typeof PdfViewer>['icons']

const Viewer = dynamic(() => import('@/components/documents/pdf-viewer').then((module) => module.PdfViewer), {
  ssr: false,
})

/** No program may take it for anything but bytes. */
const PLAIN = 'application/octet-stream'

/**
 * A file that was opened: a picture or words in a frame of no origin where nothing runs, a PDF drawn by the bundled
 * reader, and everything else only kept for a machine that is apart.
 */
export function FileView({ file, name, icons }: { file: Blob; name: string; icons: ViewerIcons }) {
  const t = useTranslations('desk.files')
  const looked = useLooked(file, name)
  if (!looked) return <p role="status">{t('looking')}</p>
  const { shown, frame, ending, address } = looked
  return (
    <div className="grid gap-3">
      {frame !== undefined && (
        <iframe
          sandbox=""
          srcDoc={frame}
          title={name}
          referrerPolicy="no-referrer"
          className="h-[70vh] w-full rounded-md border border-line bg-paper"
        />
      )}
      {shown.as === 'pdf' && (
        <div className="flex h-[80vh] min-h-0 rounded-md border border-line">
          <Viewer url={address} title={name} icons={icons} />
        </div>
      )}
      {shown.as === 'nothing' && <Notice tone="warning">{t('isolated')}</Notice>}
      <p>
        <a className={buttonClass({ size: 'sm' })} href={address} download={t('savedName', { ending })}>
          {t('save')}
        </a>
        <span className="ml-3 text-sm text-muted">{t('saveHint')}</span>
      </p>
    </div>
  )
}

type Looked = { shown: Shown; frame: string | undefined; ending: string; address: string }

function useLooked(file: Blob, name: string): Looked | undefined {
  const [looked, setLooked] = useState<Looked>()
  useEffect(() => {
    const address = URL.createObjectURL(file.slice(0, file.size, PLAIN))
    let isCurrent = true
    lookAt(file, name).then((seen) => {
      if (isCurrent) setLooked({ ...seen, address })
    })
    return () => {
      isCurrent = false
      URL.revokeObjectURL(address)
    }
  }, [file, name])
  return looked
}

async function lookAt(file: Blob, name: string): Promise<Omit<Looked, 'address'>> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const [shown, ending] = [shownAs(bytes, name), savedEnding(bytes, name)]
  if (shown.as === 'text') return { shown, ending, frame: frameDocument({ text: await file.text() }) }
  if (shown.as !== 'picture') return { shown, ending, frame: undefined }
  const picture = await dataAddress(file.slice(0, file.size, shown.type))
  return { shown, ending, frame: frameDocument({ picture, name }) }
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
