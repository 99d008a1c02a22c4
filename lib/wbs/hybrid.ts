import { bech32 } from '@scure/base'
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { Tampered } from '@/lib/wbs/protocol'

/** An age key of X25519 with ML-KEM-768. `identity` is secret, `recipient` is for whoever encrypts to it. */
export type Box = { identity: string; recipient: string }

const RECIPIENT = /^age1pq1[02-9ac-hj-np-z]{1952}$/
const STANZA = /^-> mlkem768x25519 [A-Za-z0-9+/]{1494}$/
const AGE_HEADER = 'age-encryption.org/v1\n'

export async function makeBox(): Promise<Box> {
  return boxOf(await generateHybridIdentity())
}

export async function boxFromSeed(seed: Uint8Array): Promise<Box> {
  return boxOf(bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase())
}

async function boxOf(identity: string): Promise<Box> {
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Opens a box by its identity. Refuses `not_hybrid` for a classic one. */
export async function boxFromIdentity(identity: string): Promise<Box> {
  if (!identity.startsWith('AGE-SECRET-KEY-PQ-1')) throw new Tampered('not_hybrid')
  return boxOf(identity).catch(() => {
    throw new Tampered('malformed')
  })
}

export function isHybridRecipient(recipient: string): boolean {
  return RECIPIENT.test(recipient)
}

/**
 * Encrypts to one hybrid key. Never to several in one file: each person has a file of the own, and a classic key beside
 * a hybrid one, which the library would take, undoes what the hybrid one is for. Refuses `not_hybrid`.
 */
export async function encryptTo(recipient: string, plaintext: Uint8Array): Promise<Uint8Array> {
  if (!isHybridRecipient(recipient)) throw new Tampered('not_hybrid')
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(plaintext)
}

/**
 * Decrypts what was encrypted to one hybrid key, which is this one or among these. Refuses `not_hybrid` for any other file,
 * and `cannot_decrypt`.
 */
export async function decryptWith(identity: string | readonly string[], ciphertext: Uint8Array): Promise<Uint8Array> {
  if (!isForOneHybrid(ciphertext)) throw new Tampered('not_hybrid')
  const decrypter = new Decrypter()
  for (const each of [identity].flat()) decrypter.addIdentity(each)
  return decrypter.decrypt(ciphertext).catch(() => {
    throw new Tampered('cannot_decrypt')
  })
}

/** Whether a file is of age and for one hybrid key alone; it needs no key to see that. */
export function isForOneHybrid(ciphertext: Uint8Array): boolean {
  return hybridKeysOf(ciphertext, 4096) === 1
}

/** The head of a file for as many people as a group may have. */
const MOST_HEAD_BYTES = 80_000

/** How many keys a file of age is for, when all of them are hybrid; 0 for any other file. It needs no key to see that. */
export function hybridKeysOf(ciphertext: Uint8Array, headBytes = MOST_HEAD_BYTES): number {
  const head = new TextDecoder('latin1').decode(ciphertext.subarray(0, headBytes))
  const end = head.indexOf('\n---')
  if (!head.startsWith(AGE_HEADER) || end < 0) return 0
  const stanzas = head
    .slice(0, end)
    .split('\n')
    .filter((line) => line.startsWith('->'))
  return stanzas.every((stanza) => STANZA.test(stanza)) ? stanzas.length : 0
}
