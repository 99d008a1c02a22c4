import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A key of its own for each purpose, derived from the application's one secret. */
function keyFor(purpose: string): Buffer {
  const secret = process.env.NEXTAUTH_SECRET
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set')
  return Buffer.from(hkdfSync('sha256', secret, '', `satya ${purpose}`, 32))
}

/** A keyed fingerprint: equal for equal text, useless without the application's secret. */
export function fingerprint(purpose: string, text: string): string {
  return createHmac('sha256', keyFor(purpose)).update(text).digest('base64url')
}

/** Encrypts a short secret for storage, bound to the row it belongs to. */
export function seal(purpose: string, owner: string, text: string): string {
  return sealBytes(purpose, owner, Buffer.from(text))
}

/** The text that `seal` stored. Throws when the secret changed or the value was moved to another row. */
export function unseal(purpose: string, owner: string, sealed: string): string {
  return unsealBytes(purpose, owner, sealed).toString('utf8')
}

/** The same for what is no text. */
export function sealBytes(purpose: string, owner: string, bytes: Uint8Array): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What `sealBytes` stored; throws like `unseal`. */
export function unsealBytes(purpose: string, owner: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}
