import 'server-only'
import { createHash } from 'node:crypto'

export function bytesOf(base64url: string): Buffer {
  return Buffer.from(base64url, 'base64url')
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

export function sha256(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest()
}
