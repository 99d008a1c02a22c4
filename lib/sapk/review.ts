import type { proposalChecks } from '@/db/schema/sapk'

/** A catatan of the verifier stands on the technical approval as one paragraph. */
export const NOTE_MAX_CHARACTERS = 500

/** What a promotion changes, and what it rests on: each is compared with its paper. */
const changed = ['rank', 'effectiveOn', 'serviceTime', 'salary'] as const
const standing = ['position', 'unit', 'education'] as const

export type ReviewField = (typeof changed)[number] | (typeof standing)[number] | 'creditPoints'

/** The fields that a verifier decides on, what changes first. */
export function reviewFields(type: string): ReviewField[] {
  return [...changed, ...standing, ...(type === 'functional' ? (['creditPoints'] as const) : [])]
}

/** Everything that a verifier decides on in one proposal, as `field:rank` or `document:SK_PANGKAT`. */
export function reviewItems(type: string, documentTypes: readonly string[]): string[] {
  return [...reviewFields(type).map((field) => `field:${field}`), ...documentTypes.map((paper) => `document:${paper}`)]
}

const evidenceOf: Record<ReviewField, readonly string[]> = {
  rank: ['SK_PANGKAT'],
  effectiveOn: ['SK_PANGKAT'],
  serviceTime: ['SK_PANGKAT'],
  salary: ['SK_PANGKAT'],
  position: ['SK_JABATAN', 'SPP', 'SPMT'],
  unit: ['SPMT', 'SK_JABATAN'],
  education: ['IJAZAH', 'TRANSKRIP'],
  creditPoints: ['PAK', 'AKUMULASI_AK', 'KONVERSI_AK'],
}

/** The papers that can show an item, the surest first. */
export function papersOf(item: string): readonly string[] {
  const [kind, name = ''] = item.split(':')
  return kind === 'document' ? [name] : (evidenceOf[name as ReviewField] ?? [])
}

export type ProposalCheck = typeof proposalChecks.$inferSelect

/** What a return opens again: the papers of the items that did not match in that round, and no other. */
export function reopenedPapers(checks: readonly Pick<ProposalCheck, 'round' | 'item' | 'matches'>[], round: number) {
  const mismatched = checks.filter((check) => check.round === round && !check.matches)
  return new Set(mismatched.flatMap(({ item }) => papersOf(item)))
}
