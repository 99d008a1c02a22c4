import 'server-only'
import { open, stat } from 'node:fs/promises'

/** How much of a file that arrives in pieces is there. */
export async function receivedBytes(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0
}

/**
 * Adds one piece of a file where it belongs and answers how many bytes are there. A piece that is there already is
 * passed over, so that a sender who lost the answer may send it again. One caller at a time.
 */
export async function addPiece(path: string, fileBytes: number, offset: number, piece: Uint8Array): Promise<number> {
  const received = await receivedBytes(path)
  if (offset !== received || piece.length === 0 || offset + piece.length > fileBytes) return received
  const file = await open(path, offset === 0 ? 'w' : 'r+')
  try {
    for (let done = 0; done < piece.length; ) {
      done += (await file.write(piece, done, piece.length - done, offset + done)).bytesWritten
    }
    await file.datasync()
  } finally {
    await file.close()
  }
  return received + piece.length
}
