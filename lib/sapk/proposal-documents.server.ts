import 'server-only'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Tx, transact } from '@/db/client.server'
import { employeeDocuments, files } from '@/db/schema/documents'
import { proposalDocuments } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { archiveDocument, type ReceivedPdf } from '@/lib/documents/intake.server'
import { Refusal } from '@/lib/refusal'
import type { Proposal, ProposalRef } from '@/lib/sapk/proposal'
import { assessEmployees } from '@/lib/sapk/proposal-assess.server'
import type { ProposalDetail } from '@/lib/sapk/proposal-read.server'
import { advance, lockProposal } from '@/lib/sapk/proposal-step.server'
import { documentsNeeded } from '@/lib/sapk/required-documents.server'

/** One requirement of a proposal: what is shown for it, or what the archive could show. */
export type ProposalDocument = {
  type: string
  attached: { id: string; name: string; pageCount: number; sizeBytes: number; uploadedAt: Date } | null
  archived: { id: string; name: string }[]
}

const editableStates: Proposal['state'][] = ['draft', 'collecting', 'agency_repair', 'returned']

/** The papers of a proposal in the order of the requirements. */
export async function listProposalDocuments(context: Context, detail: ProposalDetail): Promise<ProposalDocument[]> {
  return transact(context, async (tx) => {
    const needed = await documentsNeeded(tx, await asOfToday(tx, context, detail.proposal))
    const types = [...new Set([...needed, ...detail.documents.map((row) => row.documentType)])]
    const archive = await archiveOf(tx, detail.proposal.employeeId, types)
    return types.map((type) => {
      const shown = detail.documents.find((row) => row.documentType === type)
      const file = archive.find((row) => row.id === shown?.documentId)
      return {
        type,
        attached: file
          ? {
              id: file.id,
              name: file.name,
              pageCount: file.pageCount,
              sizeBytes: file.sizeBytes,
              uploadedAt: file.uploadedAt,
            }
          : null,
        archived: archive
          .filter((row) => row.type === type && row.id !== shown?.documentId)
          .map(({ id, name }) => ({ id, name })),
      }
    })
  })
}

/** What a proposal that its agency still works on asks for today: it will be judged anew when it is sent. */
async function asOfToday(tx: Tx, context: Context, proposal: Proposal) {
  if (!editableStates.includes(proposal.state)) return proposal
  const [today] = await assessEmployees(tx, context, [proposal.employeeId], proposal.effectiveOn)
  return today ? { ...proposal, type: today.type, findings: today.findings } : proposal
}

async function archiveOf(tx: Tx, employeeId: string, types: string[]) {
  if (types.length === 0) return []
  return tx
    .select({
      id: employeeDocuments.id,
      type: employeeDocuments.documentType,
      name: employeeDocuments.originalName,
      pageCount: employeeDocuments.pageCount,
      uploadedAt: employeeDocuments.uploadedAt,
      sizeBytes: files.sizeBytes,
    })
    .from(employeeDocuments)
    .innerJoin(files, eq(files.sha256, employeeDocuments.fileSha256))
    .where(and(eq(employeeDocuments.employeeId, employeeId), inArray(employeeDocuments.documentType, types)))
    .orderBy(desc(employeeDocuments.uploadedAt))
}

/** Shows documents that the archive holds already for every requirement: upload once, use again. */
export async function attachArchived(tx: Tx, context: Context, proposal: Proposal): Promise<void> {
  const needed = await documentsNeeded(tx, proposal)
  if (needed.length === 0) return
  const newer = alias(employeeDocuments, 'newer')
  const latest = await tx
    .selectDistinctOn([employeeDocuments.documentType], {
      type: employeeDocuments.documentType,
      id: employeeDocuments.id,
    })
    .from(employeeDocuments)
    .leftJoin(newer, eq(newer.replacesId, employeeDocuments.id))
    .where(
      and(
        eq(employeeDocuments.employeeId, proposal.employeeId),
        inArray(employeeDocuments.documentType, needed),
        isNull(newer.id),
      ),
    )
    .orderBy(employeeDocuments.documentType, desc(employeeDocuments.uploadedAt))
  if (latest.length === 0) return
  await tx.insert(proposalDocuments).values(
    latest.map(({ type, id }) => ({
      proposalId: proposal.id,
      documentType: type,
      documentId: id,
      attachedBy: context.actor.accountId ?? '',
      attachedAt: context.now,
    })),
  )
}

/** Puts a received PDF into the person's archive and shows it for one requirement, both or neither. */
export async function uploadDocument(
  context: Context,
  ref: ProposalRef,
  documentType: string,
  pdf: ReceivedPdf,
): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockEditable(tx, context, ref)
    const { employeeId } = proposal
    const { id } = await archiveDocument(tx, context, pdf, { employeeId, documentType })
    await show(tx, context, proposal, documentType, id)
  })
}

/** Shows one document of the person's archive for one requirement. Refuses wrong_state, stale or not_found. */
export async function attachDocument(
  context: Context,
  ref: ProposalRef,
  documentType: string,
  documentId: string,
): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockEditable(tx, context, ref)
    const [document] = await tx
      .select({ id: employeeDocuments.id })
      .from(employeeDocuments)
      .where(
        and(
          eq(employeeDocuments.id, documentId),
          eq(employeeDocuments.employeeId, proposal.employeeId),
          eq(employeeDocuments.documentType, documentType),
        ),
      )
    if (!document) throw new Refusal('not_found')
    await show(tx, context, proposal, documentType, documentId)
  })
}

async function lockEditable(tx: Tx, context: Context, ref: ProposalRef): Promise<Proposal> {
  const proposal = await lockProposal(tx, context, ref)
  if (editableStates.includes(proposal.state)) return proposal
  throw new Refusal('wrong_state', { state: proposal.state, event: 'edit' })
}

async function show(tx: Tx, context: Context, locked: Proposal, documentType: string, documentId: string) {
  const proposal = locked.state === 'draft' ? await advance(tx, context, locked, 'collect') : locked
  const shown = { documentId, attachedBy: context.actor.accountId ?? '', attachedAt: context.now }
  await tx
    .insert(proposalDocuments)
    .values({ proposalId: proposal.id, documentType, ...shown })
    .onConflictDoUpdate({ target: [proposalDocuments.proposalId, proposalDocuments.documentType], set: shown })
  await recordAudit(
    tx,
    context,
    'promotion.edit',
    null,
    { documentType, documentId },
    { agencyId: proposal.agencyId, employeeId: proposal.employeeId, subjectId: proposal.id },
  )
}
