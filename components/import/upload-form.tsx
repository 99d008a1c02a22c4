'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Action, RefusalData, Result } from '@/lib/refusal'

type Actions = {
  start: Action<{ fileName: string; fileBytes: number }, string>
  append: Action<{ id: string; offset: number; piece: Uint8Array<ArrayBuffer> }, number>
  receive: Action<{ id: string }>
  discard: Action<{ id: string }>
}

type Sending = { file: File; id: string; sent: number; state: 'sending' | 'reading' | 'broken' }

/**
 * Sends a file in pieces: how far it is shows, a broken connection goes on where it stopped, and it can be called off.
 */
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
  const router = useRouter()
  const refusalText = useRefusalText()
  const [sending, setSending] = useState<Sending | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isOver, setIsOver] = useState(false)
  const cancelled = useRef(false)
  const input = useRef<HTMLInputElement>(null)

  const refuse = (refusal: RefusalData) => {
    setSending(null)
    setTrouble(refusalText(refusal))
  }

  const begin = async (file: File | undefined) => {
    if (!file) return
    setTrouble(null)
    if (file.size > maxBytes) return setTrouble(t('tooLarge', { size: maxBytes / 1_000_000 }))
    cancelled.current = false
    const started = await tried(() => actions.start({ fileName: file.name.slice(-200), fileBytes: file.size }))
    if (!started) return setTrouble(t('retry', { percent: 0 }))
    if (!started.ok) return refuse(started.refusal)
    await send(file, started.data, 0)
  }

  const send = async (file: File, id: string, from: number) => {
    let sent = from
    while (sent < file.size) {
      if (cancelled.current) return
      setSending({ file, id, sent, state: 'sending' })
      const piece = new Uint8Array(await file.slice(sent, sent + pieceBytes).arrayBuffer())
      const answer = await tried(() => actions.append({ id, offset: sent, piece }))
      if (cancelled.current) return
      if (!answer) return setSending({ file, id, sent, state: 'broken' })
      if (!answer.ok) return refuse(answer.refusal)
      sent = answer.data
    }
    setSending({ file, id, sent, state: 'reading' })
    const received = await tried(() => actions.receive({ id }))
    if (!received) return setSending({ file, id, sent, state: 'broken' })
    if (!received.ok) return refuse(received.refusal)
    router.push(`/impor/${id}` as Parameters<typeof router.push>[0])
  }

  const cancel = async ({ id }: Sending) => {
    cancelled.current = true
    setSending(null)
    await tried(() => actions.discard({ id }))
  }

  if (sending) {
    const percent = Math.floor((sending.sent / Math.max(1, sending.file.size)) * 100)
    return (
      <div className="grid gap-4">
        <Progress
          label={sending.state === 'reading' ? t('reading') : t('sending', { name: sending.file.name })}
          value={sending.state === 'reading' ? undefined : percent}
          text={sending.state === 'reading' ? undefined : t('sent', { percent })}
        />
        {sending.state === 'broken' && (
          <Notice tone="warning" live>
            {t('retry', { percent })}
          </Notice>
        )}
        <div className="flex flex-wrap gap-2">
          {sending.state === 'broken' && (
            <Button variant="primary" onClick={() => void send(sending.file, sending.id, sending.sent)}>
              {t('resume')}
            </Button>
          )}
          {sending.state !== 'reading' && <Button onClick={() => void cancel(sending)}>{t('cancel')}</Button>}
        </div>
      </div>
    )
  }
  return (
    <div className="grid gap-4">
      <Notice live>{trouble}</Notice>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the button does the same */}
      <div
        className={`grid justify-items-center gap-3 rounded-lg border-2 border-dashed px-4 py-10 text-center ${isOver ? 'border-primary bg-soft' : 'border-border'}`}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          void begin(event.dataTransfer.files[0])
        }}
      >
        <input
          ref={input}
          id="berkas-impor"
          type="file"
          accept=".xlsx,.csv,.txt"
          aria-label={t('choose')}
          aria-describedby="batas-impor"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void begin(event.target.files?.[0])}
        />
        <Button variant="primary" onClick={() => input.current?.click()}>
          {t('choose')}
        </Button>
        <p className="text-sm text-muted max-md:hidden">{t('drop')}</p>
        <p id="batas-impor" className="text-xs text-muted">
          {limits}
        </p>
      </div>
    </div>
  )
}

/** The answer, or undefined when the server could not be reached. */
async function tried<T>(call: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
  try {
    return await call()
  } catch {
    return undefined
  }
}
