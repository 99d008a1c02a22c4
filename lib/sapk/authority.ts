import type { agencyKind } from '@/db/schema/registry'
import type { CivilDate } from '@/lib/civil-date'
import type { Grade } from '@/lib/registry/positions'
import { type Rank, rankOrder } from '@/lib/registry/ranks'
import type { AuthorityRule, Reference } from '@/lib/registry/reference'
import { isInForce, rowOn, type Validity } from '@/lib/registry/validity'

type AgencyKind = (typeof agencyKind.enumValues)[number]

export type AuthorityCase = {
  service: AuthorityRule['service']
  agency: AgencyKind
  /** The rank proposed, or held when retiring. */
  rank: Rank
  echelon: string | null
  grade: Grade | null
}

export type Authority = Pick<AuthorityRule, 'approvalBy' | 'instrument' | 'decreeBy'> & {
  /** Whether somebody else may sign the decree for whoever issues it. */
  isDelegable: boolean
  source: string
}

/**
 * Who gives the technical approval and who signs the decree, by the rule in force on the TMT. Undefined when no rule
 * covers the case.
 *
 * Source: PP 9/2003; Keppres 53/2014; PP 11/2017.
 */
export function authorityOn(reference: Reference, subject: AuthorityCase, on: CivilDate): Authority | undefined {
  const post = isTopPost(reference, subject, on) ? 'top' : 'other'
  const level = levelOf(subject.agency)
  const order = rankOrder(subject.rank)
  const rule = reference.authority.find(
    (row: AuthorityRule & Validity) =>
      row.service === subject.service &&
      (row.agency === 'any' || row.agency === level) &&
      (row.post === 'any' || row.post === post) &&
      rankOrder(row.rankFrom) <= order &&
      order <= rankOrder(row.rankTo) &&
      isInForce(row, on),
  )
  if (!rule) return undefined
  const { approvalBy, instrument, decreeBy, delegableTo, source } = rule
  return { approvalBy, instrument, decreeBy, isDelegable: !!delegableTo && order <= rankOrder(delegableTo), source }
}

/** Holders of JPT utama, JPT madya and JF ahli utama: their decrees are the President's. */
function isTopPost(reference: Reference, { echelon, grade }: AuthorityCase, on: CivilDate): boolean {
  if (grade === 'Ahli Utama') return true
  return echelon !== null && rowOn(reference.echelons, echelon, on)?.isTop === true
}

function levelOf(kind: AgencyKind): AuthorityRule['agency'] {
  if (kind === 'province') return 'province'
  return kind === 'regency' || kind === 'city' ? 'regency' : 'central'
}
