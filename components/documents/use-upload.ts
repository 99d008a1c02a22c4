import { useRef, useState } from 'react'
import { sendPieces, tried } from '@/components/ui/send-pieces'
import type { SendingState } from '@/components/ui/sending-view'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Piece, Upload } from '@/lib/documents/upload-input'
import type { Action, RefusalData, Result } from '@/lib/refusal'

/** What the server gives to send papers with. */
export type Uploading = {
  limitMb: number
  pieceBytes: number
  append: Action<Omit<Piece, 'piece'> & { piece: Uint8Array<ArrayBuffer> }, number>
  drop: Action<{ sha256: string }>
}

/** Hands a paper that has arrived to whatever needed it. */
export type Keep = (upload: Upload) => Promise<Result<unknown>>

/** After these the paper may still be kept: there may be room again, and who was signed out signs in beside it. */
const PASSING = ['disk_full', 'sign_in_required', 'uploads_waiting']

/**
 * Sends a paper in pieces and has it kept. A broken connection goes on where it stopped, also after the page was
 * opened anew and the same file chosen; a sending that is called off leaves nothing behind. `onEnd` hears why the paper
 * was not kept, or null.
 */
export function useUpload(
  file: File,
  { pieceBytes, append, drop }: Uploading,
  keep: Keep,
  onEnd: (trouble: string | null) => void,
) {
  const refusalText = useRefusalText()
  const [sending, setSending] = useState<SendingState | null>(null)
  const isCancelled = useRef(false)

  const stop = (sent: number, refusal?: RefusalData) => {
    if (refusal && !PASSING.includes(refusal.code)) return onEnd(refusalText(refusal))
    setSending({ file, sent, state: 'broken', trouble: refusal && refusalText(refusal) })
  }

  const send = async (sha256: string) => {
    const piece = { sha256, fileBytes: file.size }
    const nothing = new Uint8Array()
    setSending({ file, sent: sending?.sent ?? 0, state: 'sending' })
    const known = await tried(() => append({ ...piece, offset: 0, piece: nothing }))
    if (isCancelled.current) return
    if (!known?.ok) return stop(sending?.sent ?? 0, known?.refusal)
    const { sent, refusal } = await sendPieces({
      file,
      from: known.data,
      pieceBytes,
      append: (offset, bytes) => append({ ...piece, offset, piece: bytes }),
      isCancelled: () => isCancelled.current,
      onSent: (sent) => setSending({ file, sent, state: 'sending' }),
    })
    if (isCancelled.current) return
    if (refusal || sent < file.size) return stop(sent, refusal)
    setSending({ file, sent, state: 'reading' })
    const kept = await tried(() => keep({ sha256, name: file.name.slice(-200) }))
    if (kept?.ok) onEnd(null)
    else stop(sent, kept?.refusal)
  }

  const cancel = (sha256: string | null) => {
    if (sending?.state === 'reading') return
    isCancelled.current = true
    if (sending && sha256) void tried(() => drop({ sha256 }))
    onEnd(null)
  }
  return { sending, send, cancel }
}
