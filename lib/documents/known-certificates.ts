import { Certificate } from 'pkijs'

const MOST = 200
const MOST_BYTES = 4096

const known = new Map<string, Certificate>()

/**
 * A certificate from its DER. Letters bring the same few each time and reading one takes milliseconds, so that what was
 * read is kept by its bytes; a large or strange one takes no place.
 */
export function certificateFrom(der: Uint8Array<ArrayBuffer>): Certificate {
  if (der.length > MOST_BYTES) return Certificate.fromBER(der)
  const bytes = Buffer.from(der).toString('latin1')
  const found = known.get(bytes) ?? Certificate.fromBER(der)
  if (known.size >= MOST) known.clear()
  known.set(bytes, found)
  return found
}
