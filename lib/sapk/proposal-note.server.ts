import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import type { TemplateData } from '@/lib/documents/templates'
import { Refusal } from '@/lib/refusal'
import type { Predicate } from '@/lib/registry/predicate'
import { performanceFacts } from '@/lib/sapk/performance'
import type { Proposal } from '@/lib/sapk/proposal'
import { officeAnswering, personOnPaper, type Signatory, signedBy } from '@/lib/sapk/proposal-papers.server'

const PREDICATES: Record<Predicate, string> = {
  very_good: 'Sangat Baik',
  good: 'Baik',
  needs_improvement: 'Butuh Perbaikan',
  poor: 'Kurang',
  very_poor: 'Sangat Kurang',
}

/** What the nota usul of one person prints (NUKP): the proposal as the agency's own paper. It is never signed. */
export async function noteData(
  tx: Tx,
  proposal: Proposal,
  on: string,
  signatory?: Signatory,
): Promise<TemplateData<'proposal-note-1'>> {
  const { agency } = await officeAnswering(tx, proposal)
  const { holderName: _, ...person } = await personOnPaper(tx, proposal)
  const [post] = await tx
    .select({ echelon: employees.echelon, positionSince: employees.positionSince })
    .from(employees)
    .where(eq(employees.id, proposal.employeeId))
  if (!post) throw new Refusal('not_found')
  return {
    ...person,
    ...signedBy(signatory, { agency, title: `Kepala ${agency.personnelUnitName || agency.name}` }),
    employee: { ...person.employee, ...post },
    number: proposal.number,
    date: on,
    copies: [],
    payOffice: null,
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
