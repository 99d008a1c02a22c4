import { BitString, Constructed, fromBER } from 'asn1js'

/** What of a certificate is needed to hold signatures to it, in any browser. Keys are of ECDSA over P-256. */
export type Certificate = {
  name: string // of its holder
  key: CryptoKey
  fingerprint: string // SHA-256 of the whole, in hex
  signed: Bytes // by whoever issued it
  signature: Bytes // r and s
}

type Bytes = Uint8Array<ArrayBuffer>
type Block = ReturnType<typeof fromBER>['result']

const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const
const COMMON_NAME = '2.5.4.3'
const TAGGED = 3 // the class of the parts that not every certificate has: its version, its extensions

/** Reads a certificate from PEM. Throws when it is none, or has a key of another kind. */
export async function readCertificate(pem: string): Promise<Certificate> {
  const der = bytesOf(pem.replace(/-----[A-Z ]+-----|\s/g, ''))
  const [signed, , signature] = partsOf(fromBER(der).result)
  if (!signed || !(signature instanceof BitString)) throw new TypeError('not a certificate')
  const [, , , , subject, key] = partsOf(signed).filter(({ idBlock }) => idBlock.tagClass !== TAGGED)
  if (!subject || !key) throw new TypeError('not a certificate')
  return {
    name: commonName(subject),
    key: await crypto.subtle.importKey('spki', wholeOf(key), KEY, false, ['verify']),
    fingerprint: hexOf(await crypto.subtle.digest('SHA-256', der)),
    signed: wholeOf(signed),
    signature: pairOf(signature),
  }
}

/** Whether the holder of a certificate signed the bytes: r and s, one after the other. */
export function isSignedBy({ key }: Certificate, bytes: Bytes, signature: Bytes): Promise<boolean> {
  return crypto.subtle.verify(SIGNING, key, signature, bytes)
}

export function isIssuedBy(issuer: Certificate, { signed, signature }: Certificate): Promise<boolean> {
  return isSignedBy(issuer, signed, signature)
}

/** Bytes from base64. Throws when it is none. */
export function bytesOf(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
}

function partsOf(block: Block): Block[] {
  return block instanceof Constructed ? block.valueBlock.value : []
}

function wholeOf(block: Block): Bytes {
  return new Uint8Array(block.valueBeforeDecodeView)
}

/** Each of the two numbers of a signature in 32 bytes, as the browser wants them. */
function pairOf(signature: BitString): Bytes {
  const pair = new Uint8Array(64)
  for (const [at, number] of partsOf(fromBER(signature.valueBlock.valueHexView).result).entries()) {
    const digits = wholeOf(number).subarray(2).slice(-32) // after tag and length, without the zero of a positive number
    pair.set(digits, 32 * at + 32 - digits.length)
  }
  return pair
}

function commonName(subject: Block): string {
  const pairs = partsOf(subject).flatMap(partsOf).map(partsOf)
  const found = pairs.find(([type]) => type?.valueBlock.toString() === COMMON_NAME)
  const value = found?.[1]?.valueBlock
  return value && 'value' in value ? String(value.value) : ''
}

function hexOf(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
