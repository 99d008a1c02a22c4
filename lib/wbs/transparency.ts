import { canonical } from '@/lib/canonical-json'
import type { CivilDate } from '@/lib/civil-date'
import { leafHash, merkleRoot } from '@/lib/merkle'
import type { SignedManifest } from '@/lib/wbs/manifest'
import { hashHex, PROTOCOL, Tampered } from '@/lib/wbs/protocol'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'

/** What anybody may hold the agency to: each manifest, each build of the reporter's page, each destruction, each recovery. */
export type LogEntry =
  | { kind: 'manifest'; version: number; hash: string }
  | { kind: 'client'; build: string; hash: string }
  | Waiting

/** What happened between two ceremonies and is signed at the next. */
export type Waiting = Certificate | Recovered

/** Pemulihan: the key of last resort was used on a day. How many reports it opened is nobody's to count. */
export type Recovered = { kind: 'recovered'; on: CivilDate }

/** Sertifikat pemusnahan: so many reports were destroyed by the end of a quarter, with the keys that opened them. */
export type Certificate = { kind: 'destroyed'; on: CivilDate; count: number }

/** The first `size` entries of the log, under one root, signed by the root key. */
export type Checkpoint = {
  v: typeof PROTOCOL
  deployment: string
  size: number
  root: string // hex
  on: CivilDate
  signature: string
}

export function entryOf({ manifest }: SignedManifest): LogEntry {
  return { kind: 'manifest', version: (JSON.parse(manifest) as { version: number }).version, hash: hashHex(manifest) }
}

export function signCheckpoint(
  log: readonly LogEntry[],
  { deployment, on }: { deployment: string; on: CivilDate },
  root: SigningKey,
): Checkpoint {
  const signed = { v: PROTOCOL, deployment, size: log.length, root: rootOf(log), on } as const
  return { ...signed, signature: sign(root, 'checkpoint', canonical(signed)) }
}

/**
 * Holds a published log against its newest checkpoint, and against the one seen last: nothing of what was is gone or
 * changed. Refuses `bad_signature`, `wrong_deployment` and `log_rewritten`.
 */
export function requireLog(
  log: readonly LogEntry[],
  newest: Checkpoint,
  { rootKeys, deployment, seen }: { rootKeys: readonly string[]; deployment: string; seen?: Checkpoint },
): void {
  const { signature, ...signed } = newest
  const text = canonical(signed)
  if (!rootKeys.some((key) => isSigned(key, 'checkpoint', text, signature))) throw new Tampered('bad_signature')
  if (newest.deployment !== deployment) throw new Tampered('wrong_deployment')
  for (const { size, root } of seen ? [newest, seen] : [newest])
    if (size < 1 || size > log.length || rootOf(log.slice(0, size)) !== root) throw new Tampered('log_rewritten')
  if (seen && seen.size > newest.size) throw new Tampered('log_rewritten')
}

/** Refuses `not_in_log` for a manifest that nobody else was shown. */
export function requireLogged(signed: SignedManifest, log: readonly LogEntry[]): void {
  const own = canonical(entryOf(signed))
  if (!log.some((entry) => canonical(entry) === own)) throw new Tampered('not_in_log')
}

function rootOf(log: readonly LogEntry[]): string {
  return merkleRoot(log.map((entry) => leafHash(canonical(entry))))
}
