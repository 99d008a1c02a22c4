import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '@/lib/canonical-json'
import { type Argon2Cost, argon2id } from '@/lib/wbs/argon2id'
import { type Box, boxFromIdentity, makeBox } from '@/lib/wbs/hybrid'
import { fingerprint } from '@/lib/wbs/manifest'
import { paperWords, readPaperWords } from '@/lib/wbs/paper'
import { base64url, fromBase64url, PROTOCOL, readJson, Tampered } from '@/lib/wbs/protocol'
import { isSigned, makeSigningKey, type SigningKey, sign, signingKeyOf } from '@/lib/wbs/signature'

/** What a recipient reads and signs with. Made in the own browser; it leaves it locked only. */
export type RecipientKey = { box: Box; sign: SigningKey }

/** The public half as it is handed in: `proof` shows that whoever did has the secret half. */
export type KeyOffer = { holder: string; box: string; sign: string; proof: string }

/** A locked key as the server keeps it. `box` says whose it is, in the clear, and is sealed in with it. */
export type LockedKey = { box: string; ct: string } & (
  | ({ kind: 'passphrase'; salt: string } & Argon2Cost)
  | { kind: 'recovery' }
)

/** What a passphrase costs whoever guesses, in memory and passes. */
export const PASSPHRASE_COST: Argon2Cost = { memoryKib: 131_072, passes: 3 }

/** No browser is asked for more than this by a server that wants it to fail. */
const HIGHEST_COST: Argon2Cost = { memoryKib: 1_048_576, passes: 10 }

const SALT_BYTES = 16
const IV_BYTES = 12
const RECOVERY_BYTES = 16

export async function makeRecipientKey(): Promise<RecipientKey> {
  return { box: await makeBox(), sign: makeSigningKey() }
}

export function offerKey({ box, sign: own }: RecipientKey, holder: string): KeyOffer {
  const offer = { holder, box: box.recipient, sign: own.public }
  return { ...offer, proof: sign(own, 'key', canonical(offer)) }
}

export function isOffered({ proof, ...offer }: KeyOffer): boolean {
  return isSigned(offer.sign, 'key', canonical(offer), proof)
}

/** Eight words of both public halves, which two people read to each other before one approves the key of the other. */
export function keyFingerprint({ box, sign }: Pick<KeyOffer, 'box' | 'sign'>): string[] {
  return fingerprint(canonical({ box, sign }))
}

/** Six words or fifteen letters (wbs.md 9): what is shorter is guessed. */
export function isStrongPassphrase(typed: string): boolean {
  const passphrase = normal(typed)
  const isVaried = new Set(passphrase).size > 5
  return isVaried && (passphrase.split(' ').length >= 6 || passphrase.length >= 15)
}

/** Takes 128 MiB of memory and about half a second. */
export async function lockWithPassphrase(
  key: RecipientKey,
  passphrase: string,
  cost: Argon2Cost = PASSPHRASE_COST,
): Promise<LockedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  const head = { kind: 'passphrase' as const, box: key.box.recipient, salt: base64url(salt), ...cost }
  return { ...head, ct: await lock(key, await argon2id(utf8ToBytes(normal(passphrase)), salt, cost), head) }
}

/** A new code for paper, as twelve words, and the key locked by it. 128 bits need no slow derivation. */
export async function lockWithRecovery(key: RecipientKey): Promise<{ words: string[]; locked: LockedKey }> {
  const code = crypto.getRandomValues(new Uint8Array(RECOVERY_BYTES))
  const head = { kind: 'recovery' as const, box: key.box.recipient }
  return { words: paperWords(code), locked: { ...head, ct: await lock(key, recoveryKey(code), head) } }
}

/**
 * The key, or undefined when the passphrase or the words are not the ones. Refuses `wrong_challenge` for a cost below
 * what we lock with, by which a server would make guessing cheap, or above what a browser can do; and `wrong_key`.
 */
export async function unlock(locked: LockedKey, typed: string): Promise<RecipientKey | undefined> {
  const { ct, ...head } = locked
  if (head.kind === 'passphrase') {
    const { memoryKib, passes } = requireCost(head)
    const derived = await argon2id(utf8ToBytes(normal(typed)), fromBase64url(head.salt), { memoryKib, passes })
    return open(ct, derived, head)
  }
  const code = readPaperWords(typed, RECOVERY_BYTES)
  return code && open(ct, recoveryKey(code), head)
}

function requireCost({ memoryKib, passes }: Argon2Cost): Argon2Cost {
  const isRight =
    memoryKib >= PASSPHRASE_COST.memoryKib &&
    passes >= PASSPHRASE_COST.passes &&
    memoryKib <= HIGHEST_COST.memoryKib &&
    passes <= HIGHEST_COST.passes
  if (!isRight) throw new Tampered('wrong_challenge', { memoryKib, passes })
  return { memoryKib, passes }
}

async function lock({ box, sign }: RecipientKey, derived: Uint8Array, head: object): Promise<string> {
  const secret = utf8ToBytes(canonical({ v: PROTOCOL, box: box.identity, sign: base64url(sign.secret) }))
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const encrypted = await crypto.subtle.encrypt(cipher(iv, head), await aesKey(derived), bytes(secret))
  return base64url(concatBytes(iv, new Uint8Array(encrypted)))
}

async function open(ct: string, derived: Uint8Array, head: LockedHead): Promise<RecipientKey | undefined> {
  const [iv, encrypted] = [fromBase64url(ct).slice(0, IV_BYTES), fromBase64url(ct).slice(IV_BYTES)]
  const key = await aesKey(derived)
  const secret = await crypto.subtle.decrypt(cipher(iv, head), key, encrypted).catch(() => undefined)
  if (!secret) return undefined
  const held = readJson(new Uint8Array(secret)) as { v: string; box: string; sign: string }
  if (held.v !== PROTOCOL) throw new Tampered('wrong_version')
  const box = await boxFromIdentity(held.box)
  if (box.recipient !== head.box) throw new Tampered('wrong_key')
  return { box, sign: signingKeyOf(fromBase64url(held.sign)) }
}

type LockedHead = { kind: string; box: string }

/** What stands beside a locked key is sealed in, so that it cannot be exchanged. */
function cipher(iv: Uint8Array, head: object): AesGcmParams {
  return { name: 'AES-GCM', iv: bytes(iv), additionalData: bytes(utf8ToBytes(`${PROTOCOL}|lock|${canonical(head)}`)) }
}

function aesKey(derived: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes(derived), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function recoveryKey(code: Uint8Array): Uint8Array {
  return hkdf(sha256, code, undefined, utf8ToBytes(`${PROTOCOL}|recovery`), 32)
}

/** However it is typed on another keyboard: one form of letters, one space between words. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC').trim().replace(/\s+/g, ' ')
}

/** WebCrypto takes no view of memory that might be shared. */
function bytes(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(view)
}
