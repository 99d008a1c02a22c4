'use client'

import { useTranslations } from 'next-intl'
import { FileChooser } from '@/components/import/file-chooser'
import { type SendingActions, useSending } from '@/components/import/use-sending'
import { Notice } from '@/components/ui/notice'
import { tried } from '@/components/ui/send-pieces'
import { SendingView } from '@/components/ui/sending-view'
import type { Action } from '@/lib/refusal'

type Actions = SendingActions & { start: Action<{ fileName: string; fileBytes: number }, string> }

/** Opens an import for the chosen file and sends it. */
export function UploadForm({
  actions,
  pieceBytes,
  maxBytes,
  limits,
}: {
  actions: Actions
  pieceBytes: number
  maxBytes: number
  limits: string
}) {
  const t = useTranslations('import.upload')
  const { sending, trouble, setTrouble, refuse, send, cancel } = useSending(actions, pieceBytes)

  const begin = async (file: File | undefined) => {
    if (!file) return
    setTrouble(null)
    if (file.size > maxBytes) return setTrouble(t('tooLarge', { size: maxBytes / 1_000_000 }))
    const started = await tried(() => actions.start({ fileName: file.name.slice(-200), fileBytes: file.size }))
    if (!started) return setTrouble(t('retry', { percent: 0 }))
    if (!started.ok) return refuse(started.refusal)
    await send(file, started.data, 0)
  }

  if (sending) {
    const { file, id, sent } = sending
    return (
      <SendingView
        sending={sending}
        reading={t('reading')}
        onResume={() => void send(file, id, sent)}
        onCancel={() => void cancel(id)}
      />
    )
  }
  return (
    <div className="grid gap-4">
      <Notice live>{trouble}</Notice>
      <FileChooser label={t('choose')} hint={limits} onFiles={([file]) => void begin(file)} />
    </div>
  )
}
