import 'server-only'
import { and, desc, eq, inArray, not, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { employeeDocuments, files } from '@/db/schema/documents'
import { proposalChecks, proposalDocuments, proposalEvents } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { archiveDocument, isCurrentPaper, isWithdrawn, type ReceivedPdf } from '@/lib/documents/intake.server'
import { Refusal } from '@/lib/refusal'
import type { Proposal } from '@/lib/sapk/proposal'
import { assessEmployees } from '@/lib/sapk/proposal-assess.server'
import type { ProposalDetail } from '@/lib/sapk/proposal-detail.server'
import { advance, lockProposal, officeName } from '@/lib/sapk/proposal-step.server'
import { documentsNeeded, documentsNeededBy } from '@/lib/sapk/required-documents.server'
import { reopenedPapers } from '@/lib/sapk/review'

/** One requirement of a proposal: what is shown for it, or what the archive could show. */
export type ProposalDocument = {
  type: string
  attached: Paper | null
  archived: Pick<Paper, 'id' | 'name' | 'sha256'>[]
  /** Whether another paper may be shown for it now; after a return only for what did not match, and what is missing. */
  isOpen: boolean
}

type Paper = { id: string; name: string; sha256: string; pageCount: number; sizeBytes: number; uploadedAt: Date }

/** The place of a paper, and the one that the person saw there: of two people who replace it the second is told. */
export type PaperPlace = { id: string; documentType: string; seen: string | null }

/** While the agency collects the papers every one is open; after a return only some are. */
const collectingStates: Proposal['state'][] = ['draft', 'collecting', 'agency_repair']
const changeableStates: Proposal['state'][] = [...collectingStates, 'returned']

/** The papers of a proposal in the order of the requirements. */
export async function listProposalDocuments(context: Context, detail: ProposalDetail): Promise<ProposalDocument[]> {
  return transact(context, async (tx) => {
    const needed = await documentsNeeded(tx, await asOfToday(tx, context, detail.proposal))
    const types = [...new Set([...needed, ...detail.documents.map((row) => row.documentType)])]
    const archive = await archiveOf(tx, detail.proposal.employeeId, types)
    const isOpen = paperLock(detail.proposal, detail.checks)
    return types.map((type) => {
      const shown = detail.documents.find((row) => row.documentType === type)
      const file = archive.find((row) => row.id === shown?.documentId)
      return {
        type,
        attached: file
          ? {
              id: file.id,
              name: file.name,
              sha256: file.sha256,
              pageCount: file.pageCount,
              sizeBytes: file.sizeBytes,
              uploadedAt: file.uploadedAt,
            }
          : null,
        archived: archive
          .filter((row) => row.type === type && row.id !== shown?.documentId && !row.isWithdrawn)
          .map(({ id, name, sha256 }) => ({ id, name, sha256 })),
        isOpen: isOpen(type, shown?.documentId ?? null),
      }
    })
  })
}

/** What a proposal that its agency still works on asks for today: it will be judged anew when it is sent. */
async function asOfToday(tx: Tx, context: Context, proposal: Proposal) {
  if (!changeableStates.includes(proposal.state)) return proposal
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
      sha256: employeeDocuments.fileSha256,
      pageCount: employeeDocuments.pageCount,
      uploadedAt: employeeDocuments.uploadedAt,
      sizeBytes: files.sizeBytes,
      isWithdrawn: sql<boolean>`${isWithdrawn}`,
    })
    .from(employeeDocuments)
    .innerJoin(files, eq(files.sha256, employeeDocuments.fileSha256))
    .where(and(eq(employeeDocuments.employeeId, employeeId), inArray(employeeDocuments.documentType, types)))
    .orderBy(desc(employeeDocuments.uploadedAt))
}

/** Shows documents that the archive holds already where a requirement shows none: upload once, use again. */
export async function attachArchived(tx: Tx, context: Context, proposals: readonly Proposal[]): Promise<void> {
  const needed = await documentsNeededBy(tx, proposals)
  const { employeeId, documentType, id, uploadedAt } = employeeDocuments
  const latest = await tx
    .selectDistinctOn([employeeId, documentType], { employeeId, type: documentType, id })
    .from(employeeDocuments)
    .where(and(inArray(employeeId, [...needed.keys()]), isCurrentPaper))
    .orderBy(employeeId, documentType, desc(uploadedAt))
  const proposalOf = new Map(proposals.map((proposal) => [proposal.employeeId, proposal.id]))
  const shown = latest.flatMap((paper) => {
    const proposalId = proposalOf.get(paper.employeeId)
    if (!proposalId || !needed.get(paper.employeeId)?.includes(paper.type)) return []
    const by = { attachedBy: context.actor.accountId ?? '', attachedAt: context.now }
    return [{ proposalId, documentType: paper.type, documentId: paper.id, ...by }]
  })
  if (shown.length > 0) await tx.insert(proposalDocuments).values(shown).onConflictDoNothing()
}

/** Puts a received PDF into the person's archive and shows it for one requirement, both or neither. */
export async function uploadDocument(context: Context, place: PaperPlace, pdf: ReceivedPdf): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockPlace(tx, context, place)
    const { employeeId } = proposal
    const { id } = await archiveDocument(tx, context, pdf, { employeeId, documentType: place.documentType })
    await show(tx, context, proposal, place.documentType, id)
  })
}

/**
 * Shows one document of the person's archive for one requirement. Refuses wrong_state, paper_closed for what a return
 * has not opened, stale when somebody has put another paper there meanwhile, or not_found.
 */
export async function attachDocument(context: Context, place: PaperPlace, documentId: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockPlace(tx, context, place)
    const [document] = await tx
      .select({ id: employeeDocuments.id })
      .from(employeeDocuments)
      .where(
        and(
          eq(employeeDocuments.id, documentId),
          eq(employeeDocuments.employeeId, proposal.employeeId),
          eq(employeeDocuments.documentType, place.documentType),
          not(isWithdrawn),
        ),
      )
    if (!document) throw new Refusal('not_found')
    await show(tx, context, proposal, place.documentType, documentId)
  })
}

/** Papers do not stand in each other's way: the version of the proposal is not asked, what lies in this place is. */
async function lockPlace(tx: Tx, context: Context, { id, documentType, seen }: PaperPlace): Promise<Proposal> {
  const proposal = await lockProposal(tx, context, { id })
  if (!changeableStates.includes(proposal.state)) {
    throw new Refusal('wrong_state', { state: proposal.state, event: 'edit' })
  }
  const [shown] = await tx
    .select({ documentId: proposalDocuments.documentId })
    .from(proposalDocuments)
    .where(and(eq(proposalDocuments.proposalId, id), eq(proposalDocuments.documentType, documentType)))
  const current = shown?.documentId ?? null
  const checks = await tx.select().from(proposalChecks).where(eq(proposalChecks.proposalId, id))
  if (!paperLock(proposal, checks)(documentType, current)) throw new Refusal('paper_closed')
  if (current !== seen) throw new Refusal('stale', { state: proposal.state })
  return proposal
}

/** Which papers may be put or replaced now: while the agency collects all of them, after a return what it opened. */
function paperLock(proposal: Pick<Proposal, 'state' | 'round'>, checks: Parameters<typeof reopenedPapers>[0]) {
  const reopened = reopenedPapers(checks, proposal.round)
  return (type: string, current: string | null) =>
    collectingStates.includes(proposal.state) ||
    (proposal.state === 'returned' && (current === null || reopened.has(type)))
}

async function show(tx: Tx, context: Context, locked: Proposal, documentType: string, documentId: string) {
  const proposal = locked.state === 'draft' ? await advance(tx, context, locked, 'collect') : locked
  const { actor, now } = context
  const shown = { documentId, attachedBy: actor.accountId ?? '', attachedAt: now }
  await tx
    .insert(proposalDocuments)
    .values({ proposalId: proposal.id, documentType, ...shown })
    .onConflictDoUpdate({ target: [proposalDocuments.proposalId, proposalDocuments.documentType], set: shown })
  if (proposal.state === 'agency_repair' || proposal.state === 'returned') {
    await tx.insert(proposalEvents).values({
      proposalId: proposal.id,
      at: now,
      position: proposal.version % 32_000,
      event: 'attach',
      fromState: proposal.state,
      toState: proposal.state,
      accountId: actor.accountId,
      actorName: actor.name,
      actorRole: actor.role,
      actorOffice: await officeName(tx, actor.agencyId),
      documentType,
      documentId,
    })
  }
  await recordAudit(
    tx,
    context,
    'promotion.edit',
    null,
    { documentType, documentId },
    { agencyId: proposal.agencyId, employeeId: proposal.employeeId, subjectId: proposal.id },
  )
}
