'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FileChooser } from '@/components/import/file-chooser'
import { type SendingActions, useSending } from '@/components/import/use-sending'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { hashOf, tried } from '@/components/ui/send-pieces'
import { SendingView } from '@/components/ui/sending-view'
import type { Action } from '@/lib/refusal'

type Chosen = { id: string; fileName: string; fileBytes: number; bytes: number; hash: string }

/**
 * Goes on with an upload that was cut: asks for the file again, holds the part that has arrived against it, and sends
 * the rest.
 */
export function ResumeForm({
  id,
  fileName,
  received,
  fileBytes,
  sizes,
  actions,
  pieceBytes,
}: {
  id: string
  fileName: string
  received: number
  fileBytes: number
  /** The same two numbers in words. */
  sizes: { received: string; whole: string }
  actions: SendingActions & { resume: Action<Chosen, number> }
  pieceBytes: number
}) {
  const t = useTranslations('import.upload')
  const [isComparing, setIsComparing] = useState(false)
  const { sending, trouble, setTrouble, refuse, send, cancel } = useSending(actions, pieceBytes)
  const percent = Math.floor((received / Math.max(1, fileBytes)) * 100)

  const goOn = async (file: File | undefined) => {
    if (!file) return
    setTrouble(null)
    setIsComparing(true)
    const answer = await tried(() => arrived(file))
    setIsComparing(false)
    if (!answer) return setTrouble(t('retry', { percent }))
    if (!answer.ok) return refuse(answer.refusal)
    await send(file, id, answer.data)
  }

  /** More may have arrived since this page was drawn: then that is compared instead. */
  const arrived = async (file: File, bytes = received): Promise<Awaited<ReturnType<typeof actions.resume>>> => {
    const hash = bytes > 0 ? await hashOf(file.slice(0, bytes)) : ''
    const answer = await actions.resume({ id, fileName: file.name.slice(-200), fileBytes: file.size, bytes, hash })
    return answer.ok && answer.data !== bytes ? arrived(file, answer.data) : answer
  }

  if (sending) {
    return (
      <SendingView
        sending={sending}
        reading={t('reading')}
        onResume={() => void send(sending.file, id, sending.sent)}
        onCancel={() => void cancel(id)}
      />
    )
  }
  return (
    <div className="grid gap-4">
      <Progress label={isComparing ? t('comparing') : t('cut')} value={percent} text={t('received', sizes)} />
      <Notice live>{trouble}</Notice>
      <FileChooser
        label={t('chooseAgain')}
        hint={t('chooseAgainHint', { name: fileName })}
        onFiles={([file]) => void goOn(file)}
      />
      <div>
        <Button onClick={() => void cancel(id)}>{t('forget')}</Button>
      </div>
    </div>
  )
}
