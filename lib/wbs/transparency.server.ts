import 'server-only'
import { asc, desc, eq, lt, lte } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { certificates } from '@/db/wbs/figures-schema'
import { checkpoints, logLeaves, manifests, recoveries, recoveryDues } from '@/db/wbs/keys-schema'
import { reports } from '@/db/wbs/schema'
import { canonical } from '@/lib/canonical-json'
import type { CivilDate } from '@/lib/civil-date'
import { leafHash } from '@/lib/merkle'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import { draftProblems } from '@/lib/wbs/ceremony'
import { holdListAlone } from '@/lib/wbs/list-hold.server'
import { type Manifest, openManifest, type SignedManifest, seenOf } from '@/lib/wbs/manifest'
import { findNewestManifest } from '@/lib/wbs/manifest.server'
import { reportingPlace } from '@/lib/wbs/place.server'
import { PROTOCOL, Tampered } from '@/lib/wbs/protocol'
import { settleKeys } from '@/lib/wbs/settled-keys.server'
import { LEAST_SHOWN } from '@/lib/wbs/suppression'
import {
  type Certificate,
  type Checkpoint,
  entryOf,
  type LogEntry,
  requireLog,
  type Waiting,
} from '@/lib/wbs/transparency'

/**
 * Publishes the next list of recipients as the root key signed it, with its leaf in the log and the checkpoint over it:
 * from then on reports are encrypted to it. Before its leaf stand the entries that waited for this ceremony: as many of
 * them as it signed. Refuses, as every browser would, what `openManifest` and `requireLog` refuse, and what does not follow
 * the list before (`manifest_older`, `manifest_forked`) or lacks or changes a key that stood in it, or its roles
 * (`manifest_dropped`): what that key signed could not be read any more, or would count otherwise.
 */
export async function publishManifest(
  tx: WbsTx,
  { signed, checkpoint, on }: { signed: SignedManifest; checkpoint: Checkpoint; on: CivilDate },
): Promise<void> {
  await holdListAlone(tx)
  const place = reportingPlace()
  const newest = await findNewestManifest(tx)
  const seen = newest && seenOf(newest)
  const manifest = openManifest(signed, { ...place, on, seen })
  const { version } = manifest
  if (version !== (seen?.version ?? 0) + 1) throw new Tampered('manifest_older', { version })
  const dropped = draftProblems(manifest, newest).filter(({ code }) => DROPPING.some((each) => each === code))
  if (dropped.length > 0) throw new Tampered('manifest_dropped', { keys: dropped.map(({ of }) => of).join(', ') })
  const { log, checkpoint: seenLast } = await publishedLog(tx)
  const waiting = await waitingEntries(tx, on)
  const { size, root, on: signedOn } = checkpoint
  const certified = waiting.slice(0, Math.max(0, size - log.length - 1))
  const added = [...certified, entryOf(signed)]
  requireLog([...log, ...added], checkpoint, { ...place, seen: seenLast })
  if (size !== log.length + added.length) throw new Tampered('log_rewritten')

  await tx.insert(manifests).values({ version, content: signed.manifest, signature: bytesOf(signed.signature) })
  await tx.insert(logLeaves).values(added.map((entry, place) => leafRow(log.length + place + 1, entry)))
  for (const { kind, on: told } of certified)
    if (kind === 'destroyed') await tx.delete(certificates).where(lte(certificates.quarterEnd, told))
    else await tx.delete(recoveries).where(eq(recoveries.usedOn, told))
  const proof = { root: Buffer.from(root, 'hex'), signature: bytesOf(checkpoint.signature) }
  await tx.insert(checkpoints).values({ size, signedOn, ...proof })
  await settleKeys(tx, manifest, on)
  if (newest && (JSON.parse(newest.manifest) as Manifest).recovery.box !== manifest.recovery.box) await owe(tx)
}

/** Every report there is hangs on the key of last resort that was replaced, until one of its readers makes a new key. */
async function owe(tx: WbsTx): Promise<void> {
  const all = tx.select({ reportId: reports.id }).from(reports)
  await tx.insert(recoveryDues).select(all).onConflictDoNothing()
}

const DROPPING = ['missing', 'changed', 'other_roles'] as const

function leafRow(seq: number, entry: LogEntry) {
  const leaf = canonical(entry)
  return { seq, leaf: Buffer.from(leaf), hash: Buffer.from(leafHash(leaf), 'hex') }
}

/** Everything that the next ceremony signs into the log besides the list. What the log says already is not said again. */
export async function waitingEntries(tx: WbsTx, on: CivilDate): Promise<Waiting[]> {
  const { log } = await publishedLog(tx)
  const used = await tx.select().from(recoveries).orderBy(asc(recoveries.usedOn))
  const recovered = used.map(({ usedOn }): Waiting => ({ kind: 'recovered', on: usedOn }))
  const isSaid = (entry: Waiting) => log.some((said) => canonical(said) === canonical(entry))
  return [...(await waitingCertificates(tx, on)), ...recovered.filter((entry) => !isSaid(entry))]
}

/**
 * Certificates of destruction that no ceremony has signed yet, of quarters that are over. Fewer than five are never told:
 * they go into the certificate of the next quarter that makes them enough.
 */
export async function waitingCertificates(tx: WbsTx, on: CivilDate): Promise<Certificate[]> {
  const isOver = lt(certificates.quarterEnd, on)
  const rows = await tx.select().from(certificates).where(isOver).orderBy(asc(certificates.quarterEnd))
  const waiting: Certificate[] = []
  let count = 0
  for (const { quarterEnd, reports } of rows) {
    count += reports
    if (count < LEAST_SHOWN) continue
    waiting.push({ kind: 'destroyed', on: quarterEnd, count })
    count = 0
  }
  return waiting
}

/** The log as anybody may see it, and its newest checkpoint; undefined before the first. */
export async function publishedLog(tx: WbsTx): Promise<{ log: LogEntry[]; checkpoint: Checkpoint | undefined }> {
  const leaves = await tx.select({ leaf: logLeaves.leaf }).from(logLeaves).orderBy(asc(logLeaves.seq))
  const [last] = await tx.select().from(checkpoints).orderBy(desc(checkpoints.size)).limit(1)
  const log = leaves.map(({ leaf }): LogEntry => JSON.parse(Buffer.from(leaf).toString()))
  if (!last) return { log, checkpoint: undefined }
  const { size, signedOn: on } = last
  const signed = { v: PROTOCOL, deployment: reportingPlace().deployment, size, on } as const
  const [root, signature] = [Buffer.from(last.root).toString('hex'), textOf(last.signature)]
  return { log, checkpoint: { ...signed, root, signature } }
}
