import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { recoveries } from '@/db/wbs/keys-schema'
import { messages, reports, wraps } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { textOf } from '@/lib/wbs/bytes.server'
import { bringRecovered } from '@/lib/wbs/key-change.server'
import { keptOutOf } from '@/lib/wbs/key-change-people.server'
import { manifestInForce, newestManifest } from '@/lib/wbs/manifest.server'
import { barOf } from '@/lib/wbs/people'
import type { ServedReport } from '@/lib/wbs/reading'
import type { RecoveredReports, TakenReport, TakenReports } from '@/lib/wbs/recovery'
import { areTooFew } from '@/lib/wbs/report'
import { RECOVERY, type Ring } from '@/lib/wbs/wraps'
import { readWraps } from '@/lib/wbs/wraps.server'

/**
 * The reports that no running key opens any more, as a ceremony needs them: ciphertexts, and the wraps of the key of last
 * resort. Whoever is out of one of them is not to read it again. Refuses what `barOf` names of readers who may not read,
 * and `wbs_too_few_readers` for fewer than two persons.
 *
 * @param readers the keys that are to read them
 */
export async function takeLostReports(tx: WbsTx, readers: readonly string[]): Promise<TakenReports> {
  const manifest = await manifestInForce(tx)
  const { keys } = manifest
  const running = keys.filter(({ until }) => until === null).map(({ id }) => id)
  const reading = readers.map((id) => keys.find((key) => key.id === id))
  for (const key of reading) {
    const bar = key ? barOf(key, { excluded: new Set(), conflicted: [] }) : 'wbs_wrong_members'
    if (bar) throw new Refusal(bar)
  }
  if (areTooFew(reading.filter((key) => key !== undefined))) throw new Refusal('wbs_too_few_readers')
  const opened = await tx.selectDistinct({ id: wraps.reportId }).from(wraps).where(inArray(wraps.holder, running))
  const held = await tx.selectDistinct({ id: wraps.reportId }).from(wraps).where(eq(wraps.holder, RECOVERY))
  const lost = held.map(({ id }) => id).filter((id) => !opened.some((each) => each.id === id))
  const taken: TakenReport[] = []
  for (const id of lost.sort()) {
    const [report] = await tx.select(OF_REPORT).from(reports).where(eq(reports.id, id))
    if (!report) continue
    const out = await keptOutOf(tx, report, [...report.members, ...readers], manifest)
    const [pesan, catatan] = [await ringOf(tx, id, 'pesan'), await ringOf(tx, id, 'catatan')]
    taken.push({ id, reporterBox: report.boxPub, out, pesan, catatan: catatan.wraps.length > 0 ? catatan : null })
  }
  return { ...(await newestManifest(tx)), for: [...readers], reports: taken }
}

const OF_REPORT = { id: reports.id, boxPub: reports.boxPub, members: reports.members, excluded: reports.excluded }

/**
 * Takes what a ceremony of recovery gave, or nothing of it. Says how many reports are read again; that the key was used on
 * this day goes into the log with the next list.
 */
export async function bringRecoveredReports(tx: WbsTx, { changes }: RecoveredReports, on: CivilDate): Promise<number> {
  for (const change of changes) await bringRecovered(tx, change, on)
  if (changes.length > 0) await tx.insert(recoveries).values({ usedOn: on }).onConflictDoNothing()
  return changes.length
}

async function ringOf(tx: WbsTx, reportId: string, ring: Ring): Promise<ServedReport> {
  const own = and(eq(wraps.reportId, reportId), eq(wraps.ring, ring), eq(wraps.holder, RECOVERY))
  const said = await tx
    .select({ seq: messages.seq, epoch: messages.epoch, ct: messages.ct })
    .from(messages)
    .where(and(eq(messages.reportId, reportId), eq(messages.ring, ring)))
    .orderBy(asc(messages.seq))
  const held = await readWraps(tx, own)
  return {
    wraps: held.map(({ epoch, ct }) => ({ epoch, ct: textOf(ct) })),
    messages: said.map((message) => ({ ...message, ct: textOf(message.ct) })),
  }
}
