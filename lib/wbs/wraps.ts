import { utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '@/lib/canonical-json'
import { type Box, boxFromIdentity, decryptWith, encryptTo } from '@/lib/wbs/hybrid'
import { PROTOCOL, readJson, Tampered } from '@/lib/wbs/protocol'

/** `pesan` is read by the reporter too, `catatan` by recipients alone. */
export type Ring = 'pesan' | 'catatan'

/** Whom a wrap of last resort is for: the recovery key of the organisation. */
export const RECOVERY = 'pemulihan'

/** Which key of which report a wrap holds. */
export type WrapPlace = { report: string; epoch: number; ring: Ring }

/** The secret key of a report's epoch, in a small file of its own for one person. */
export async function wrap(box: Box, place: WrapPlace, recipient: string): Promise<Uint8Array> {
  return encryptTo(recipient, utf8ToBytes(canonical({ v: PROTOCOL, ...place, identity: box.identity })))
}

/**
 * Opens a wrap and says whose key it is. Refuses `not_hybrid`, `cannot_decrypt`, `malformed`, and `wrong_report`,
 * `wrong_epoch` or `wrong_ring` for a wrap of another place. That the key is the one the report speaks of is seen where
 * the first message of the epoch is opened.
 */
export async function openWrap(
  identity: string | readonly string[],
  ciphertext: Uint8Array,
  place: WrapPlace,
): Promise<Box> {
  const held = readJson(await decryptWith(identity, ciphertext)) as Record<string, unknown>
  if (held?.v !== PROTOCOL) throw new Tampered('wrong_version')
  if (held.report !== place.report) throw new Tampered('wrong_report')
  if (held.epoch !== place.epoch) throw new Tampered('wrong_epoch')
  if (held.ring !== place.ring) throw new Tampered('wrong_ring')
  return boxFromIdentity(String(held.identity))
}
