import 'server-only'
import type { Tx } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import type { Proposal } from '@/lib/sapk/proposal'
import { type Assessment, assessEmployees } from '@/lib/sapk/proposal-assess.server'

/** Somebody of a paper who may not be promoted by it today: an unmet condition, person_gone or figures_changed. */
export type Unfit = { employeeId: string; condition: string }

/**
 * Asks the rules once more on the day of signature about the people of one paper, all of one TMT: since the approval
 * somebody may have been punished, have retired, died or moved, or what the paper prints may no longer hold.
 */
export async function unfitOf(tx: Tx, context: Context, proposals: readonly Proposal[]): Promise<Unfit[]> {
  const [first] = proposals
  if (!first) return []
  const ids = proposals.map(({ employeeId }) => employeeId)
  const assessed = await assessEmployees(tx, context, ids, first.effectiveOn)
  const today = new Map(assessed.map((assessment) => [assessment.person.id, assessment]))
  return proposals.flatMap((proposal) => {
    const condition = conditionAgainst(proposal, today.get(proposal.employeeId))
    return condition ? [{ employeeId: proposal.employeeId, condition }] : []
  })
}

/** Refuses no_longer_eligible with what stands against the signature. */
export async function refuseUnlessStillFit(tx: Tx, context: Context, proposal: Proposal): Promise<void> {
  const [unfit] = await unfitOf(tx, context, [proposal])
  if (unfit) throw new Refusal('no_longer_eligible', { condition: unfit.condition })
}

function conditionAgainst(proposal: Proposal, today: Assessment | undefined): string | null {
  if (today?.person.agencyId !== proposal.agencyId) return 'person_gone'
  if (today.outcome === 'ineligible' || !today.after) {
    return today.findings.find((finding) => !finding.met)?.code ?? 'conditions_unmet'
  }
  const holds =
    today.type === proposal.type &&
    today.before.rank === proposal.fromRank &&
    today.after.rank === proposal.toRank &&
    today.after.serviceMonths === proposal.toServiceMonths &&
    today.after.salaryRupiah === proposal.toSalaryRupiah
  return holds ? null : 'figures_changed'
}
