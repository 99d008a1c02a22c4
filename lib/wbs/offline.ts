import { Decrypter } from 'age-encryption'
import { hybridKeysOf } from '@/lib/wbs/hybrid'
import { type Manifest, recipientsOf } from '@/lib/wbs/manifest'
import { Tampered } from '@/lib/wbs/protocol'

/*
 * Luring: a report that somebody locked by hand with the age program, because the own browser runs no script. One file for
 * all its readers, without a code, a signature or a way to answer (wbs.md 13).
 */

/** With what a form puts around it, it fits into one body of the proxy (deploy/nginx-wbs.conf). */
export const MOST_OFFLINE_BYTES = 4 * 1024 * 1024

/** The version of age that knows hybrid keys, `age1pq1…`; earlier ones refuse them. */
export const AGE_VERSION = '1.3.0'

/** The keys of a group as `age -R` reads them: one a line, and above each whose it is. Refuses `wrong_group`. */
export function recipientsFile(manifest: Manifest, groupId: string): string {
  const lines = recipientsOf(manifest, groupId, []).map(
    ({ name, position, box }) => `# ${onOneLine(`${name}, ${position}`)}\n${box}\n`,
  )
  return lines.join('')
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** Opens such a file with the key of one of its readers. Refuses `not_hybrid` and `cannot_decrypt`. */
export async function openOffline(identity: string, file: Uint8Array): Promise<Uint8Array> {
  if (hybridKeysOf(file) === 0) throw new Tampered('not_hybrid')
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return decrypter.decrypt(file).catch(() => {
    throw new Tampered('cannot_decrypt')
  })
}
