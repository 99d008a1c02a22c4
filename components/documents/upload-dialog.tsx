'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { PdfViewer } from '@/components/documents/pdf-viewer'
import { type Keep, type Uploading, useUpload } from '@/components/documents/use-upload'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { hashOf } from '@/components/ui/send-pieces'
import { SendingView } from '@/components/ui/sending-view'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { Refusal, refusalData } from '@/lib/refusal'

const ICONS = {
  previous: <Icon name="chevron-left" />,
  next: <Icon name="chevron-right" />,
  smaller: <Icon name="zoom-out" />,
  larger: <Icon name="zoom-in" />,
  rotate: <Icon name="rotate-cw" />,
}

/** A paper that is kept already; `isShown` where the new one would go. */
export type KnownPaper = { id: string; name: string; sha256: string; isShown: boolean }

/** Shows the chosen paper, sends it and says how far it is; one that is kept already is used instead. */
export function UploadDialog({
  file,
  what,
  uploading,
  known,
  keep,
  onKnown,
  onEnd,
}: {
  file: File
  what: string
  uploading: Uploading
  known: readonly KnownPaper[]
  keep: Keep
  onKnown?: (id: string) => void
  onEnd: (trouble: string | null) => void
}) {
  const t = useTranslations('upload')
  const refusalText = useRefusalText()
  const { sha256, url } = useChosen(file, () => onEnd(refusalText(refusalData(new Refusal('file_unreadable')))))
  const { sending, send, cancel } = useUpload(file, uploading, keep, onEnd)
  const same = known.find((paper) => paper.sha256 === sha256)
  const close = () => cancel(sha256)
  const go = () => {
    if (sha256) void send(sha256)
  }
  return (
    <Dialog
      isOpen
      wide
      onClose={close}
      title={what}
      closeLabel={t('close')}
      footer={
        sending ? undefined : (
          <>
            <Button onClick={close}>{t('close')}</Button>
            {same && !same.isShown && onKnown && (
              <Button variant="primary" onClick={() => onKnown(same.id)}>
                {t('use')}
              </Button>
            )}
            {!same && (
              <Button variant="primary" busy={!sha256} onClick={go}>
                {t('send')}
              </Button>
            )}
          </>
        )
      }
    >
      {sending ? (
        <SendingView sending={sending} reading={t('saving')} onResume={go} onCancel={close} />
      ) : (
        <div className="grid gap-3 text-sm">
          <p className="text-muted">{t('check')}</p>
          <div role="status" className="empty:hidden">
            {same && <Notice tone="info">{same.isShown ? t('here') : t('same', { name: same.name })}</Notice>}
          </div>
          <p className="break-words font-semibold">
            {t('size', { name: file.name, size: Math.ceil(file.size / 1024) })}
          </p>
          <div className="flex h-[min(55dvh,480px)] rounded-md border border-line">
            {url && <PdfViewer url={url} title={t('preview')} icons={ICONS} />}
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** What the content of a chosen file is called, and where the browser itself finds it. */
function useChosen(file: File, onUnreadable: () => void) {
  const [sha256, setSha256] = useState<string | null>(null)
  const [url, setUrl] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is read once
  useEffect(() => {
    const address = URL.createObjectURL(file)
    setUrl(address)
    hashOf(file).then(setSha256, onUnreadable)
    return () => URL.revokeObjectURL(address)
  }, [file])
  return { sha256, url }
}
