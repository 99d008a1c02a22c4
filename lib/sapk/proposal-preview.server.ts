import 'server-only'
import { and, eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { promotionProposals } from '@/db/schema/sapk'
import { recordOpening } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { civilDay } from '@/lib/civil-date'
import { previewDocument } from '@/lib/documents/issue.server'
import { recordNamed } from '@/lib/documents/named-people.server'
import type { TemplateData, TemplateName } from '@/lib/documents/templates'
import { Refusal } from '@/lib/refusal'
import { draftsIn, type Paper } from '@/lib/sapk/paper'
import { type Proposal, turnFor } from '@/lib/sapk/proposal'
import { decreeData } from '@/lib/sapk/proposal-decree.server'
import { draftLetterData } from '@/lib/sapk/proposal-letter.server'
import { noteData } from '@/lib/sapk/proposal-note.server'
import { findSignatory } from '@/lib/sapk/proposal-papers.server'
import { technicalData } from '@/lib/sapk/proposal-technical.server'
import { readable } from '@/lib/sapk/proposal-where.server'
import { isUuid } from '@/lib/uuid'

/**
 * A paper of a proposal that is being drawn up, as a PDF with the watermark DRAF; nothing is kept but who saw it, for each
 * person whom it names. Refuses not_found outside the actor's scope and when that paper is not being drawn up, or
 * glyph_missing.
 */
export async function previewPaper(context: Context, id: string, paper: Paper): Promise<Uint8Array> {
  const draft = await findDraft(context, id, paper)
  if (!draft) throw new Refusal('not_found')
  const { person, template, data } = draft
  if (draft.template === 'proposal-letter-1') {
    await recordNamed(context, 'promotion.read', { agencyId: person.agencyId, subjectId: id }, draft.data.people)
  } else {
    await recordOpening(context, 'promotion.read', person, id)
  }
  return (await previewDocument(template, data, context.now)).pdf
}

type PaperTemplate = Extract<TemplateName, `${'promotion' | 'proposal' | 'technical'}-${string}`>
type Draft = { [T in PaperTemplate]: { template: T; data: TemplateData<T> } }[PaperTemplate]

type PersonsDraft = Draft & { person: { id: string; agencyId: number } }

/** What such a paper would print; undefined where `previewPaper` refuses with not_found. */
export async function findDraft(context: Context, id: string, paper: Paper): Promise<PersonsDraft | undefined> {
  if (!isUuid(id)) return undefined
  return transact(context, async (tx) => {
    const [proposal] = await tx
      .select()
      .from(promotionProposals)
      .where(and(eq(promotionProposals.id, id), readable(context)))
    if (!proposal || !draftsIn(proposal.state).includes(paper)) return undefined
    const person = { id: proposal.employeeId, agencyId: proposal.agencyId }
    return { ...(await draftOf(tx, context, proposal, paper)), person }
  })
}

/** Whoever is about to sign sees the paper under their own name. */
async function draftOf(tx: Tx, context: Context, proposal: Proposal, paper: Paper): Promise<Draft> {
  const on = civilDay(context.now)
  const isSigner = context.actor.role.endsWith('_signer') && turnFor(proposal) === context.actor.role
  const signatory = isSigner ? await findSignatory(tx, context) : undefined
  switch (paper) {
    case 'letter':
      return { template: 'proposal-letter-1', data: await draftLetterData(tx, proposal, on, signatory) }
    case 'note':
      return { template: 'proposal-note-1', data: await noteData(tx, proposal, on, signatory) }
    case 'technical':
      return { template: 'technical-approval-1', data: await technicalData(tx, proposal, on, signatory) }
    case 'decree':
      return { template: 'promotion-decree-2', data: await decreeData(tx, proposal, on, signatory) }
  }
}
