const NONCE_BYTES = 12
const ROUNDS = 200_000

/** Opens what was sealed, by the server for everybody or here for one candidate. Throws with another key. */
export async function openSealed<T>(sealed: string, key: string): Promise<T> {
  const bytes = bytesOf(sealed)
  const way = { name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES) }
  const open = await crypto.subtle.decrypt(way, await keyOf(key, 'decrypt'), bytes.subarray(NONCE_BYTES))
  return JSON.parse(new TextDecoder().decode(open))
}

export async function seal(value: unknown, key: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const closed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(key, 'encrypt'), plain)
  return base64Of(new Uint8Array([...iv, ...new Uint8Array(closed)]))
}

/** The key that only who knows number and PIN can make again, slowly. */
export async function keyOfSeat(number: string, pin: string): Promise<string> {
  const text = new TextEncoder()
  const secret = await crypto.subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveBits'])
  const salt = text.encode(`satya-ujian:${number}`)
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    secret,
    256,
  )
  return base64Of(new Uint8Array(bits))
}

function keyOf(base64: string, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytesOf(base64), 'AES-GCM', false, [use])
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
