import 'server-only'
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt as scryptWithCallback,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'
import { Refusal } from '@/lib/refusal'

const scrypt = promisify<Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scryptWithCallback,
)

const VERSION = 'age-encryption.org/v1'
const CHUNK_BYTES = 65_536
const TAG_BYTES = 16
const KEY_BYTES = 16
const SALT_BYTES = 16
/** 2^15 blocks, 32 MB: enough for a passphrase that was drawn, as ours are. */
const WORK = 15
/** A file from elsewhere may not ask for more than 128 MB. */
const MOST_WORK = 17

export function isAge(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, VERSION.length + 1)).toString('latin1') === `${VERSION}\n`
}

/**
 * A file of the age format under a passphrase; `age`, `rage` and whatever else knows the format opens it.
 *
 * Source: age-encryption.org/v1 (C2SP): a scrypt stanza, a header with its HMAC, chunks of ChaCha20-Poly1305.
 */
export async function encryptAge(plain: Uint8Array, passphrase: string, work = WORK): Promise<Buffer> {
  const fileKey = randomBytes(KEY_BYTES)
  const salt = randomBytes(SALT_BYTES)
  const wrapped = seal(await wrapKey(passphrase, salt, work), Buffer.alloc(12), fileKey)
  const head = `${VERSION}\n-> scrypt ${base64(salt)} ${work}\n${base64(wrapped)}\n---`
  const nonce = randomBytes(SALT_BYTES)
  const key = derived(fileKey, nonce, 'payload')
  const count = Math.max(1, Math.ceil(plain.length / CHUNK_BYTES))
  const chunks = Array.from({ length: count }, (_, at) =>
    seal(key, chunkNonce(at, at === count - 1), plain.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES)),
  )
  return Buffer.concat([Buffer.from(`${head} ${base64(macOf(fileKey, head))}\n`), nonce, ...chunks])
}

/** What an age file under a passphrase holds. Refuses with passphrase_wrong, age_unreadable. */
export async function decryptAge(bytes: Uint8Array, passphrase: string): Promise<Buffer> {
  const file = Buffer.from(bytes)
  const end = file.indexOf('\n---') + 1
  const head = file.subarray(0, end + 3).toString('latin1')
  const [, saltText = '', workText = '', wrapped = ''] =
    /^age-encryption\.org\/v1\n-> scrypt ([\w+/]{22}) (\d{1,2})\n([\w+/]{43})\n---$/.exec(head) ?? []
  const macEnd = file.indexOf('\n', end)
  const work = Number(workText)
  if (!saltText || work < 1 || work > MOST_WORK || macEnd < 0) throw new Refusal('age_unreadable')
  const key = await wrapKey(passphrase, Buffer.from(saltText, 'base64'), work)
  const fileKey = open(key, Buffer.alloc(12), Buffer.from(wrapped, 'base64'))
  if (!fileKey) throw new Refusal('passphrase_wrong')
  const mac = Buffer.from(file.subarray(end + 4, macEnd).toString('latin1'), 'base64')
  const expected = macOf(fileKey, head)
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) throw new Refusal('age_unreadable')
  return openChunks(fileKey, file.subarray(macEnd + 1))
}

function openChunks(fileKey: Buffer, payload: Buffer): Buffer {
  const key = derived(fileKey, payload.subarray(0, SALT_BYTES), 'payload')
  const sealed = payload.subarray(SALT_BYTES)
  const whole = CHUNK_BYTES + TAG_BYTES
  const count = Math.max(1, Math.ceil(sealed.length / whole))
  const chunks = Array.from({ length: count }, (_, at) => {
    const opened = open(key, chunkNonce(at, at === count - 1), sealed.subarray(at * whole, (at + 1) * whole))
    if (!opened || (opened.length === 0 && count > 1)) throw new Refusal('age_unreadable')
    return opened
  })
  return Buffer.concat(chunks)
}

function wrapKey(passphrase: string, salt: Buffer, work: number): Promise<Buffer> {
  const labelled = Buffer.concat([Buffer.from(`${VERSION}/scrypt`), salt])
  const N = 2 ** work
  return scrypt(Buffer.from(passphrase), labelled, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 })
}

function macOf(fileKey: Buffer, head: string): Buffer {
  return createHmac('sha256', derived(fileKey, Buffer.alloc(0), 'header'))
    .update(head)
    .digest()
}

function derived(fileKey: Buffer, salt: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', fileKey, salt, info, 32))
}

/** Eleven bytes that count, and one that says which chunk is the last. */
function chunkNonce(at: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(at, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function seal(key: Buffer, nonce: Buffer, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES })
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < TAG_BYTES) return undefined
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    return undefined
  }
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
