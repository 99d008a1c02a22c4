'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { ViewerIcons } from '@/components/wbs/desk/file-view'
import { useReport } from '@/components/wbs/desk/report-context'
import { useTroubleText } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import type { Action, RefusalData } from '@/lib/refusal'
import { type Attached, isAttached } from '@/lib/wbs/attached'
import type { ServedPart } from '@/lib/wbs/attachment-part.server'

/** What looks at files is loaded with the first that is opened. */
const FileView = dynamic(() => import('@/components/wbs/desk/file-view').then((module) => module.FileView), {
  ssr: false,
})

type ReadPart = Action<{ report: string; attachment: string; number: number }, ServedPart>

/** What the reporter attached: fetched and opened in this browser when somebody wants to see it. */
export function FilesSection({ readPart, icons }: { readPart: ReadPart; icons: ViewerIcons }) {
  const t = useTranslations('desk.files')
  const { messages } = useReport()
  const attached = messages.filter(({ kind }) => kind === 'lampiran').map(({ seq, body }) => ({ seq, body }))
  return (
    <Card title={t('title')} flush>
      {attached.length === 0 && <p className="p-4 text-sm text-muted">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {attached.map(({ seq, body }) => (
          <li key={seq} className="p-4">
            {isAttached(body) ? (
              <AttachedFile attached={body} readPart={readPart} icons={icons} />
            ) : (
              <Notice tone="warning">{t('unreadable')}</Notice>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Progress = { parts: number; of: number } | undefined

function AttachedFile({ attached, readPart, icons }: { attached: Attached; readPart: ReadPart; icons: ViewerIcons }) {
  const t = useTranslations('desk.files')
  const { id: report } = useReport()
  const [progress, setProgress] = useState<Progress>()
  const [file, setFile] = useState<Blob>()
  const [trouble, setTrouble] = useState<string>()
  const troubleText = useTroubleText()
  const refusalText = useRefusalText()

  const open = async () => {
    setTrouble(undefined)
    try {
      const parts: Uint8Array[] = []
      for (let of = 1; parts.length < of; ) {
        setProgress({ parts: parts.length, of })
        const part = await readPart({ report, attachment: attached.id, number: parts.length })
        if (!part.ok) throw part.refusal
        parts.push(part.data.content)
        of = part.data.parts
      }
      setFile(await vault('openFile', { report, attached, parts }))
    } catch (error) {
      setTrouble(isRefusal(error) ? refusalText(error) : troubleText(error))
    }
    setProgress(undefined)
  }

  const size = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })
  const shownSize =
    attached.bytes < 1_000_000
      ? `${size.format(attached.bytes / 1000)} kB`
      : `${size.format(attached.bytes / 1_000_000)} MB`
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <p className="font-semibold wrap-anywhere">{attached.name}</p>
          <p className="text-sm text-muted">
            {shownSize} · {t(attached.isCleaned ? 'cleaned' : 'original')}
          </p>
        </div>
        {file ? (
          <Button onClick={() => setFile(undefined)}>{t('close')}</Button>
        ) : (
          <Button busy={progress !== undefined} onClick={open} aria-label={t('openName', { name: attached.name })}>
            {t('open')}
          </Button>
        )}
      </div>
      {progress && (
        <p role="status" className="text-sm text-muted">
          {t('fetching', { part: progress.parts + 1, of: progress.of })}
        </p>
      )}
      <Notice live>{trouble}</Notice>
      {file && <FileView file={file} name={attached.name} icons={icons} />}
    </div>
  )
}

function isRefusal(error: unknown): error is RefusalData {
  return !(error instanceof Error)
}
