import { ed25519 } from '@noble/curves/ed25519.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64url, fromBase64url, PROTOCOL } from '@/lib/wbs/protocol'

/** An Ed25519 key; `public` is base64url of its 32 bytes. */
export type SigningKey = { secret: Uint8Array; public: string }

/** What a signature is for. A signature of one purpose is none of another. */
export type Purpose =
  | 'message'
  | 'manifest'
  | 'checkpoint'
  | 'key'
  | 'relock'
  | 'identity'
  | 'consent'
  | 'question'
  | 'order'
  | 'share'
  | 'decline'
  | 'unreadable'
  | 'departure'
  | 'withdrawal'
  | `${string}|${string}`

export function makeSigningKey(): SigningKey {
  return signingKeyOf(crypto.getRandomValues(new Uint8Array(32)))
}

export function signingKeyOf(secret: Uint8Array): SigningKey {
  return { secret, public: base64url(ed25519.getPublicKey(secret)) }
}

/** The signature, in base64url, over the protocol, the purpose and the bytes. */
export function sign(key: SigningKey, purpose: Purpose, bytes: Uint8Array | string): string {
  return base64url(ed25519.sign(signedBytes(purpose, bytes), key.secret))
}

/** Whether a signature is that of a public key (both base64url); what is malformed is not. */
export function isSigned(publicKey: string, purpose: Purpose, bytes: Uint8Array | string, signature: string): boolean {
  try {
    return ed25519.verify(fromBase64url(signature), signedBytes(purpose, bytes), fromBase64url(publicKey), {
      zip215: false,
    })
  } catch {
    return false
  }
}

function signedBytes(purpose: Purpose, bytes: Uint8Array | string): Uint8Array {
  const content = typeof bytes === 'string' ? utf8ToBytes(bytes) : bytes
  return concatBytes(utf8ToBytes(`${PROTOCOL}|${purpose}|`), content)
}
