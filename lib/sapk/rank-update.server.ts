import 'server-only'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { rankHistory } from '@/db/schema/histories'
import { agencies } from '@/db/schema/registry'
import { proposalEvents } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { isStanding } from '@/lib/registry/histories.server'
import { proveRow } from '@/lib/registry/history-proof.server'
import { creditParts } from '@/lib/sapk/credit-points'
import type { Proposal } from '@/lib/sapk/proposal'
import { PRESIDENT } from '@/lib/sapk/proposal-papers.server'
import { advance } from '@/lib/sapk/proposal-step.server'

export const HEAD_OF_BKN = 'Kepala Badan Kepegawaian Negara'

/** Codes of jenis KP, as the history keeps them. */
const TYPE_CODES: Record<string, string> = { regular: 'REGULER', structural: 'STRUKTURAL', functional: 'FUNGSIONAL' }

/** Pejabat penetap, as the history names it. */
export async function authorityName(
  tx: Tx,
  { agencyId, decreeAuthority }: Pick<Proposal, 'agencyId' | 'decreeAuthority'>,
): Promise<string> {
  if (decreeAuthority === 'president') return PRESIDENT
  if (decreeAuthority === 'bkn') return `${HEAD_OF_BKN} a.n. ${PRESIDENT}`
  const [agency] = await tx.select({ headTitle: agencies.headTitle }).from(agencies).where(eq(agencies.id, agencyId))
  return agency?.headTitle || 'Pejabat Pembina Kepegawaian'
}

/**
 * Peremajaan of a proposal whose decree is out: the new rank with its masa kerja golongan, salary and angka kredit, in
 * force from the TMT, in place of the row of a decree that this one corrects.
 *
 * @param decreeId the decree in the person's archive, which proves the row
 */
export async function bringUpToDate(
  tx: Tx,
  context: Context,
  sent: Proposal,
  decreeId: string | undefined,
): Promise<void> {
  const proposal = await advance(tx, context, sent, 'update')
  const replaced = await standingRow(tx, proposal.id)
  const { employeeId } = proposal
  const [row] = await tx
    .insert(rankHistory)
    .values({
      employeeId,
      effectiveOn: proposal.effectiveOn,
      decreeNumber: proposal.decreeNumber,
      decreeOn: proposal.decreeOn,
      decreeBy: await authorityName(tx, proposal),
      source: 'proposal',
      sourceId: proposal.id,
      recordedBy: context.actor.accountId,
      rank: proposal.toRank,
      promotionType: TYPE_CODES[proposal.type] ?? null,
      serviceMonths: proposal.toServiceMonths,
      salaryRupiah: proposal.toSalaryRupiah,
      ...creditParts(proposal.findings),
      technicalApprovalNumber: proposal.technicalNumber,
      technicalApprovalOn: proposal.technicalOn,
      replacesId: replaced?.id,
      reason: replaced && (await reasonOfCorrection(tx, proposal.id)),
    })
    .returning({ id: rankHistory.id })
  if (row && decreeId) await proveRow(tx, context, { kind: 'rank', employeeId, id: row.id }, decreeId)
  await advance(tx, context, proposal, 'complete')
}

/** Takes the rank of a decree that was revoked out of the history; the row stays, struck through, with the reason. */
export async function withdrawRank(tx: Tx, context: Context, proposalId: string, reason: string): Promise<void> {
  const row = await standingRow(tx, proposalId)
  if (!row) throw new Refusal('not_found')
  const { id, recordedAt: _, ...rest } = row
  await tx
    .insert(rankHistory)
    .values({ ...rest, replacesId: id, isVoid: true, reason, recordedBy: context.actor.accountId })
}

/** The row of the history that a proposal made, unless it was replaced or withdrawn. */
export async function standingRow(tx: Tx, proposalId: string) {
  const [row] = await tx
    .select()
    .from(rankHistory)
    .where(and(eq(rankHistory.source, 'proposal'), eq(rankHistory.sourceId, proposalId), isStanding(tx, rankHistory)))
  return row
}

/** The paper that the decree was last recorded from; others of its type may have come to the archive since. */
export async function recordedPaper(tx: Tx, proposalId: string): Promise<string | undefined> {
  const [recorded] = await tx
    .select({ documentId: proposalEvents.documentId })
    .from(proposalEvents)
    .where(and(eq(proposalEvents.proposalId, proposalId), eq(proposalEvents.event, 'record_decree')))
    .orderBy(desc(proposalEvents.at), desc(proposalEvents.position))
    .limit(1)
  return recorded?.documentId ?? undefined
}

async function reasonOfCorrection(tx: Tx, proposalId: string): Promise<string> {
  const [event] = await tx
    .select({ detail: proposalEvents.detail })
    .from(proposalEvents)
    .where(
      and(
        eq(proposalEvents.proposalId, proposalId),
        inArray(proposalEvents.event, ['correct_decree', 'correct_record']),
      ),
    )
    .orderBy(desc(proposalEvents.at))
    .limit(1)
  return event?.detail ?? 'Ralat SK'
}
