import 'server-only'
import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { employeeDocuments, files, issuedDocuments } from '@/db/schema/documents'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { safeFileName } from '@/lib/documents/file-name'
import { storeFile } from '@/lib/documents/file-store.server'
import { inspect } from '@/lib/documents/inspector.server'
import { Refusal } from '@/lib/refusal'
import { ofScopeOrSeconded } from '@/lib/registry/employee-scope.server'
import { settings } from '@/lib/settings.server'

const MEGABYTE = 1024 * 1024

/** An uploaded PDF that may be kept. */
export type ReceivedPdf = { bytes: Uint8Array; pageCount: number; originalName: string }

/**
 * Reads and inspects an upload, before any transaction. Refuses with file_empty, file_too_large, not_pdf,
 * file_broken, file_locked, file_active, file_too_many_pages or uploads_waiting.
 */
export async function receivePdf(upload: File): Promise<ReceivedPdf> {
  const limitMb = settings().UPLOAD_LIMIT_MB
  if (upload.size === 0) throw new Refusal('file_empty')
  if (upload.size > limitMb * MEGABYTE) throw new Refusal('file_too_large', { limitMb })
  const bytes = new Uint8Array(await upload.arrayBuffer())
  const found = await inspect(bytes)
  if (!found.ok) throw new Refusal(found.code, found.facts)
  return { bytes, pageCount: found.pageCount, originalName: safeFileName(upload.name) }
}

export type ArchiveEntry = { employeeId: string; documentType: string; replacesId?: string }

/**
 * Puts a received file into a person's archive. The same file under the same type is kept once: `isNew` is false and
 * the id is that of the entry already there. Refuses with not_found (person or replaced entry out of sight),
 * wrong_state (already replaced), paper_withdrawn or disk_full.
 */
export async function archiveDocument(
  tx: Tx,
  context: Context,
  { bytes, pageCount, originalName }: ReceivedPdf,
  { employeeId, documentType, replacesId }: ArchiveEntry,
): Promise<{ id: string; isNew: boolean }> {
  const agencyId = await lockOwner(tx, context, employeeId)
  if (replacesId) await requireCurrent(tx, context, { employeeId, documentType, replacesId })
  const fileSha256 = await storeFile(tx, bytes, 'application/pdf')
  await refuseWithdrawn(tx, employeeId, fileSha256)
  const after = replacesId && (await lastInPlaceOf(tx, replacesId))
  const row = { employeeId, documentType, fileSha256, originalName, pageCount, replacesId: after }
  const [added] = await tx
    .insert(employeeDocuments)
    .values({ ...row, agencyId, uploadedBy: context.actor.accountId, uploadedAt: context.now })
    .onConflictDoNothing()
    .returning({ id: employeeDocuments.id })
  if (added) {
    await recordAudit(tx, context, 'document.upload', null, row, { agencyId, employeeId, subjectId: added.id })
    return { id: added.id, isNew: true }
  }
  const [known] = await tx
    .select({ id: employeeDocuments.id })
    .from(employeeDocuments)
    .where(
      and(
        eq(employeeDocuments.employeeId, employeeId),
        eq(employeeDocuments.documentType, documentType),
        eq(employeeDocuments.fileSha256, fileSha256),
      ),
    )
  if (!known) throw new Refusal('wrong_state')
  return { id: known.id, isNew: false }
}

/** A letter of Satya's that no longer counts does not come back as an upload, nor a scan that lost its force. */
async function refuseWithdrawn(tx: Tx, employeeId: string, fileSha256: string): Promise<void> {
  const [ended] = await tx
    .select({ id: issuedDocuments.id })
    .from(issuedDocuments)
    .where(and(eq(issuedDocuments.fileSha256, fileSha256), ne(issuedDocuments.status, 'issued')))
    .limit(1)
  const [withdrawn] = await tx
    .select({ id: employeeDocuments.id })
    .from(employeeDocuments)
    .where(
      and(
        eq(employeeDocuments.employeeId, employeeId),
        eq(employeeDocuments.fileSha256, fileSha256),
        isNotNull(employeeDocuments.withdrawnAt),
      ),
    )
    .limit(1)
  if (ended || withdrawn) throw new Refusal('paper_withdrawn')
}

/** Marks a scan whose decree was revoked, or whose record was returned: as with a letter of Satya's, the paper before it counts again. */
export async function withdrawPaper(tx: Tx, { now }: Context, id: string): Promise<void> {
  const { id: marked, withdrawnAt } = employeeDocuments
  const rows = await tx
    .update(employeeDocuments)
    .set({ withdrawnAt: now })
    .where(eq(marked, id))
    .returning({ withdrawnAt })
  if (rows.length === 0) throw new Refusal('not_found')
}

/** Takes that back. */
export async function restorePaper(tx: Tx, id: string): Promise<void> {
  await tx.update(employeeDocuments).set({ withdrawnAt: null }).where(eq(employeeDocuments.id, id))
}

/** Two papers for one person, uploaded or signed, come one after the other. */
export async function lockArchive(tx: Tx, employeeId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${employeeId}, 0))`)
}

async function lockOwner(tx: Tx, context: Context, employeeId: string): Promise<number> {
  await lockArchive(tx, employeeId)
  const [owner] = await tx
    .select({ agencyId: employees.agencyId })
    .from(employees)
    .where(and(eq(employees.id, employeeId), ofScopeOrSeconded(context)))
  if (!owner) throw new Refusal('not_found')
  return owner.agencyId
}

async function requireCurrent(
  tx: Tx,
  context: Context,
  { employeeId, documentType, replacesId }: Required<ArchiveEntry>,
) {
  const entries = await listArchive(tx, context, employeeId)
  const isCurrent = entries.some((entry) => entry.id === replacesId && entry.documentType === documentType)
  if (!isCurrent) throw new Refusal('wrong_state')
}

const withdrawn = (paper: string) => `(${paper}.withdrawn_at is not null or exists (
  select from issued_documents i where i.file_sha256 = ${paper}.file_sha256 and i.status <> 'issued'))`

/** A decree that was revoked since, signed in Satya or on paper, or a letter replaced by its correction: nobody shows it any more. */
export const isWithdrawn = sql.raw(withdrawn('employee_documents'))

/** Neither withdrawn nor replaced; when what replaced it is withdrawn, the paper before it counts again. */
export const isCurrentPaper = sql.raw(`not ${withdrawn('employee_documents')} and not (
  exists (select from employee_documents n where n.replaces_id = employee_documents.id)
  and exists (
    select from employee_documents n
    where n.employee_id = employee_documents.employee_id and n.document_type = employee_documents.document_type
      and n.id <> employee_documents.id and n.uploaded_at >= employee_documents.uploaded_at
      and not ${withdrawn('n')}))`)

/** The end of the line of papers that took the place of one: a paper is replaced once, also by one withdrawn since. */
async function lastInPlaceOf(tx: Tx, id: string): Promise<string> {
  const [last] = await tx.execute<{ id: string }>(sql`
    with recursive line as (
      select ${id}::uuid as id, 0 as place
      union all
      select d.id, line.place + 1 from employee_documents d join line on d.replaces_id = line.id
    )
    select id from line order by place desc limit 1`)
  return last?.id ?? id
}

/** The entries of a person's archive that nothing has replaced and nobody has revoked, newest first; none outside the actor's scope. */
export function listArchive(tx: Tx, context: Context, employeeId: string) {
  return tx
    .select({
      id: employeeDocuments.id,
      documentType: employeeDocuments.documentType,
      originalName: employeeDocuments.originalName,
      pageCount: employeeDocuments.pageCount,
      sizeBytes: files.sizeBytes,
      uploadedAt: employeeDocuments.uploadedAt,
    })
    .from(employeeDocuments)
    .innerJoin(files, eq(files.sha256, employeeDocuments.fileSha256))
    .innerJoin(employees, eq(employees.id, employeeDocuments.employeeId))
    .where(and(eq(employeeDocuments.employeeId, employeeId), ofScopeOrSeconded(context), isCurrentPaper))
    .orderBy(desc(employeeDocuments.uploadedAt))
}

/**
 * Puts a signed letter into the archive of the person it is about, in place of the newest paper of its type: the next
 * one who needs such a paper finds this one.
 */
export async function archiveIssued(
  tx: Tx,
  context: Context,
  issued: typeof issuedDocuments.$inferSelect,
  documentType: string,
): Promise<string> {
  const { employeeId, fileSha256, pageCount, agencyId, number } = issued
  if (!employeeId) throw new Error('a letter about many belongs to nobody')
  await lockArchive(tx, employeeId)
  const known = (await listArchive(tx, context, employeeId)).find((entry) => entry.documentType === documentType)
  const row = {
    employeeId,
    documentType,
    fileSha256,
    originalName: safeFileName(number.replaceAll('/', '-')),
    pageCount,
  }
  const [added] = await tx
    .insert(employeeDocuments)
    .values({
      ...row,
      agencyId,
      replacesId: known && (await lastInPlaceOf(tx, known.id)),
      uploadedBy: context.actor.accountId,
      uploadedAt: context.now,
    })
    .returning({ id: employeeDocuments.id })
  if (!added) throw new Error('nothing was inserted')
  await recordAudit(tx, context, 'document.upload', null, row, { agencyId, employeeId, subjectId: added.id })
  return added.id
}
