import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'
import { employees } from '@/db/schema/registry'
import { promotionProposals } from '@/db/schema/sapk'
import { civilDay } from '@/lib/civil-date'
import type { SigningHandler } from '@/lib/documents/signing.server'
import type { TemplateData } from '@/lib/documents/templates'
import { Refusal } from '@/lib/refusal'
import type { Predicate } from '@/lib/registry/predicate'
import { performanceFacts } from '@/lib/sapk/performance'
import type { Proposal } from '@/lib/sapk/proposal'
import {
  officeAnswering,
  personOnPaper,
  type Signatory,
  signatoryOf,
  signedBy,
} from '@/lib/sapk/proposal-papers.server'

const PREDICATES: Record<Predicate, string> = {
  very_good: 'Sangat Baik',
  good: 'Baik',
  needs_improvement: 'Butuh Perbaikan',
  poor: 'Kurang',
  very_poor: 'Sangat Kurang',
}

/** Names the handler below in a signing batch. */
export const NOTE_SIGNING = 'promotion_note'

/**
 * Prints the nota usul of one person of a letter that was signed, for the same signer; it moves nothing on. Refuses
 * note_overtaken once the person was sent to BKN again: that is no longer what went with the letter.
 */
export const noteSigning: SigningHandler = {
  async load(tx, context, proposalId) {
    const [proposal] = await tx
      .select()
      .from(promotionProposals)
      .where(eq(promotionProposals.id, proposalId))
      .for('update')
    if (!proposal) throw new Refusal('not_found')
    if (proposal.round > 1) throw new Refusal('note_overtaken')
    const signatory = await signatoryOf(tx, context)
    const { agency } = await officeAnswering(tx, proposal)
    const { holderName } = await personOnPaper(tx, proposal)
    return {
      template: 'proposal-note-1',
      agencyId: proposal.agencyId,
      issuedByAgencyId: proposal.agencyId,
      employeeId: proposal.employeeId,
      holderName,
      issuingOffice: agency.personnelUnitName || agency.name,
      signatoryTitle: signatory.title,
      official: signatory.official,
      data: await noteData(tx, proposal, civilDay(context.now), signatory),
    }
  },
  async afterIssue() {},
}

/** The code of the note that was issued for a proposal, whose number it carries; undefined without one. */
export async function issuedNoteCode(
  tx: Tx,
  { agencyId, number }: Pick<Proposal, 'agencyId' | 'number'>,
): Promise<string | undefined> {
  const [note] = await tx
    .select({ code: issuedDocuments.code })
    .from(issuedDocuments)
    .where(
      and(
        eq(issuedDocuments.issuedByAgencyId, agencyId),
        eq(issuedDocuments.kind, 'proposal_note'),
        eq(issuedDocuments.number, number),
      ),
    )
  return note?.code
}

/** What the nota usul of one person prints (NUKP): the proposal as the agency's own paper. */
export async function noteData(
  tx: Tx,
  proposal: Proposal,
  on: string,
  signatory?: Signatory,
): Promise<TemplateData<'proposal-note-1'>> {
  const { agency } = await officeAnswering(tx, proposal)
  const { holderName: _, ...person } = await personOnPaper(tx, proposal)
  const [found] = await tx
    .select({
      echelon: employees.echelon,
      positionSince: employees.positionSince,
      treasuryCode: employees.treasuryCode,
    })
    .from(employees)
    .where(eq(employees.id, proposal.employeeId))
  if (!found) throw new Refusal('not_found')
  const { treasuryCode, ...post } = found
  return {
    ...person,
    ...signedBy(signatory, { agency, title: `Kepala ${agency.personnelUnitName || agency.name}` }),
    employee: { ...person.employee, ...post },
    number: proposal.number,
    date: on,
    copies: [],
    payOffice: treasuryCode && `KPPN ${treasuryCode}`,
    notes: notesOf(proposal),
  }
}

function notesOf({ findings, isConditional }: Proposal): string[] {
  const performance = performanceFacts(findings)
  const years = [
    [performance.firstYear, performance.firstPredicate],
    [performance.lastYear, performance.lastPredicate],
  ]
    .filter(([, predicate]) => typeof predicate === 'string' && predicate in PREDICATES)
    .map(([year, predicate]) => `${year} ${PREDICATES[predicate as Predicate]}`)
  return [
    ...(years.length > 0 ? [`Predikat kinerja: ${years.join(', ')}.`] : []),
    ...(isConditional ? ['Ujian dinas dibuktikan dengan surat tanda lulus atau bukti pengecualian terlampir.'] : []),
  ]
}
