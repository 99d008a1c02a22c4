import 'server-only'
import { and, asc, count as counted, eq, notInArray, sum } from 'drizzle-orm'
import type * as z from 'zod'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { attachmentParts, attachments } from '@/db/wbs/schema'
import { civilDateIn } from '@/lib/civil-date'
import { hashPartFiles, removePartFiles, writePartFile } from '@/lib/wbs/attachment-files.server'
import type { beginBody, finishBody } from '@/lib/wbs/bodies.server'
import { count } from '@/lib/wbs/flood.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { lockOwn } from '@/lib/wbs/inbox.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { MOST_ATTACHMENTS, MOST_REPORT_BYTES, partBytes, partsOf, readPart } from '@/lib/wbs/upload'

/**
 * Announces an attachment, or goes on with it: says which parts are there. Whoever knows its id may add the others. Where
 * there is no room, what no message names gives way: a page that was closed forgot it. What another page is sending does not.
 *
 * Refuses what `lockOwn` refuses, `frozen`, `withdrawn`, `id_taken`, `files_full`, and `busy` while another page may still
 * give up or name what takes the room.
 */
export async function beginAttachment(
  request: z.output<typeof beginBody>,
  now: Date,
): Promise<{ id: string; have: number[] }> {
  const { id, bytes } = request
  const { have, forgotten } = await transactWbs(async (tx) => {
    const report = await lockOwn(tx, 'lampiran/mulai', request, now)
    if (report.isFrozen) throw new NotTaken('frozen')
    if (report.state === 'withdrawn') throw new NotTaken('withdrawn')
    const known = await find(tx, id)
    if (known) {
      if (known.reportId !== report.id || known.paddedBytes !== bytes) throw new NotTaken('id_taken')
      return { have: (await partsAt(tx, id)).map(({ number }) => number), forgotten: [] }
    }
    const forgotten = (await hasRoom(tx, report.id, bytes)) ? [] : await forgetUnsaid(tx, report.id, onTheirWay(now))
    if (!(await hasRoom(tx, report.id, bytes)))
      throw new NotTaken((await unsaidOf(tx, report.id)).length > 0 ? 'busy' : 'files_full')
    const begunOn = civilDateIn('Asia/Jakarta', now)
    await tx.insert(attachments).values({ id, reportId: report.id, paddedBytes: bytes, parts: partsOf(bytes), begunOn })
    return { have: [], forgotten }
  })
  await removePartFiles(forgotten)
  heardOf.set(id, now.getTime())
  return { id, have }
}

/** A file of which nothing came for so long is on its way no more; one part takes minutes on a slow line. */
export const QUIET_MS = 15 * 60_000

/** When something last came of a file. In memory alone: on a disk it would say when a reporter was here. */
const heardOf = new Map<string, number>()

function onTheirWay(now: Date): string[] {
  for (const [id, at] of heardOf) if (now.getTime() - at >= QUIET_MS) heardOf.delete(id)
  return [...heardOf.keys()]
}

async function hasRoom(tx: WbsTx, reportId: string, bytes: number): Promise<boolean> {
  const [held] = await tx
    .select({ files: counted(), bytes: sum(attachments.paddedBytes) })
    .from(attachments)
    .where(eq(attachments.reportId, reportId))
  return (held?.files ?? 0) < MOST_ATTACHMENTS && Number(held?.bytes ?? 0) + bytes <= MOST_REPORT_BYTES
}

function unsaidOf(tx: WbsTx, reportId: string) {
  const isUnsaid = and(eq(attachments.reportId, reportId), eq(attachments.isSaid, false))
  return tx.select({ id: attachments.id }).from(attachments).where(isUnsaid)
}

/** Deletes what no message of the report names, except some. Returns its files, to be removed when that stands. */
async function forgetUnsaid(tx: WbsTx, reportId: string, except: string[]): Promise<string[]> {
  const isUnsaid = and(
    ...[eq(attachments.reportId, reportId), eq(attachments.isSaid, false), notInArray(attachments.id, except)],
  )
  const parts = await tx
    .select({ fileId: attachmentParts.fileId })
    .from(attachmentParts)
    .innerJoin(attachments, eq(attachments.id, attachmentParts.attachmentId))
    .where(isUnsaid)
  await tx.delete(attachments).where(isUnsaid)
  return parts.map(({ fileId }) => fileId)
}

/**
 * Takes one part, as `writePart` writes it: on disk first, then known. Sent again it is the same part.
 *
 * Refuses `malformed`, `not_found` also when the attachment is finished, `wrong_size`, and `not_age` for a beginning that is
 * none of an age file.
 */
export async function addPart(body: Uint8Array, now: Date): Promise<{ part: number }> {
  const part = readPart(body)
  if (!part) throw new NotTaken('malformed')
  const { id, number, content } = part
  const isThere = await transactWbs(async (tx) => {
    const attachment = await find(tx, id)
    if (!attachment || attachment.sha256) throw new NotTaken('not_found')
    if (content.length !== partBytes(attachment.paddedBytes, number)) throw new NotTaken('wrong_size')
    if (number === 0 && !isForOneHybrid(content)) throw new NotTaken('not_age')
    return (await partsAt(tx, id)).some((each) => each.number === number)
  })
  if (isThere) return { part: number }
  heardOf.set(id, now.getTime())
  const fileId = await writePartFile(content, now)
  const row = { attachmentId: id, number, fileId, bytes: content.length }
  const isNew = await transactWbs((tx) => tx.insert(attachmentParts).values(row).onConflictDoNothing().returning())
  if (isNew.length === 0) await removePartFiles([fileId])
  count('bytes', now, content.length)
  return { part: number }
}

/** Closes an attachment whose parts are all there. Refuses `not_found`, `incomplete` and `wrong_hash`. */
export async function finishAttachment({ id, sha256 }: z.output<typeof finishBody>): Promise<{ id: string }> {
  const attachment = await transactWbs((tx) => find(tx, id))
  const hash = attachment?.sha256 ?? (await inTurn(() => hashOnce(id)))
  if (Buffer.from(hash).toString('hex') !== sha256) throw new NotTaken('wrong_hash')
  return { id }
}

/** Reads an attachment once in its life, so that nobody has it read again by asking: bytes came in for each that is read. */
async function hashOnce(id: string): Promise<Uint8Array> {
  const [attachment, parts] = await transactWbs(async (tx) => [await find(tx, id), await partsAt(tx, id)] as const)
  if (!attachment) throw new NotTaken('not_found')
  if (attachment.sha256) return attachment.sha256
  if (parts.length !== attachment.parts) throw new NotTaken('incomplete')
  const hash = await hashPartFiles(parts.map(({ fileId }) => fileId))
  await transactWbs((tx) => tx.update(attachments).set({ sha256: hash }).where(eq(attachments.id, id)))
  return hash
}

let turns: Promise<unknown> = Promise.resolve()

/** One after the other. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = turns.then(work)
  turns = turn.catch(() => {})
  return turn
}

async function find(tx: WbsTx, id: string) {
  const [found] = await tx
    .select({
      reportId: attachments.reportId,
      paddedBytes: attachments.paddedBytes,
      parts: attachments.parts,
      sha256: attachments.sha256,
    })
    .from(attachments)
    .where(eq(attachments.id, id))
  return found
}

function partsAt(tx: WbsTx, id: string) {
  return tx
    .select({ number: attachmentParts.number, fileId: attachmentParts.fileId })
    .from(attachmentParts)
    .where(eq(attachmentParts.attachmentId, id))
    .orderBy(asc(attachmentParts.number))
}
