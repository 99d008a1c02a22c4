import { civilDateIn } from '@/lib/civil-date'
import type { Conversation } from '@/lib/wbs/conversation'
import type { KeyPlace } from '@/lib/wbs/epochs'
import type { Box } from '@/lib/wbs/hybrid'
import { type Manifest, openManifest, type SeenManifest, type SignedManifest, seenOf } from '@/lib/wbs/manifest'
import type { Officer } from '@/lib/wbs/officer.server'
import { Tampered } from '@/lib/wbs/protocol'
import type { RecipientKey } from '@/lib/wbs/recipient-key'
import type { Withdrawal } from '@/lib/wbs/withdrawal'

/** One ring of a report as far as it was read, and the keys of its epochs. */
export type ReadRing = { conversation: Conversation; boxes: Box[] }

/** A message as it was sealed, by its envelope: after a broken line it is sent again as it is, and so not twice. */
export type SealedBefore = { envelope: string; ct: string }

/**
 * A report that was opened; `reporterBox` is the reporter's age1pq1… as the server gives it, `compared` the newest epoch
 * when its reader confirmed who reads, past an epoch that could not be opened.
 */
export type ReadCase = {
  reporterBox: string
  pesan: ReadRing
  catatan: ReadRing | null
  withdrawal: Withdrawal | null
  compared?: number
}

/** Which office this is, and whose signature under the list of recipients counts. */
export type Place = { deployment: string; rootKeys: string[] }

/** What the worker holds while the desk is unlocked. It ends with the worker. */
export type Held = {
  officer: Officer
  key: RecipientKey
  place: Place
  signed: SignedManifest
  seen: SeenManifest
  manifest: Manifest
  reports: Map<string, ReadCase>
  sealed: Map<string, SealedBefore> // the last of each report and ring
  unread: Map<string, KeyPlace[]> // of each report that was looked at, the keys that do not open
  old: { id: string; key: RecipientKey } | null // an own key that has ended, while reports are taken over from it
}

/** Nothing secret can be done: the desk is locked. */
export class Locked extends Error {}

let held: Held | undefined

/**
 * Keeps the key of an officer, whom the list has to name with this very key. Refuses what `openManifest` refuses, and
 * `wrong_key`.
 */
export function hold(
  of: Pick<Held, 'officer' | 'key' | 'place' | 'signed'>,
  seen: SeenManifest | undefined,
): SeenManifest {
  const { officer, key, place, signed } = of
  const manifest = openManifest(signed, { ...place, on: today(), seen })
  const listed = manifest.keys.find(({ id, until }) => id === officer.keyId && until === null)
  const isOwn = listed?.box === key.box.recipient && listed.sign === key.sign.public
  if (!isOwn || listed.holder !== officer.holder) throw new Tampered('wrong_key')
  held = { ...of, manifest, seen: seenOf(signed), reports: new Map(), sealed: new Map(), unread: new Map(), old: null }
  return held.seen
}

/** Throws `Locked`. */
export function requireHeld(): Held {
  if (!held) throw new Locked()
  return held
}

/** The list as the server gives it now, which has to continue the one held. Refuses what `openManifest` refuses. */
export function renewManifest(signed: SignedManifest): Manifest {
  const now = requireHeld()
  now.manifest = openManifest(signed, { ...now.place, on: today(), seen: now.seen })
  now.signed = signed
  now.seen = seenOf(signed)
  return now.manifest
}

/** The newest list that was opened since the desk was unlocked, for the browser to remember; undefined while locked. */
export function seenSoFar(): SeenManifest | undefined {
  return held?.seen
}

/** A report that was opened since the desk was unlocked. */
export function requireRead(report: string): ReadCase {
  const read = requireHeld().reports.get(report)
  if (!read) throw new Locked()
  return read
}

/** By the clock of this computer: a server that said which day it is could show an old list for ever. */
export function today(): string {
  return civilDateIn('Asia/Jakarta', new Date())
}
