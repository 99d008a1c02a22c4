import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { bech32 } from '@scure/base'
import { MlKem768 } from 'mlkem'

/*
 * age with one hybrid key, written after its specification and the HPKE drafts from Node's own cryptography and another
 * ML-KEM: it shares no code with what the product encrypts by.
 */

const CHUNK_BYTES = 65_536
const TAG_BYTES = 16
const ENCAPSULATED_BYTES = 1088
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')
const SUITE = Buffer.concat([Buffer.from('HPKE'), Buffer.from('647a00010003', 'hex')])
const LABEL = Buffer.from('age-encryption.org/mlkem768x25519')

export async function decryptAge(identity: string, file: Uint8Array): Promise<Buffer> {
  const bytes = Buffer.from(file)
  const macAt = bytes.indexOf('\n---') + 1
  const end = bytes.indexOf('\n', macAt)
  const [, stanza = '', body = ''] = bytes.subarray(0, macAt).toString('latin1').split('\n')
  const encapsulated = Buffer.from(stanza.split(' ')[2] ?? '', 'base64')
  const { key, nonce } = hpke(await decapsulate(seedOf(identity), encapsulated))
  const fileKey = open(key, nonce, Buffer.from(body, 'base64'))
  const mac = bytes.subarray(macAt + 4, end).toString('latin1')
  if (macOf(fileKey, bytes.subarray(0, macAt + 3)) !== mac) throw new Error('wrong header')
  return payload(fileKey, bytes.subarray(end + 1))
}

export async function encryptAge(recipient: string, plaintext: Uint8Array): Promise<Buffer> {
  const { words } = bech32.decode(recipient as `${string}1${string}`, false)
  const { encapsulated, secret } = await encapsulate(Buffer.from(bech32.fromWords(words)))
  const { key, nonce } = hpke(secret)
  const fileKey = randomBytes(16)
  const lines = [
    'age-encryption.org/v1',
    `-> mlkem768x25519 ${base64(encapsulated)}`,
    base64(seal(key, nonce, fileKey)),
  ]
  const head = Buffer.from(`${lines.join('\n')}\n---`)
  const salt = randomBytes(16)
  const payloadKey = Buffer.from(hkdfSync('sha256', fileKey, salt, 'payload', 32))
  const chunks = chunksOf(Buffer.from(plaintext), CHUNK_BYTES).map((chunk, place, all) =>
    seal(payloadKey, chunkNonce(place, place === all.length - 1), chunk),
  )
  return Buffer.concat([head, Buffer.from(` ${macOf(fileKey, head)}\n`), salt, ...chunks])
}

function payload(fileKey: Buffer, bytes: Buffer): Buffer {
  const key = Buffer.from(hkdfSync('sha256', fileKey, bytes.subarray(0, 16), 'payload', 32))
  const chunks = chunksOf(bytes.subarray(16), CHUNK_BYTES + TAG_BYTES)
  return Buffer.concat(chunks.map((chunk, place) => open(key, chunkNonce(place, place === chunks.length - 1), chunk)))
}

function chunksOf(bytes: Buffer, size: number): Buffer[] {
  const count = Math.max(1, Math.ceil(bytes.length / size))
  return Array.from({ length: count }, (_, place) => bytes.subarray(place * size, (place + 1) * size))
}

function chunkNonce(place: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(place, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function macOf(fileKey: Buffer, head: Buffer): string {
  return base64(
    createHmac('sha256', Buffer.from(hkdfSync('sha256', fileKey, '', 'header', 32)))
      .update(head)
      .digest(),
  )
}

/** X-Wing: one seed of 32 bytes for both keys. */
async function keysOf(seed: Buffer) {
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const [, decapsulation] = await new MlKem768().deriveKeyPair(expanded.subarray(0, 64))
  const pkcs8 = Buffer.concat([PKCS8, expanded.subarray(64)])
  return { decapsulation, x25519: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }) }
}

async function decapsulate(seed: Buffer, encapsulated: Buffer): Promise<Buffer> {
  const { decapsulation, x25519 } = await keysOf(seed)
  const theirs = encapsulated.subarray(ENCAPSULATED_BYTES)
  const lattice = await new MlKem768().decap(encapsulated.subarray(0, ENCAPSULATED_BYTES), decapsulation)
  const curve = diffieHellman({ privateKey: x25519, publicKey: publicKey(theirs) })
  return combined(lattice, curve, theirs, rawOf(createPublicKey(x25519)))
}

async function encapsulate(recipient: Buffer): Promise<{ encapsulated: Buffer; secret: Buffer }> {
  const theirs = recipient.subarray(1184)
  const [ciphertext, lattice] = await new MlKem768().encap(recipient.subarray(0, 1184))
  const own = generateKeyPairSync('x25519')
  const curve = diffieHellman({ privateKey: own.privateKey, publicKey: publicKey(theirs) })
  const share = rawOf(own.publicKey)
  return { encapsulated: Buffer.concat([ciphertext, share]), secret: combined(lattice, curve, share, theirs) }
}

function combined(lattice: Uint8Array, curve: Buffer, share: Buffer, theirs: Buffer): Buffer {
  const label = Buffer.from('5c2e2f2f5e5c', 'hex') // \.//^\
  return createHash('sha3-256')
    .update(Buffer.concat([lattice, curve, share, theirs, label]))
    .digest()
}

function hpke(secret: Buffer): { key: Buffer; nonce: Buffer } {
  const nothing = Buffer.alloc(0)
  const hashes = [extract(nothing, 'psk_id_hash', nothing), extract(nothing, 'info_hash', LABEL)]
  const context = Buffer.concat([Buffer.of(0), ...hashes])
  const pseudorandom = extract(secret, 'secret', nothing)
  return { key: expand(pseudorandom, 'key', context, 32), nonce: expand(pseudorandom, 'base_nonce', context, 12) }
}

function extract(salt: Buffer, label: string, content: Buffer): Buffer {
  const labelled = Buffer.concat([Buffer.from('HPKE-v1'), SUITE, Buffer.from(label), content])
  return createHmac('sha256', salt).update(labelled).digest()
}

/** One round of HKDF-Expand: no key is longer than a hash. */
function expand(pseudorandom: Buffer, label: string, context: Buffer, bytes: number): Buffer {
  const labelled = [Buffer.of(bytes >> 8, bytes & 255), Buffer.from('HPKE-v1'), SUITE, Buffer.from(label), context]
  const round = createHmac('sha256', pseudorandom).update(Buffer.concat([...labelled, Buffer.of(1)]))
  return round.digest().subarray(0, bytes)
}

function open(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([cipher.update(sealed.subarray(0, -TAG_BYTES)), cipher.final()])
}

function seal(key: Buffer, nonce: Buffer, plaintext: Buffer): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES })
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

function seedOf(identity: string): Buffer {
  return Buffer.from(bech32.decodeToBytes(identity).bytes)
}

function publicKey(raw: Buffer) {
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' })
}

function rawOf(key: ReturnType<typeof createPublicKey>): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}
