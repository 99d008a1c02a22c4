import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { agencies, employees, positions } from '@/db/schema/registry'
import { Refusal } from '@/lib/refusal'
import { type Grade, gradeOf } from '@/lib/registry/positions'
import { loadReference } from '@/lib/registry/reference.server'
import { type Authority, authorityOn } from '@/lib/sapk/authority'
import type { Proposal } from '@/lib/sapk/proposal'

/** Who approves and who signs for one proposal, by the rule in force on its TMT. Refuses authority_unknown. */
export async function authorityFor(
  tx: Tx,
  proposal: Pick<Proposal, 'agencyId' | 'employeeId' | 'toRank' | 'effectiveOn'>,
): Promise<Authority> {
  const [found] = await tx
    .select({ kind: agencies.kind, echelon: employees.echelon, grade: positions.grade, name: positions.name })
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, proposal.agencyId))
    .leftJoin(positions, eq(positions.id, employees.positionId))
    .where(eq(employees.id, proposal.employeeId))
  if (!found) throw new Refusal('not_found')
  const grade = (found.grade as Grade | null) ?? (found.name ? gradeOf(found.name) : null)
  const subject = {
    service: 'promotion',
    agency: found.kind,
    rank: proposal.toRank,
    echelon: found.echelon,
    grade,
  } as const
  const authority = authorityOn(await loadReference(tx), subject, proposal.effectiveOn)
  if (!authority) throw new Refusal('authority_unknown')
  return authority
}

/** What a proposal keeps of the rule: who gives the technical approval, and whose decree it is. */
export async function authorities(
  tx: Tx,
  proposal: Parameters<typeof authorityFor>[1],
): Promise<Pick<Proposal, 'approvalBy' | 'decreeAuthority'>> {
  const { approvalBy, decreeBy } = await authorityFor(tx, proposal)
  return { approvalBy, decreeAuthority: DECREE_AUTHORITIES[decreeBy] ?? 'agency' }
}

/** Whose decree it is, as the proposal keeps it or the rule says. */
export async function decreeAuthorityOf(tx: Tx, proposal: Proposal): Promise<string> {
  return proposal.decreeAuthority ?? (await authorities(tx, proposal)).decreeAuthority ?? 'agency'
}

const DECREE_AUTHORITIES: Partial<Record<Authority['decreeBy'], string>> = {
  head_of_bkn_for_president: 'bkn',
  president: 'president',
}
