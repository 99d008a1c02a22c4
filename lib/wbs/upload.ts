import { BODY_STEP_BYTES } from '@/lib/wbs/wire'

/**
 * How an attachment travels: one age file, cut into parts of 4 MiB. Each part says whose it is, which, and how long, and is
 * filled up to whole steps; whoever was interrupted sends what is missing.
 */
export const PART_BYTES = 4 * 1024 * 1024
const HEAD_BYTES = 24
const ID_BYTES = 16

/** What may be chosen (wbs.md 11). */
export const MOST_FILE_BYTES = 100 * 1024 * 1024
export const MOST_FILES_BYTES = 500 * 1024 * 1024

/** A file of 100 MiB with what padding and encryption add; 20 of them, and 500 MiB in all. */
export const MOST_ATTACHMENT_BYTES = 104 * 1024 * 1024
export const MOST_ATTACHMENTS = 20
export const MOST_REPORT_BYTES = 520 * 1024 * 1024

export const MOST_PART_BODY_BYTES = filledUp(HEAD_BYTES + PART_BYTES)

/** One part: `number` from 0. */
export type Part = { id: string; number: number; content: Uint8Array }

export function partsOf(bytes: number): number {
  return Math.ceil(bytes / PART_BYTES)
}

/** How long the part of that number is; undefined when there is none. */
export function partBytes(bytes: number, number: number): number | undefined {
  const last = partsOf(bytes) - 1
  if (number > last) return undefined
  return number < last ? PART_BYTES : bytes - last * PART_BYTES
}

/** The body of a part: id, number, length, content, zeros. */
export function writePart({ id, number, content }: Part): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(filledUp(HEAD_BYTES + content.length))
  for (const [at, hex] of (id.replaceAll('-', '').match(/../g) ?? []).entries()) body[at] = Number.parseInt(hex, 16)
  const head = new DataView(body.buffer)
  head.setUint32(ID_BYTES, number)
  head.setUint32(ID_BYTES + 4, content.length)
  body.set(content, HEAD_BYTES)
  return body
}

/** What `writePart` wrote; undefined for anything else. */
export function readPart(body: Uint8Array): Part | undefined {
  if (body.length < HEAD_BYTES) return undefined
  const head = new DataView(body.buffer, body.byteOffset)
  const length = head.getUint32(ID_BYTES + 4)
  if (length === 0 || filledUp(HEAD_BYTES + length) !== body.length) return undefined
  const hex = Array.from(body.subarray(0, ID_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  return { id, number: head.getUint32(ID_BYTES), content: body.subarray(HEAD_BYTES, HEAD_BYTES + length) }
}

function filledUp(bytes: number): number {
  return Math.ceil(bytes / BODY_STEP_BYTES) * BODY_STEP_BYTES
}
