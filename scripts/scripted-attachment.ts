import { createHash, randomBytes } from 'node:crypto'
import { encryptTo } from '@/lib/wbs/hybrid'
import { PART_BYTES, partsOf } from '@/lib/wbs/upload'

/** An attachment that a memory holds many of: a head of its own, and a rest that all have in common but for a stamp. */
export type Attachment = { id: string; head: Uint8Array; bytes: number }

let rest = new Uint8Array(0)

/** An age file to the key; no server can tell that what follows its first part is not of that file. */
export async function attachmentTo(recipient: string, bytes: number): Promise<Attachment> {
  if (rest.length === 0) rest = new Uint8Array(randomBytes(PART_BYTES))
  return { id: crypto.randomUUID(), head: await encryptTo(recipient, new Uint8Array(0)), bytes }
}

/** A part as it travels, the same each time it is asked for and no other's. */
export function partOf({ id, head, bytes }: Attachment, number: number): Uint8Array {
  const from = number * PART_BYTES
  const part = rest.slice(0, Math.min(PART_BYTES, bytes - from))
  part.set(createHash('sha256').update(`${id} ${number}`).digest(), part.length - 32)
  if (number === 0) part.set(head)
  return part
}

export function sha256Of(attachment: Attachment): string {
  const hash = createHash('sha256')
  for (let number = 0; number < partsOf(attachment.bytes); number++) hash.update(partOf(attachment, number))
  return hash.digest('hex')
}
