import 'server-only'
import { and, asc, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { files } from '@/db/schema/documents'
import { dailyEntries, entryEvidence } from '@/db/schema/kinerja-entry'
import { recordAudit } from '@/lib/audit.server'
import type { Actor, Context } from '@/lib/auth/actor'
import { safeFileName } from '@/lib/documents/file-name'
import { readStoredFile, storeFile } from '@/lib/documents/file-store.server'
import { receivePdf } from '@/lib/documents/intake.server'
import { withoutMetadata } from '@/lib/image-metadata'
import type { EvidenceInput } from '@/lib/kinerja/evidence-input'
import { type Evidence, MOST_EVIDENCE } from '@/lib/kinerja/evidence-piece'
import { Refusal } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'
import { isUuid } from '@/lib/uuid'

const MEGABYTE = 1024 * 1024

/**
 * Puts evidence beside an entry of the actor that is not answered yet. What arrives twice is one. An image is kept
 * without its metadata, whatever the device says it did; anything else has to be a PDF.
 *
 * Refuses with not_found, wrong_state, too_much_evidence, file_empty, file_too_large, evidence_kind, disk_full, or what
 * `receivePdf` says of a PDF.
 */
export async function attachEvidence(context: Context, input: EvidenceInput, bytes: Uint8Array): Promise<void> {
  const kept = input.kind === 'link' ? null : await readFileOf(input.name, bytes)
  await transact(context, async (tx) => {
    const entry = await lockOwnEntry(tx, context, input.entryId)
    const [known] = await tx
      .select({ id: entryEvidence.id })
      .from(entryEvidence)
      .where(and(eq(entryEvidence.id, input.id), eq(entryEvidence.entryId, entry.id)))
    if (known) return
    requireUnanswered(entry)
    await requireRoom(tx, entry.id)
    const row = {
      id: input.id,
      entryId: entry.id,
      employeeId: entry.employeeId,
      kind: input.kind,
      name: input.kind === 'link' ? new URL(input.url).hostname : nameOf(input.name, kept?.mime ?? ''),
      url: input.kind === 'link' ? input.url : null,
      fileSha256: kept && (await storeFile(tx, kept.bytes, kept.mime)),
      receivedAt: context.now,
    }
    const added = await tx.insert(entryEvidence).values(row).onConflictDoNothing().returning({ id: entryEvidence.id })
    if (added.length === 0) throw new Refusal('id_taken')
    const subject = { agencyId: entry.agencyId, employeeId: entry.employeeId, subjectId: entry.id }
    await recordAudit(tx, context, 'entry.attach', null, row, subject)
  })
}

/** Takes a piece of evidence from an entry that is not answered yet; taking it twice is the same. */
export async function detachEvidence(
  context: Context,
  { id, entryId }: { id: string; entryId: string },
): Promise<void> {
  await transact(context, async (tx) => {
    const entry = await lockOwnEntry(tx, context, entryId)
    requireUnanswered(entry)
    const [before] = await tx
      .delete(entryEvidence)
      .where(and(eq(entryEvidence.id, id), eq(entryEvidence.entryId, entry.id)))
      .returning()
    if (!before) return
    const subject = { agencyId: entry.agencyId, employeeId: entry.employeeId, subjectId: entry.id }
    await recordAudit(tx, context, 'entry.attach', before, null, subject)
  })
}

/** The evidence of some entries, oldest first; of those that the actor may see. */
export async function evidenceOf(tx: Tx, entryIds: readonly string[]): Promise<(Evidence & { entryId: string })[]> {
  if (entryIds.length === 0) return []
  return tx
    .select({
      id: entryEvidence.id,
      entryId: entryEvidence.entryId,
      kind: sql<Evidence['kind']>`${entryEvidence.kind}`,
      name: entryEvidence.name,
      url: entryEvidence.url,
      sizeBytes: files.sizeBytes,
    })
    .from(entryEvidence)
    .leftJoin(files, eq(files.sha256, entryEvidence.fileSha256))
    .where(inArray(entryEvidence.entryId, [...entryIds]))
    .orderBy(asc(entryEvidence.receivedAt))
}

/**
 * A photo or a file, for the owner of the entry and its appraiser, and once the entry is approved for whoever rates the
 * plan of its day or decides about the rating. Refuses with not_found.
 */
export async function openEvidence(context: Context, id: string) {
  if (!isUuid(id)) throw new Refusal('not_found')
  const found = await transact(context, async (tx) => {
    const [own] = await tx
      .select({ sha256: entryEvidence.fileSha256, name: entryEvidence.name, mime: files.mime })
      .from(entryEvidence)
      .innerJoin(dailyEntries, eq(dailyEntries.id, entryEvidence.entryId))
      .innerJoin(files, eq(files.sha256, entryEvidence.fileSha256))
      .where(and(eq(entryEvidence.id, id), mayBeSeen(context.actor)))
    if (own) return own
    const [rated] = await tx.execute<{ sha256: string; name: string; mime: string }>(
      sql`select sha256, name, mime from approved_evidence(${id}::uuid)`,
    )
    return rated
  })
  if (!found?.sha256) throw new Refusal('not_found')
  return { bytes: await readStoredFile(found.sha256), name: found.name, mime: found.mime }
}

function mayBeSeen({ employeeId }: Actor): SQL | undefined {
  if (!employeeId) return sql`false`
  return or(eq(dailyEntries.employeeId, employeeId), eq(dailyEntries.appraiserId, employeeId))
}

async function lockOwnEntry(tx: Tx, { actor }: Context, entryId: string) {
  const [entry] = await tx
    .select({
      id: dailyEntries.id,
      employeeId: dailyEntries.employeeId,
      agencyId: dailyEntries.agencyId,
      state: dailyEntries.state,
    })
    .from(dailyEntries)
    .where(
      and(eq(dailyEntries.id, entryId), actor.employeeId ? eq(dailyEntries.employeeId, actor.employeeId) : sql`false`),
    )
    .for('update')
  if (!entry) throw new Refusal('not_found')
  return entry
}

function requireUnanswered({ state }: Pick<typeof dailyEntries.$inferSelect, 'state'>): void {
  if (state !== 'submitted' && state !== 'returned') throw new Refusal('wrong_state', { state, event: 'attach' })
}

async function requireRoom(tx: Tx, entryId: string): Promise<void> {
  const [pieces] = await tx.select({ count: count() }).from(entryEvidence).where(eq(entryEvidence.entryId, entryId))
  if ((pieces?.count ?? 0) >= MOST_EVIDENCE) throw new Refusal('too_much_evidence', { most: MOST_EVIDENCE })
}

const ENDINGS: Record<string, string> = { 'image/jpeg': '.jpg', 'image/png': '.png', 'image/webp': '.webp' }

/** Its ending says what the bytes are. */
function nameOf(given: string, mime: string): string {
  const stem = safeFileName(given.replace(/\.\w{1,5}$/, '')).slice(0, -'.pdf'.length)
  return `${stem}${ENDINGS[mime] ?? '.pdf'}`
}

/** Before any transaction: what the bytes are. */
async function readFileOf(name: string, bytes: Uint8Array): Promise<{ bytes: Uint8Array; mime: string }> {
  const limitMb = settings().UPLOAD_LIMIT_MB
  if (bytes.length === 0) throw new Refusal('file_empty')
  if (bytes.length > limitMb * MEGABYTE) throw new Refusal('file_too_large', { limitMb })
  const image = withoutMetadata(bytes)
  if (image) return image
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') throw new Refusal('evidence_kind')
  const pdf = await receivePdf(new File([new Uint8Array(bytes)], name, { type: 'application/pdf' }))
  return { bytes: pdf.bytes, mime: 'application/pdf' }
}
