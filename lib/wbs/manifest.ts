import { utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '@/lib/canonical-json'
import { type CivilDate, daysBetween } from '@/lib/civil-date'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { hashHex, PROTOCOL, readJson, Tampered } from '@/lib/wbs/protocol'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'
import { WORDS } from '@/lib/wbs/words'

/** One key of one person. A key that was renewed or withdrawn stays, so that what it signed can still be read. */
export type ManifestKey = {
  id: string // uuid
  holder: string // the person: the same for each key of one person, uuid
  name: string
  position: string
  roles: OfficerRole[]
  box: string // age1pq1…
  sign: string // base64url of 32 bytes
  from: CivilDate
  until: CivilDate | null // null: takes part
}

export type ManifestGroup = { id: string; name: string; keys: string[] }

/** A key of last resort that another one has replaced; `until` is the number of the last list in which it served. */
export type FormerRecovery = { box: string; sign?: string; until: number }

/** The key of last resort and, by name, who together open it; those before it stay, for what was encrypted to them. */
export type LastResort = { box: string; sign?: string; holders: string[]; former?: FormerRecovery[] }

/** Who may read reports, as the holders of the root key signed it. */
export type Manifest = {
  v: typeof PROTOCOL
  deployment: string
  version: number // from 1, each one more than the one before
  previous: string // SHA-256, in hex, of the text of the version before; zeros before the first
  issuedOn: CivilDate
  keys: ManifestKey[]
  groups: ManifestGroup[]
  recovery: LastResort
}

export type SignedManifest = { manifest: string; signature: string }

/** What a reader remembers of the newest manifest it saw. */
export type SeenManifest = { version: number; hash: string }

/** A manifest is signed anew at least monthly; one older than this is refused (wbs.md 9). */
export const MANIFEST_DAYS = 35

const FINGERPRINT_WORDS = 8

export function signManifest(manifest: Manifest, root: SigningKey): SignedManifest {
  const text = canonical(manifest)
  return { manifest: text, signature: sign(root, 'manifest', text) }
}

export function seenOf(signed: SignedManifest): SeenManifest {
  return { version: (JSON.parse(signed.manifest) as Manifest).version, hash: hashHex(signed.manifest) }
}

/**
 * The manifest, when one of the root keys signed it for this deployment and it is not too old on the day. Refuses
 * `manifest_unsigned`, `wrong_version`, `wrong_deployment`, `manifest_expired`, `manifest_not_yet`; `manifest_older`
 * than the one seen last, and `manifest_forked` where it does not continue that one.
 */
export function openManifest(
  { manifest: text, signature }: SignedManifest,
  {
    rootKeys,
    deployment,
    on,
    seen,
  }: { rootKeys: readonly string[]; deployment: string; on: CivilDate; seen?: SeenManifest },
): Manifest {
  if (!rootKeys.some((key) => isSigned(key, 'manifest', text, signature))) throw new Tampered('manifest_unsigned')
  const manifest = readJson(utf8ToBytes(text)) as Manifest
  if (manifest.v !== PROTOCOL) throw new Tampered('wrong_version')
  if (manifest.deployment !== deployment) throw new Tampered('wrong_deployment')
  const age = daysBetween(manifest.issuedOn, on)
  if (!(age <= MANIFEST_DAYS)) throw new Tampered('manifest_expired', { issuedOn: manifest.issuedOn })
  if (age < -1) throw new Tampered('manifest_not_yet', { issuedOn: manifest.issuedOn }) // a clock may be a day off
  if (seen) requireContinues(manifest, hashHex(text), seen)
  return manifest
}

function requireContinues({ version, previous }: Manifest, hash: string, seen: SeenManifest): void {
  if (version < seen.version) throw new Tampered('manifest_older', { version, seen: seen.version })
  const isOther = version === seen.version && hash !== seen.hash
  if (isOther || (version === seen.version + 1 && previous !== seen.hash)) throw new Tampered('manifest_forked')
}

/**
 * Those of a group who read a new report: keys that take part, without the holders of the excluded ones. Refuses
 * `wrong_group`. Fewer than two are too few, which is for the caller to say.
 */
export function recipientsOf(manifest: Manifest, groupId: string, excluded: readonly string[]): ManifestKey[] {
  const group = manifest.groups.find(({ id }) => id === groupId)
  if (!group) throw new Tampered('wrong_group')
  const holders = holdersOf(manifest, excluded)
  return manifest.keys.filter(({ id, until, holder }) => group.keys.includes(id) && !until && !holders.has(holder))
}

/** The people behind keys, whichever key of theirs was named. */
export function holdersOf(manifest: Manifest, keyIds: readonly string[]): Set<string> {
  return new Set(manifest.keys.filter(({ id }) => keyIds.includes(id)).map(({ holder }) => holder))
}

/** The keys of last resort that may speak in a conversation whose key was made under a list, or under a later one. */
export function recoverySigns({ recovery }: Manifest, madeUnder: number): string[] {
  const former = (recovery.former ?? []).filter(({ until }) => until >= madeUnder)
  return [recovery, ...former].flatMap(({ sign }) => sign ?? [])
}

/** Whether what was wrapped under a list is for another key of last resort than the one in force. */
export function isOfFormerRecovery({ recovery }: Manifest, madeUnder: number): boolean {
  return (recovery.former ?? []).some(({ until }) => until >= madeUnder)
}

/** Eight words of a key for posters: whoever sees others on the screen is not where they believe to be. */
export function fingerprint(publicKey: string): string[] {
  return fingerprintPlaces(publicKey).map((place) => WORDS[place] ?? '')
}

/** The places of these words in the list. */
export function fingerprintPlaces(publicKey: string): number[] {
  const bits = BigInt(`0x${hashHex(`${PROTOCOL}|fingerprint|${publicKey}`)}`) >> BigInt(256 - FINGERPRINT_WORDS * 11)
  return Array.from({ length: FINGERPRINT_WORDS }, (_, place) => {
    return Number((bits >> BigInt((FINGERPRINT_WORDS - 1 - place) * 11)) & 2047n)
  })
}
