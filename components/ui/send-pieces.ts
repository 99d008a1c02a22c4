import { Refusal, type RefusalData, type Result, refusalData } from '@/lib/refusal'

/** How far a sending came; `refusal` says why it stopped, when it was not the connection. */
export type Sent = { sent: number; refusal?: RefusalData }

/** Sends the rest of a file in pieces, until it is whole, is called off, or breaks. */
export async function sendPieces({
  file,
  from,
  pieceBytes,
  append,
  isCancelled,
  onSent,
}: {
  file: File
  from: number
  pieceBytes: number
  append: (offset: number, piece: Uint8Array<ArrayBuffer>) => Promise<Result<number>>
  isCancelled: () => boolean
  onSent: (sent: number) => void
}): Promise<Sent> {
  let sent = from
  while (sent < file.size && !isCancelled()) {
    onSent(sent)
    const piece = await file
      .slice(sent, sent + pieceBytes)
      .arrayBuffer()
      .catch(() => null)
    if (!piece) return { sent, refusal: refusalData(new Refusal('file_unreadable')) }
    const answer = await tried(() => append(sent, new Uint8Array(piece)))
    if (!answer) return { sent }
    if (!answer.ok) return { sent, refusal: answer.refusal }
    sent = answer.data
  }
  return { sent }
}

/** The answer, or undefined when the server could not be reached. */
export async function tried<T>(call: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
  try {
    return await call()
  } catch {
    return undefined
  }
}

/** The hex SHA-256 of a part of a file. */
export async function hashOf(part: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await part.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
