import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, lt, count as rowCount, sql } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { offlineOpenings, offlineReports } from '@/db/wbs/schema'
import { addDays, type CivilDate, civilDateIn } from '@/lib/civil-date'
import { pageWithin } from '@/lib/list-view'
import { Refusal } from '@/lib/refusal'
import { sha256, textOf } from '@/lib/wbs/bytes.server'
import { keptDays } from '@/lib/wbs/days-in-force.server'
import { count, countFailure, isFlood } from '@/lib/wbs/flood.server'
import { hybridKeysOf } from '@/lib/wbs/hybrid'
import { type Manifest, recipientsOf } from '@/lib/wbs/manifest'
import { findNewestManifest, manifestInForce } from '@/lib/wbs/manifest.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { findOfficer, requireOfficer } from '@/lib/wbs/officer.server'
import { MOST_OFFLINE_BYTES } from '@/lib/wbs/offline'
import { FEWEST_RECIPIENTS } from '@/lib/wbs/report'
import { COVER_BYTES, COVERED, coverFor, coversOf, destroyShredKeys } from '@/lib/wbs/shredding.server'

/**
 * What a flood may fill in a day: 300 files of 4 MB are 1.2 GB, which a disk bears while somebody acts. None of these files
 * cost its sender anything, no browser having worked for it, and all are kept for two years.
 */
export const MOST_QUARANTINED_DAILY = 300

/**
 * Takes a file that was locked by hand, as a form sends it: fields `kelompok` and `berkas`. Whom its keys belong to no
 * server can see; that all are hybrid, that two people or more read it and no more than are listed, it can. The same file
 * again is no other. In a flood it goes into quarantine, and its sender is told no difference.
 *
 * Refuses `malformed`, `too_large`, `wrong_group`, `not_age`, `too_few_recipients`, `wrong_wraps`, and `busy` where the
 * quarantine of the day is full.
 */
export async function receiveOffline(form: FormData, now: Date): Promise<object> {
  const [groupId, file] = [form.get('kelompok'), form.get('berkas')]
  if (typeof groupId !== 'string' || !(file instanceof Blob) || file.size === 0) throw new NotTaken('malformed')
  if (file.size > MOST_OFFLINE_BYTES) throw new NotTaken('too_large')
  const ct = Buffer.from(await file.arrayBuffer())
  const isNew = await transactWbs(async (tx) => {
    const manifest = await manifestInForce(tx)
    if (!manifest.groups.some(({ id }) => id === groupId)) throw new NotTaken('wrong_group')
    requireReaders(manifest, groupId, hybridKeysOf(ct))
    const receivedOn = civilDateIn('Asia/Jakarta', now)
    const isQuarantined = isFlood('offline', now)
    if (await isKept(tx, ct)) return false
    if (isQuarantined) await requireRoom(tx, receivedOn)
    return keep(tx, { groupId, receivedOn, isQuarantined, ct })
  })
  if (isNew) count('offline', now)
  count('bytes', now, ct.length)
  return {}
}

async function isKept(tx: WbsTx, file: Buffer): Promise<boolean> {
  const isThis = eq(offlineReports.sha256, sha256(file))
  return (await tx.select({ id: offlineReports.id }).from(offlineReports).where(isThis)).length > 0
}

/** Keeps a file under a shred key of its own; false where the same one came at the same moment. */
async function keep(
  tx: WbsTx,
  file: Pick<typeof offlineReports.$inferInsert, 'groupId' | 'receivedOn' | 'isQuarantined' | 'ct'>,
) {
  const id = randomUUID()
  const { cover } = await coverFor(id, 'report')
  const row = { ...file, id, sha256: sha256(file.ct), ct: cover(PLACE, file.ct) }
  const made = await tx.insert(offlineReports).values(row).onConflictDoNothing().returning({ id: offlineReports.id })
  if (made.length === 0) await destroyShredKeys([id], ['report'])
  return made.length > 0
}

/** What a cover binds such a file to, besides its report. */
const PLACE = 'offline'

/** Only for what is new, so that the same file sent again is no other on a full day too. */
async function requireRoom(tx: WbsTx, today: CivilDate): Promise<void> {
  const isOfToday = and(eq(offlineReports.isQuarantined, true), eq(offlineReports.receivedOn, today))
  const [kept] = await tx.select({ count: rowCount() }).from(offlineReports).where(isOfToday)
  if (kept && kept.count >= MOST_QUARANTINED_DAILY) throw new NotTaken('busy')
}

function requireReaders(manifest: Manifest, groupId: string, keys: number): void {
  if (keys === 0) throw new NotTaken('not_age')
  if (keys < FEWEST_RECIPIENTS) throw new NotTaken('too_few_recipients')
  if (keys > recipientsOf(manifest, groupId, []).length) throw new NotTaken('wrong_wraps')
}

/** The list in force for whoever reports without a script; undefined where there is none, or it cannot be read now. */
export async function offlineManifest(): Promise<Manifest | undefined> {
  try {
    const newest = await transactWbs(findNewestManifest)
    return newest && JSON.parse(newest.manifest)
  } catch {
    countFailure() // a line of the log would say when somebody was here
    return undefined
  }
}

/** A file as a list shows it. */
export type OfflineRow = { id: string; receivedOn: string; bytes: number }

/** One page of a list, and how long both lists are. */
export type OfflinePage = { rows: OfflineRow[]; page: number; counts: { ordinary: number; quarantined: number } }

/** Files on one page. */
export const OFFLINE_ROWS = 25

/**
 * The files for the groups of somebody, the newest first, those of a flood in a list of their own; undefined for nobody
 * inside. `page` counts from 1; beyond the last page, it is the last.
 */
export function listOffline(
  accountId: string | null,
  { isQuarantined, page: asked }: { isQuarantined: boolean; page: number },
): Promise<OfflinePage | undefined> {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    if (!officer) return undefined
    const isTheirs = inArray(offlineReports.groupId, await groupsOf(tx, officer.keyId))
    const kept = await tx
      .select({ isQuarantined: offlineReports.isQuarantined, count: rowCount() })
      .from(offlineReports)
      .where(isTheirs)
      .groupBy(offlineReports.isQuarantined)
    const countOf = (inQuarantine: boolean) => kept.find((each) => each.isQuarantined === inQuarantine)?.count ?? 0
    const page = pageWithin(asked, OFFLINE_ROWS, countOf(isQuarantined))
    const rows = await tx
      .select({
        id: offlineReports.id,
        receivedOn: offlineReports.receivedOn,
        bytes: sql<number>`octet_length(${offlineReports.ct}) - ${COVER_BYTES}::int`,
      })
      .from(offlineReports)
      .where(and(isTheirs, eq(offlineReports.isQuarantined, isQuarantined)))
      .orderBy(desc(offlineReports.receivedOn), offlineReports.id)
      .limit(OFFLINE_ROWS)
      .offset((page - 1) * OFFLINE_ROWS)
    return { rows, page, counts: { ordinary: countOf(false), quarantined: countOf(true) } }
  })
}

/** The file as it came, in base64url; who fetched it is written down, with the day. Refuses `forbidden` and `not_found`. */
export function fetchOffline(accountId: string | null, id: string, now: Date): Promise<{ file: string }> {
  return transactWbs(async (tx) => {
    const { keyId } = await requireOfficer(tx, accountId)
    const isTheirs = inArray(offlineReports.groupId, await groupsOf(tx, keyId))
    const [found] = await tx
      .select({ ct: offlineReports.ct })
      .from(offlineReports)
      .where(and(eq(offlineReports.id, id), isTheirs))
    const cover = (await coversOf([id], 'report')).get(id)
    if (!found || !cover) throw new Refusal('not_found')
    const opening = { reportId: id, keyId, openedOn: civilDateIn('Asia/Jakarta', now) }
    await tx.insert(offlineOpenings).values(opening).onConflictDoNothing()
    return { file: textOf(cover.uncover(PLACE, found.ct)) }
  })
}

/** Files that are older than what a closed case may be, their shred keys first. */
export async function removeOldOffline(tx: WbsTx, today: CivilDate): Promise<void> {
  const closed = (await keptDays(tx, today)).get('closed')
  if (!closed) return
  const isOld = lt(offlineReports.receivedOn, addDays(today, -closed))
  const old = (await tx.select({ id: offlineReports.id }).from(offlineReports).where(isOld)).map(({ id }) => id)
  await destroyShredKeys(old, ['report'])
  await tx.delete(offlineReports).where(inArray(offlineReports.id, old))
}

/** Covers the files that were kept before they had shred keys, one at a time: they may be many, of 4 MB each. */
export async function coverOldOffline(): Promise<void> {
  const isOld = sql`get_byte(${offlineReports.ct}, 0) <> ${COVERED}`
  const old = await transactWbs((tx) => tx.select({ id: offlineReports.id }).from(offlineReports).where(isOld))
  for (const { id } of old) {
    await transactWbs(async (tx) => {
      const isThis = and(eq(offlineReports.id, id), isOld)
      const [file] = await tx.select({ ct: offlineReports.ct }).from(offlineReports).where(isThis).for('update')
      if (!file) return
      const { cover } = await coverFor(id, 'report')
      const ct = cover(PLACE, file.ct)
      await tx.update(offlineReports).set({ ct }).where(isThis)
    })
  }
}

async function groupsOf(tx: WbsTx, keyId: string): Promise<string[]> {
  const { groups } = await manifestInForce(tx)
  return groups.filter(({ keys }) => keys.includes(keyId)).map(({ id }) => id)
}
