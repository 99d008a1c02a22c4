import 'server-only'
import {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableName,
  gt,
  isNotNull,
  isNull,
  lte,
  not,
  notExists,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Tx, transact } from '@/db/client.server'
import { employeeDocuments } from '@/db/schema/documents'
import { historyDocuments, historyVerifications } from '@/db/schema/history-proof'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { archiveDocument, isWithdrawn, lockArchive, type ReceivedPdf } from '@/lib/documents/intake.server'
import { Refusal } from '@/lib/refusal'
import { ofScopeOrSeconded } from '@/lib/registry/employee-scope.server'
import { historyTables, isStanding } from '@/lib/registry/histories.server'
import { latestRow, paperTypes } from '@/lib/registry/history-papers'
import type { AttachInput, DetachInput, HistoryRef, VerifyInput } from '@/lib/registry/history-proof'
import { lockHolder, standingRow } from '@/lib/registry/history-write.server'

/** What proves one row, and who compared the two. */
export type Proof = {
  papers: { documentId: string; type: string; name: string }[]
  verified: { by: string; at: Date } | null
}

/** The proof of each row of a person's histories, by the row's id; none outside the actor's scope. */
export async function findProofs(context: Context, employeeId: string): Promise<Record<string, Proof>> {
  const ofPerson = (column: typeof historyDocuments.employeeId | typeof historyVerifications.employeeId) =>
    and(eq(column, employeeId), ofScopeOrSeconded(context))
  return transact(context, async (tx) => {
    const papers = await tx
      .select({
        rowId: historyDocuments.rowId,
        documentId: historyDocuments.documentId,
        type: employeeDocuments.documentType,
        name: employeeDocuments.originalName,
      })
      .from(historyDocuments)
      .innerJoin(employeeDocuments, eq(employeeDocuments.id, historyDocuments.documentId))
      .innerJoin(employees, eq(employees.id, historyDocuments.employeeId))
      .where(and(ofPerson(historyDocuments.employeeId), isAttached(tx), not(isWithdrawn)))
      .orderBy(asc(historyDocuments.recordedAt))
    const verified = await tx
      .selectDistinctOn([historyVerifications.rowId], {
        rowId: historyVerifications.rowId,
        by: historyVerifications.verifierName,
        at: historyVerifications.verifiedAt,
      })
      .from(historyVerifications)
      .innerJoin(employees, eq(employees.id, historyVerifications.employeeId))
      .where(and(ofPerson(historyVerifications.employeeId), isInForce(tx)))
      .orderBy(historyVerifications.rowId, desc(historyVerifications.verifiedAt))
    const proofs: Record<string, Proof> = {}
    for (const { rowId, ...each } of verified) proofs[rowId] = { papers: [], verified: each }
    for (const { rowId, ...paper } of papers) {
      const proof = proofs[rowId] ?? { papers: [], verified: null }
      proofs[rowId] = { ...proof, papers: [...proof.papers, paper] }
    }
    return proofs
  })
}

/**
 * Shows a paper of the person's archive for a row. Refuses like a correction, and not_found for a paper of somebody else
 * or one that was withdrawn.
 */
export async function attachPaper(context: Context, { documentId, ...ref }: AttachInput): Promise<void> {
  await transact(context, async (tx) => {
    const { agencyId } = await lockRow(tx, context, ref)
    await attach(tx, context, ref, documentId, agencyId)
  })
}

/**
 * Puts a received PDF into the person's archive and shows it for a row, both or neither. Refuses like `attachPaper`, and
 * invalid for a type that says nothing of the row or belongs to the latest of its kind.
 */
export async function uploadPaper(
  context: Context,
  ref: HistoryRef & { documentType: string },
  pdf: ReceivedPdf,
): Promise<void> {
  const { employeeId, kind, documentType } = ref
  await transact(context, async (tx) => {
    await lockArchive(tx, employeeId) // before the person, as a decree that is signed takes them
    const { agencyId, row } = await lockRow(tx, context, ref)
    const isLatest = latestRow(kind, await standingRows(tx, ref)) === row.id
    if (!paperTypes(kind, row, isLatest).includes(documentType)) {
      throw new Refusal('invalid', {}, { documentType: 'invalid' })
    }
    const paper = await archiveDocument(tx, context, pdf, { employeeId, documentType })
    await attach(tx, context, ref, paper.id, agencyId)
  })
}

/** Takes a paper off a row; it stays in the archive, and the row has to be verified anew. Refuses like a correction. */
export async function detachPaper(context: Context, { documentId, reason, ...ref }: DetachInput): Promise<void> {
  const { employeeId, kind, id } = ref
  await transact(context, async (tx) => {
    const { agencyId } = await lockRow(tx, context, ref)
    const paper = await findPaper(tx, employeeId, documentId)
    const [link] = await attached(tx, ref, documentId)
    if (!paper || !link) throw new Refusal('not_found')
    await tx.insert(historyDocuments).values({
      ...columnsOf(ref),
      documentId,
      withdrawsId: link.id,
      reason,
      recordedBy: context.actor.accountId,
    })
    const subject = { agencyId, employeeId, subjectId: id, reason }
    await recordAudit(tx, context, 'history.detach', { kind, ...paper }, null, subject)
  })
}

/**
 * A second person says that a row agrees with its papers. Refuses like a correction, duty.own_record for who recorded
 * the row or showed one of its papers, history.no_papers, history.verified, and stale when the row shows other papers
 * than those that the person saw.
 */
export async function verifyHistory(context: Context, { documentIds, ...ref }: VerifyInput): Promise<void> {
  const { employeeId, kind, id } = ref
  const { accountId, name } = context.actor
  await transact(context, async (tx) => {
    const { agencyId, row } = await lockRow(tx, context, ref)
    const papers = await attached(tx, ref)
    if (papers.length === 0) throw new Refusal('history.no_papers')
    if ([row, ...papers].some(({ recordedBy }) => recordedBy === accountId)) throw new Refusal('duty.own_record')
    const ofRow = and(eq(historyVerifications.employeeId, employeeId), eq(historyVerifications.rowId, id))
    if ((await tx.$count(historyVerifications, and(ofRow, isInForce(tx)))) > 0) throw new Refusal('history.verified')
    const shown = papers.map(({ documentId }) => documentId).sort()
    if (shown.join() !== documentIds.toSorted().join()) throw new Refusal('stale')
    await tx.insert(historyVerifications).values({ ...columnsOf(ref), verifiedBy: accountId ?? '', verifierName: name })
    const subject = { agencyId, employeeId, subjectId: id }
    await recordAudit(tx, context, 'history.verify', null, { kind, documentIds: shown }, subject)
  })
}

/** Shows the paper that made a row, in the transaction that writes the row. */
export async function proveRow(tx: Tx, context: Context, ref: HistoryRef, documentId: string): Promise<void> {
  if ((await attached(tx, ref, documentId)).length > 0) return // it came along with the row that this one replaces
  await tx.insert(historyDocuments).values({ ...columnsOf(ref), documentId, recordedBy: context.actor.accountId })
}

async function attach(tx: Tx, context: Context, ref: HistoryRef, documentId: string, agencyId: number): Promise<void> {
  const { employeeId, kind, id } = ref
  const paper = await findPaper(tx, employeeId, documentId, not(isWithdrawn))
  if (!paper) throw new Refusal('not_found')
  if ((await attached(tx, ref, documentId)).length > 0) throw new Refusal('history.paper_there')
  await proveRow(tx, context, ref, documentId)
  const subject = { agencyId, employeeId, subjectId: id }
  await recordAudit(tx, context, 'history.attach', null, { kind, ...paper }, subject)
}

async function lockRow(tx: Tx, context: Context, { employeeId, kind, id }: HistoryRef) {
  const { agencyId } = await lockHolder(tx, context, { employeeId, kind })
  return { agencyId, row: await standingRow(tx, kind, employeeId, id) }
}

async function standingRows(tx: Tx, { employeeId, kind }: HistoryRef) {
  const table = historyTables[kind]
  return tx
    .select()
    .from(table)
    .where(and(eq(table.employeeId, employeeId), isStanding(tx, table)))
}

async function findPaper(tx: Tx, employeeId: string, id: string, only?: SQL) {
  const [paper] = await tx
    .select({ documentType: employeeDocuments.documentType, originalName: employeeDocuments.originalName })
    .from(employeeDocuments)
    .where(and(eq(employeeDocuments.id, id), eq(employeeDocuments.employeeId, employeeId), only))
  return paper
}

/** The papers that a row shows, or whether it shows one. */
function attached(tx: Tx, { employeeId, id }: HistoryRef, documentId?: string) {
  return tx
    .select({
      id: historyDocuments.id,
      documentId: historyDocuments.documentId,
      recordedBy: historyDocuments.recordedBy,
    })
    .from(historyDocuments)
    .innerJoin(employeeDocuments, eq(employeeDocuments.id, historyDocuments.documentId))
    .where(
      and(
        eq(historyDocuments.rowId, id),
        eq(historyDocuments.employeeId, employeeId),
        documentId ? eq(historyDocuments.documentId, documentId) : not(isWithdrawn),
        isAttached(tx),
      ),
    )
}

function isAttached(tx: Tx): SQL | undefined {
  const off = alias(historyDocuments, 'off')
  const taken = tx.select({ one: sql`1` }).from(off).where(eq(off.withdrawsId, historyDocuments.id))
  return and(isNull(historyDocuments.withdrawsId), notExists(taken))
}

/** No paper was taken off the row since, and one of those that were compared still counts. */
function isInForce(tx: Tx): SQL | undefined {
  const off = alias(historyDocuments, 'off')
  const { rowId, verifiedAt } = historyVerifications
  const takenSince = tx
    .select({ one: sql`1` })
    .from(off)
    .where(and(eq(off.rowId, rowId), isNotNull(off.withdrawsId), gt(off.recordedAt, verifiedAt)))
  const compared = tx
    .select({ one: sql`1` })
    .from(historyDocuments)
    .innerJoin(employeeDocuments, eq(employeeDocuments.id, historyDocuments.documentId))
    .where(
      and(
        eq(historyDocuments.rowId, rowId),
        lte(historyDocuments.recordedAt, verifiedAt),
        isAttached(tx),
        not(isWithdrawn),
      ),
    )
  return and(notExists(takenSince), exists(compared))
}

function columnsOf({ employeeId, kind, id }: HistoryRef) {
  return { employeeId, history: getTableName(historyTables[kind]), rowId: id }
}
