import 'server-only'
import { eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { conflicts } from '@/db/wbs/handling-schema'
import { Refusal } from '@/lib/refusal'
import { departedOf } from '@/lib/wbs/departure.server'
import type { ReportKeyChange } from '@/lib/wbs/epochs'
import { holdersOf, type Manifest } from '@/lib/wbs/manifest'
import { barOf } from '@/lib/wbs/people'
import { areTooFew } from '@/lib/wbs/report'
import { shareHoldersOf } from '@/lib/wbs/share-holders.server'

/** The people of a report before a change of keys. */
type Of = { id: string; members: string[]; excluded: string[] }

/**
 * At least two persons with running keys; nobody is left out by others, and nobody comes whom `barOf` keeps out. Refuses
 * `wbs_wrong_members`, `wbs_not_yours_to_remove`, `wbs_too_few_readers`, and what `barOf` names.
 *
 * @param isNew the key is new: all who get it are looked at, those who read before among them
 */
export async function requirePeople(
  tx: WbsTx,
  report: Of,
  { members }: ReportKeyChange,
  { manifest, isNew }: { manifest: Manifest; isNew: boolean },
): Promise<void> {
  const keys = members.map((id) => manifest.keys.find((key) => key.id === id)).filter((key) => key !== undefined)
  if (keys.length !== members.length || new Set(members).size !== members.length) throw new Refusal('wbs_wrong_members')
  if (!isNew && !report.members.every((id) => members.includes(id))) throw new Refusal('wbs_wrong_members')
  const kept = await keptOf(tx, report, manifest)
  const departed = await departedOf(tx, report.id)
  requireOwnLeaving(report, members, manifest, [...kept.conflicted, ...departed])
  const given = isNew ? keys : keys.filter(({ id }) => !report.members.includes(id))
  const before = holdersOf(manifest, report.members)
  if (given.some(({ holder }) => departed.includes(holder) && before.has(holder)))
    throw new Refusal('wbs_wrong_members') // made by a browser that does not know yet who left, by whichever key
  for (const key of given) {
    const bar = barOf(key, kept)
    if (bar && !(bar === 'wbs_no_reader' && report.members.includes(key.id))) throw new Refusal(bar)
  }
  if (areTooFew(keys.filter(({ until }) => until === null))) throw new Refusal('wbs_too_few_readers')
}

/** Those of these keys whose people are out of a report: they stepped out of it, or `barOf` names what keeps them out. */
export async function keptOutOf(
  tx: WbsTx,
  report: Pick<Of, 'id' | 'excluded'>,
  keyIds: readonly string[],
  manifest: Manifest,
): Promise<string[]> {
  const kept = await keptOf(tx, report, manifest)
  const departed = await departedOf(tx, report.id)
  const keys = manifest.keys.filter(({ id, until }) => keyIds.includes(id) && until === null)
  return keys.filter((key) => departed.includes(key.holder) || barOf(key, kept) !== null).map(({ id }) => id)
}

/**
 * Whoever leaves has declared a conflict or stepped out, or the signed list has ended their key; else one reader could get
 * rid of the rest.
 */
function requireOwnLeaving(
  { members: before }: Of,
  members: readonly string[],
  { keys }: Manifest,
  gone: readonly string[],
): void {
  const leaving = keys.filter(({ id, until }) => !until && before.includes(id) && !members.includes(id))
  if (!leaving.every(({ holder }) => gone.includes(holder))) throw new Refusal('wbs_not_yours_to_remove')
}

async function keptOf(tx: WbsTx, { id, excluded }: Pick<Of, 'id' | 'excluded'>, manifest: Manifest) {
  const declared = await tx.select({ holder: conflicts.holder }).from(conflicts).where(eq(conflicts.reportId, id))
  return {
    excluded: holdersOf(manifest, excluded),
    conflicted: declared.map(({ holder }) => holder),
    custodians: await shareHoldersOf(tx, id),
  }
}

/** Whether two lists name the same, in any order. */
export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join()
}
