'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Action, RefusalData, Result } from '@/lib/refusal'

export type SendingActions = {
  append: Action<{ id: string; offset: number; piece: Uint8Array<ArrayBuffer> }, number>
  receive: Action<{ id: string }>
  discard: Action<{ id: string }>
}

/** `trouble` says why a sending broke, when it was not the connection. */
export type Sending = {
  file: File
  id: string
  sent: number
  state: 'sending' | 'reading' | 'broken'
  trouble?: string
}

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
    let sent = from
    while (sent < file.size) {
      if (cancelled.current) return
      setSending({ file, id, sent, state: 'sending' })
      const piece = new Uint8Array(await file.slice(sent, sent + pieceBytes).arrayBuffer())
      const answer = await tried(() => actions.append({ id, offset: sent, piece }))
      if (cancelled.current) return
      if (!answer) return setSending({ file, id, sent, state: 'broken' })
      if (!answer.ok) return stop({ file, id, sent }, answer.refusal)
      sent = answer.data
    }
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

/** The answer, or undefined when the server could not be reached. */
export async function tried<T>(call: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
  try {
    return await call()
  } catch {
    return undefined
  }
}
