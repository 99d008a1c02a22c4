import 'server-only'
import { and, eq } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { messages, reports } from '@/db/wbs/schema'
import { civilDateIn } from '@/lib/civil-date'
import { bytesOf, sha256 } from '@/lib/wbs/bytes.server'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { spendProof } from '@/lib/wbs/challenge.server'
import { dueOf } from '@/lib/wbs/due'
import { REPORTER } from '@/lib/wbs/envelope'
import { addEvent } from '@/lib/wbs/event.server'
import { count, isFlood } from '@/lib/wbs/flood.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { holdList } from '@/lib/wbs/list-hold.server'
import { recipientsOf } from '@/lib/wbs/manifest'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { requireSigned } from '@/lib/wbs/origin.server'
import { areTooFew } from '@/lib/wbs/report'
import type { ReportAnswer, ReportRequest } from '@/lib/wbs/wire'
import { RECOVERY } from '@/lib/wbs/wraps'
import { storeWraps } from '@/lib/wbs/wraps.server'

/**
 * Takes a report with all its wraps, or nothing of it. Sent again, it is the same report. Looks at sizes, headers, numbers
 * and the signature, and at nothing else. In a flood it is taken into quarantine, and its sender is told no difference.
 *
 * Refuses what `spendProof` refuses, `manifest_old`, `wrong_group`, `too_few_recipients`, `wrong_wraps`, `not_age`,
 * `signature_wrong` and `id_taken`.
 */
export async function receiveReport(request: ReportRequest, now: Date): Promise<ReportAnswer> {
  requireSigned(request.signPub, 'laporan', request)
  const isNew = await transactWbs(async (tx) => {
    if (await isKnown(tx, request)) return false
    await spendProof('reports', request.proof, now)
    await requireWraps(tx, request)
    await insert(tx, request, now)
    return true
  })
  if (isNew) count('reports', now)
  return { id: request.id }
}

/** The same report sent again, as a browser does when it did not hear the answer. */
async function isKnown(tx: WbsTx, { id, signPub, first }: ReportRequest): Promise<boolean> {
  const [known] = await tx
    .select({ signPub: reports.signPub, sha256: messages.sha256 })
    .from(reports)
    .innerJoin(messages, and(eq(messages.reportId, reports.id), eq(messages.ring, 'pesan'), eq(messages.seq, 1)))
    .where(eq(reports.id, id))
  if (!known) return false
  const isSame = bytesOf(signPub).equals(known.signPub) && sha256(bytesOf(first.ct)).equals(known.sha256)
  if (!isSame) throw new NotTaken('id_taken')
  return true
}

/** One wrap for each recipient that the manifest names and the reporter has not excluded, for the reporter, for recovery. */
async function requireWraps(tx: WbsTx, { manifestVersion, groupId, excluded, wraps, first }: ReportRequest) {
  await holdList(tx)
  const manifest = await manifestInForce(tx)
  if (manifest.version !== manifestVersion) throw new NotTaken('manifest_old')
  if (!manifest.groups.some(({ id }) => id === groupId)) throw new NotTaken('wrong_group')
  const recipients = recipientsOf(manifest, groupId, excluded)
  if (areTooFew(recipients)) throw new NotTaken('too_few_recipients')
  const wanted = [...recipients.map(({ id }) => id), REPORTER, RECOVERY].sort().join()
  if (
    wraps
      .map((wrap) => wrap.for)
      .sort()
      .join() !== wanted
  )
    throw new NotTaken('wrong_wraps')
  if (![first, ...wraps].every(({ ct }) => isForOneHybrid(bytesOf(ct)))) throw new NotTaken('not_age')
}

/** Two browsers cannot have the same id or code by chance: whoever comes second is refused. */
async function insert(tx: WbsTx, request: ReportRequest, now: Date): Promise<void> {
  const { id, boxPub, groupId, manifestVersion, excluded, first } = request
  const receivedOn = civilDateIn('Asia/Jakarta', now)
  const row = {
    ...{ id, boxPub, groupId, manifestVersion, excluded, receivedOn },
    locatorHash: Buffer.from(request.locatorHash, 'hex'),
    signPub: bytesOf(request.signPub),
    dueOn: dueOf('received', receivedOn, await readCalendar(tx, receivedOn)),
    isQuarantined: isFlood('reports', now),
    members: request.wraps.map((wrap) => wrap.for).filter((reader) => reader !== REPORTER && reader !== RECOVERY),
  }
  const [taken] = await tx.insert(reports).values(row).onConflictDoNothing().returning({ id: reports.id })
  if (!taken) throw new NotTaken('id_taken')
  const wraps = request.wraps.map((wrap) => ({ epoch: 0, holder: wrap.for, ct: bytesOf(wrap.ct) }))
  await storeWraps(tx, id, wraps)
  const ct = bytesOf(first.ct)
  await tx.insert(messages).values({ reportId: id, seq: 1, epoch: 0, party: 'reporter', ct, sha256: sha256(ct) })
  await addEvent(tx, id, { happenedOn: receivedOn, kind: 'received', role: REPORTER })
}
