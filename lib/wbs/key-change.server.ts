import 'server-only'
import { and, eq, inArray, notInArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { messages, reports, wraps } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { appendMessage } from '@/lib/wbs/append.server'
import { bytesOf, sha256 } from '@/lib/wbs/bytes.server'
import { forgetDepartures } from '@/lib/wbs/departure.server'
import { REPORTER } from '@/lib/wbs/envelope'
import type { KeptWrapHash, ReportKeyChange } from '@/lib/wbs/epochs'
import { addEvent } from '@/lib/wbs/event.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { isSame, requirePeople } from '@/lib/wbs/key-change-people.server'
import { holdList } from '@/lib/wbs/list-hold.server'
import { holdersOf, type Manifest, type ManifestKey } from '@/lib/wbs/manifest'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import type { Officer } from '@/lib/wbs/officer.server'
import { forgetFormerWraps, settleRecovery } from '@/lib/wbs/recovery-dues.server'
import { forgetStatements } from '@/lib/wbs/stale-statements.server'
import { RECOVERY, type Ring } from '@/lib/wbs/wraps'
import { keptHashes, storeWraps } from '@/lib/wbs/wraps.server'

/**
 * Takes a change of the people of a report, made in the browser of one of them: messages, wraps, and the running epoch,
 * or nothing of it. Wraps of those who left go; the reporter sees who came and who left. Sent again, it is the same one.
 * Says what is kept now, read anew, for the sender to compare.
 *
 * Refuses `not_found` unless the officer holds a running wrap and stays, `wbs_wrong_rings`, `wbs_wrong_epoch`,
 * `wbs_wrong_members`, `wbs_not_yours_to_remove`, `wbs_no_reader`, `wbs_too_few_readers`, `wbs_conflict`, `wbs_excluded`,
 * `custodian_reads`, `wbs_wrong_wraps`, and what `appendMessage` refuses.
 */
export async function changeKeys(
  tx: WbsTx,
  officer: Officer,
  change: ReportKeyChange,
  on: CivilDate,
): Promise<KeptWrapHash[]> {
  const report = await lockReport(tx, change.report)
  const held = await holdersAt(tx, report.id, 'pesan', report.epoch)
  const isReader = officer.keyIds.some((id) => held.includes(id))
  const stays = officer.keyIds.some((id) => change.members.includes(id))
  if (!isReader || !stays) throw new Refusal('not_found')
  await applyKeyChange(tx, officer.keyId, report, change, on)
  return keptHashes(tx, report.id)
}

/** The same for the key of last resort, which nobody holds: whoever brings it in has been at the ceremony. */
export async function bringRecovered(tx: WbsTx, change: ReportKeyChange, on: CivilDate): Promise<void> {
  const report = await lockReport(tx, change.report)
  if (change.rings.some(({ ring, epoch }) => ring === 'pesan' && epoch !== report.epoch + 1))
    throw new Refusal('wbs_wrong_epoch')
  await applyKeyChange(tx, RECOVERY, report, change, on)
  await addEvent(tx, report.id, { happenedOn: on, kind: 'key_recovered', role: RECOVERY })
}

export type LockedReport = Awaited<ReturnType<typeof lockReport>>

async function lockReport(tx: WbsTx, id: string) {
  await holdList(tx)
  const [found] = await tx
    .select({ id: reports.id, epoch: reports.epoch, members: reports.members, excluded: reports.excluded })
    .from(reports)
    .where(eq(reports.id, id))
    .for('update')
  if (!found) throw new Refusal('not_found')
  return found
}

async function applyKeyChange(
  tx: WbsTx,
  senderKey: string,
  report: LockedReport,
  change: ReportKeyChange,
  on: CivilDate,
): Promise<void> {
  if (await isTaken(tx, report.id, change)) return
  const manifest = await manifestInForce(tx)
  const epochs = await epochsOf(tx, report, change)
  const isNew = change.rings.some(({ ring, epoch }) => ring === 'pesan' && epoch > report.epoch)
  await requirePeople(tx, report, change, { manifest, isNew })
  const isReplaced = isNew && (manifest.recovery.former ?? []).length > 0
  for (const ring of change.rings) requireWraps(report, change, ring, { epochs, isReplaced })

  const leaving = leavingOf(report, change, manifest)
  const given = change.rings.flatMap(({ ring, wraps: made }) => made.map((each) => ({ ...each, ring })))
  const kept = given.map(({ ring, epoch, for: holder, ct }) => ({ ring, epoch, holder, ct: bytesOf(ct) }))
  if (isReplaced) await forgetFormerWraps(tx, change)
  const isSettled = isReplaced && (await settleRecovery(tx, change))
  await storeWraps(tx, report.id, kept)
  await forgetStatements(
    tx,
    report.id,
    kept.map(({ holder }) => holder),
  )
  for (const { ring, seq, epoch, ct } of change.rings)
    await appendMessage(tx, senderKey, report.id, { ring, seq, epoch, ct })
  const gone = await tx
    .delete(wraps)
    .where(and(eq(wraps.reportId, report.id), inArray(wraps.holder, leaving)))
    .returning({ holder: wraps.holder })
  const epoch = report.epoch + (isNew ? 1 : 0)
  await tx
    .update(reports)
    .set({ epoch, members: [...change.members] })
    .where(eq(reports.id, report.id))
  await forgetDepartures(tx, report.id, [...holdersOf(manifest, comingOf(report, change))])
  if (isSettled) await addEvent(tx, report.id, { happenedOn: on, kind: 'recovery_replaced', role: RECOVERY })
  await tell(tx, report, { change, gone: gone.map(({ holder }) => holder), manifest, on })
}

/** Whether this very change was taken before: its sender did not hear the answer. */
async function isTaken(tx: WbsTx, reportId: string, { rings }: ReportKeyChange): Promise<boolean> {
  for (const { ring, seq, ct } of rings) {
    const [same] = await tx
      .select({ sha256: messages.sha256 })
      .from(messages)
      .where(and(eq(messages.reportId, reportId), eq(messages.ring, ring), eq(messages.seq, seq)))
    if (!same || !sha256(bytesOf(ct)).equals(same.sha256)) return false
  }
  return rings.length > 0
}

/** The running epoch of each ring. Both change at once, or the ring of notes is opened alone, for the same people. */
async function epochsOf(
  tx: WbsTx,
  report: LockedReport,
  { rings, members }: ReportKeyChange,
): Promise<Map<Ring, number>> {
  const notes = await tx
    .select({ epoch: wraps.epoch })
    .from(wraps)
    .where(and(eq(wraps.reportId, report.id), eq(wraps.ring, 'catatan')))
  const running = new Map<Ring, number>([['pesan', report.epoch]])
  if (notes.length > 0) running.set('catatan', Math.max(...notes.map(({ epoch }) => epoch)))
  const given = rings
    .map(({ ring }) => ring)
    .sort()
    .join()
  const opensNotes = given === 'catatan' && notes.length === 0
  if (!opensNotes && given !== [...running.keys()].sort().join()) throw new Refusal('wbs_wrong_rings')
  if (opensNotes && !isSame(members, report.members)) throw new Refusal('wbs_wrong_members')
  const steps = new Set(rings.map(({ ring, epoch }) => epoch - (running.get(ring) ?? -1)))
  const [step = -1] = steps
  if (steps.size !== 1 || step < 0 || step > 1) throw new Refusal('wbs_wrong_epoch')
  return running
}

/**
 * Exactly the wraps that the change needs: whoever is new gets the running epoch and those before it that whoever lets them
 * in can open; a new epoch is for all members, for recovery, and, but in the ring of notes, for the reporter. Where the key
 * of last resort was replaced, the one in force may be given epochs before it as well, whatever this report owes: that it
 * has them is known to browsers alone.
 */
function requireWraps(
  report: LockedReport,
  { members }: ReportKeyChange,
  { ring, epoch, wraps: given }: ReportKeyChange['rings'][number],
  { epochs, isReplaced }: { epochs: Map<Ring, number>; isReplaced: boolean },
): void {
  const running = epochs.get(ring) ?? -1
  const coming = running < 0 ? [] : members.filter((id) => !report.members.includes(id))
  const late = isReplaced && running >= 0 ? [...coming, RECOVERY] : coming
  const past = late.flatMap((id) => Array.from({ length: running + 1 }, (_, each) => ({ each, id })))
  const isGiven = (place: string) => given.some(({ epoch: at, for: id }) => `${at} ${id}` === place)
  const needed = past
    .filter(({ each, id }) => (each === running && epoch === running) || isGiven(`${each} ${id}`))
    .map(({ each, id }) => `${each} ${id}`)
  const readers = [...members, RECOVERY, ...(ring === 'pesan' ? [REPORTER] : [])]
  const wanted = epoch > running ? [...needed, ...readers.map((id) => `${epoch} ${id}`)] : needed
  if (
    !isSame(
      wanted,
      given.map((each) => `${each.epoch} ${each.for}`),
    )
  )
    throw new Refusal('wbs_wrong_wraps')
  if (!given.every(({ ct }) => isForOneHybrid(bytesOf(ct)))) throw new Refusal('wbs_not_age')
}

/** The keys of a change that did not read before. */
function comingOf(report: LockedReport, { members }: ReportKeyChange): string[] {
  return members.filter((id) => !report.members.includes(id))
}

/** Whose wraps go: whoever is no member any more, and an ended key whose person reads with a newer one. */
function leavingOf(report: LockedReport, { members }: ReportKeyChange, { keys }: Manifest): string[] {
  const running = new Set(keys.filter(({ id, until }) => !until && members.includes(id)).map(({ holder }) => holder))
  const renewed = keys.filter(({ id, until, holder }) => until && members.includes(id) && running.has(holder))
  return [...report.members.filter((id) => !members.includes(id)), ...renewed.map(({ id }) => id)]
}

/** What the reporter sees: somebody came, somebody left, or one and the same person reads with a new key. */
async function tell(
  tx: WbsTx,
  report: LockedReport,
  { change, gone, manifest, on }: { change: ReportKeyChange; gone: string[]; manifest: Manifest; on: CivilDate },
): Promise<void> {
  const before = holdersOf(manifest, report.members)
  const after = holdersOf(manifest, change.members)
  const came = comingOf(report, change)
  const coming = manifest.keys.filter(({ id }) => came.includes(id))
  for (const key of coming) {
    const kind = before.has(key.holder) ? 'key_renewed' : 'recipient_added'
    await addEvent(tx, report.id, { happenedOn: on, kind, role: roleOf(key) })
  }
  const left = new Map(manifest.keys.filter(({ id }) => gone.includes(id)).map((key) => [key.holder, key]))
  for (const key of [...left.values()].filter(({ holder }) => !after.has(holder)))
    await addEvent(tx, report.id, { happenedOn: on, kind: 'recipient_removed', role: roleOf(key) })
}

function roleOf({ roles }: ManifestKey): string {
  return roles[0] ?? ''
}

/** The ids of keys that one epoch of a ring is wrapped to. */
async function holdersAt(tx: WbsTx, reportId: string, ring: Ring, epoch: number): Promise<string[]> {
  const rows = await tx
    .select({ holder: wraps.holder })
    .from(wraps)
    .where(
      and(
        ...[eq(wraps.reportId, reportId), eq(wraps.ring, ring), eq(wraps.epoch, epoch)],
        notInArray(wraps.holder, [REPORTER, RECOVERY]),
      ),
    )
  return rows.map(({ holder }) => holder)
}
