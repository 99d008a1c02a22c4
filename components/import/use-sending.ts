'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { sendPieces, tried } from '@/components/ui/send-pieces'
import type { SendingState } from '@/components/ui/sending-view'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Action, RefusalData } from '@/lib/refusal'

export type SendingActions = {
  append: Action<{ id: string; offset: number; piece: Uint8Array<ArrayBuffer> }, number>
  receive: Action<{ id: string }>
  discard: Action<{ id: string }>
}

export type Sending = SendingState & { id: string }

/**
 * Sends a file in pieces and opens its import once it is there. A broken connection or a full disk goes on where it
 * stopped; a sending that is called off leaves nothing behind.
 */
export function useSending(actions: SendingActions, pieceBytes: number) {
  const router = useRouter()
  const refusalText = useRefusalText()
  const [sending, setSending] = useState<Sending | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const cancelled = useRef(false)

  const refuse = (refusal: RefusalData) => {
    setSending(null)
    setTrouble(refusalText(refusal))
  }

  /** What has arrived stays: a storage without room may have some again. */
  const stop = (at: Omit<Sending, 'state'>, refusal: RefusalData) => {
    if (refusal.code !== 'disk_full') return refuse(refusal)
    setSending({ ...at, state: 'broken', trouble: refusalText(refusal) })
  }

  const send = async (file: File, id: string, from: number) => {
    cancelled.current = false
    const { sent, refusal } = await sendPieces({
      file,
      from,
      pieceBytes,
      append: (offset, piece) => actions.append({ id, offset, piece }),
      isCancelled: () => cancelled.current,
      onSent: (sent) => setSending({ file, id, sent, state: 'sending' }),
    })
    if (cancelled.current) return
    if (refusal) return stop({ file, id, sent }, refusal)
    if (sent < file.size) return setSending({ file, id, sent, state: 'broken' })
    setSending({ file, id, sent, state: 'reading' })
    const received = await tried(() => actions.receive({ id }))
    if (!received) return setSending({ file, id, sent, state: 'broken' })
    if (!received.ok) return stop({ file, id, sent }, received.refusal)
    router.push(`/impor/${id}` as Parameters<typeof router.push>[0])
    router.refresh()
  }

  const cancel = async (id: string) => {
    cancelled.current = true
    setSending(null)
    await tried(() => actions.discard({ id }))
    router.push('/impor')
    router.refresh()
  }

  return { sending, trouble, setTrouble, refuse, send, cancel }
}
