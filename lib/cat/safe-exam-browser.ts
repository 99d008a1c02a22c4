import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Settings of Safe Exam Browser as they stand in its configuration. */
export type ExamBrowserSettings = { [name: string]: ExamBrowserValue }
type ExamBrowserValue = string | number | boolean | Date | Uint8Array | ExamBrowserValue[] | ExamBrowserSettings

/**
 * The Config Key: the SHA-256 of the settings as SEB writes them: no white space, nothing escaped, names in order
 * without regard to case, empty dictionaries left out. The same on every platform and version.
 */
export function configKey(settings: ExamBrowserSettings): string {
  const { originatorVersion: _, ...rest } = settings
  return hexOf(written(rest))
}

/**
 * What the browser sends with each request.
 *
 * @param url as the browser asked for it; its fragment does not count
 * @param key a Config Key or a Browser Exam Key
 */
export function requestHash(url: string, key: string): string {
  return hexOf(url.split('#', 1)[0] + key)
}

function written(value: ExamBrowserValue): string {
  if (typeof value === 'string') return `"${value}"`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return `"${value.toISOString()}"`
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, each]) => !isEmptyDictionary(each))
    .sort(([a], [b]) => compareNames(a.toLowerCase(), b.toLowerCase()))
  return `{${entries.map(([name, each]) => `"${name}":${written(each)}`).join(',')}}`
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isEmptyDictionary(value: ExamBrowserValue): boolean {
  return Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length === 0
}

function hexOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
