import { encryptFile, uploadHash } from '@/lib/wbs/attachment'
import { partsOf, writePart } from '@/lib/wbs/upload'
import { ask, askBytes } from './ask'
import { type OwnReport, signed } from './own-report'

/** A file on its way. Of its ciphertext only the part that is being sent is held; whoever closes the page ends it. */
export type Upload = {
  id: string
  epoch: number
  bytes: number // of the file itself
  parts: number
  sent: number
  hash: string | undefined // of all that was sent, once it is
  next(): Promise<boolean>
}

/** Announces a file and encrypts it to the newest key of the report. */
export async function beginUpload(own: OwnReport, id: string, file: Blob): Promise<Upload> {
  const { bytes, parts } = await encryptFile(own.box.recipient, file)
  const hash = uploadHash()
  let have = await announced(own, id, bytes)
  let part: Uint8Array | undefined
  let isUnsure = false
  const upload: Upload = {
    id,
    epoch: own.conversation.epoch,
    bytes: file.size,
    parts: partsOf(bytes),
    sent: 0,
    hash: undefined,

    /** Sends the next part, or after a broken line the same one, unless it had arrived; false when the file is there. */
    async next() {
      if (!part) {
        part = (await parts.next()).value
        if (part) hash.add(part)
      }
      if (!part) {
        upload.hash ??= hash.hex()
        await finished(id, upload.hash)
        return false
      }
      if (isUnsure) have = await announced(own, id, bytes)
      isUnsure = true
      if (!have.includes(upload.sent))
        await askBytes('lampiran/bagian', writePart({ id, number: upload.sent, content: part }))
      isUnsure = false
      part = undefined
      upload.sent++
      return true
    },
  }
  return upload
}

/** The numbers of the parts that are there. */
async function announced(own: OwnReport, id: string, bytes: number): Promise<number[]> {
  return (await signed<{ have: number[] }>('lampiran/mulai', own.keys, { id, bytes })).have
}

async function finished(id: string, sha256: string): Promise<void> {
  await ask('lampiran/selesai', { id, sha256 })
}
