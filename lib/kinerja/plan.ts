import type { planModel, planState } from '@/db/schema/kinerja-plan'
import type { Flow } from '@/lib/workflow'

/** A person as a form of an SKP names them. */
export type PlanPerson = {
  name: string // with titles
  nip: string
  rank: string | null // golongan code
  position: string
  unit: string
}

/** Whom a plan names: the person, the appraiser, and the appraiser's superior where there is one. */
export type PlanPeople = { employee: PlanPerson; appraiser: PlanPerson; superior: PlanPerson | null }

export type PlanState = (typeof planState.enumValues)[number]
export type PlanModel = (typeof planModel.enumValues)[number]

/**
 * An SKP is a contract: its owner proposes it, the appraiser agrees to it or sends it back. Where they do not agree,
 * either side refers it to the appraiser's superior, who settles it as it stands or says what has to change first. Its
 * owner may take it back from both, to begin anew with whoever is in office: a superior who is gone decides nothing. What
 * was agreed is never changed: an amendment replaces it, a move to another post ends it on the day before. Agreed and
 * ended plans cover days.
 */
export const planFlow = {
  draft: { propose: 'proposed', refer: 'referred' },
  proposed: { agree: 'agreed', return: 'draft', withdraw: 'draft', refer: 'referred' },
  referred: { settle: 'agreed', direct: 'draft', agree: 'agreed', withdraw: 'draft' },
  agreed: { replace: 'replaced', end: 'ended' },
  replaced: {},
  ended: {},
} as const satisfies Flow<PlanState>

/** States before the contract: nothing is evaluated or said of work by such a plan. */
export const isUnsettled = (state: PlanState): boolean =>
  state === 'draft' || state === 'proposed' || state === 'referred'

/** The superior has not decided yet; what they want changed comes back to them. */
export const isReferralOpen = (plan: { state: PlanState; referredAt: Date | null }): boolean =>
  plan.referredAt !== null && isUnsettled(plan.state)

/** Of whom or what an indicator of a high official's plan is told (JPT). Source: PermenPANRB 6/2022. */
export const PERSPECTIVES = ['recipients', 'process', 'strengthening', 'budget'] as const

/** The core values of ASN (BerAKHLAK), in their order. Source: SE MenPANRB 20/2021. */
export const CORE_VALUES = [
  'service',
  'accountable',
  'competent',
  'harmonious',
  'loyal',
  'adaptive',
  'collaborative',
] as const

export type CoreValue = (typeof CORE_VALUES)[number]
