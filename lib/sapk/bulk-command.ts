import * as z from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { proofInput } from '@/lib/auth/inputs'
import type { Permission } from '@/lib/auth/permissions'
import type { CivilDate } from '@/lib/civil-date'
import { dutyAgainst } from '@/lib/sapk/duty'
import { proposalRef } from '@/lib/sapk/inputs'
import { isLetterLate } from '@/lib/sapk/period'
import { type Proposal, type ProposalEvent, type ProposalState, turnFor } from '@/lib/sapk/proposal'

type Command = { permission: Permission; states: readonly ProposalState[]; duty: ProposalEvent }

/** What may be done with many proposals at once: who may, in which states, and whose duties it separates. */
export const bulkCommands = {
  submit: { permission: 'promotion.submit', states: ['draft', 'collecting', 'agency_repair'], duty: 'submit' },
  postpone: {
    permission: 'promotion.postpone',
    states: ['draft', 'collecting', 'agency_review', 'agency_repair', 'awaiting_approval', 'awaiting_letter'],
    duty: 'postpone',
  },
  check: { permission: 'promotion.check', states: ['agency_review'], duty: 'check' },
  approve: { permission: 'promotion.approve', states: ['agency_review', 'awaiting_approval'], duty: 'approve' },
  initial: { permission: 'promotion.initial', states: ['technical_draft', 'initialling'], duty: 'initial' },
  prepare_decree: { permission: 'promotion.prepare_decree', states: ['technical_sent'], duty: 'prepare_decree' },
  hand_over: { permission: 'promotion.prepare_decree', states: ['decree_draft'], duty: 'hand_over' },
  sign_letter: { permission: 'promotion.sign_letter', states: ['awaiting_letter'], duty: 'sign_letter' },
  sign_approval: { permission: 'promotion.sign_approval', states: ['technical_signing'], duty: 'issue_technical' },
  sign_decree: { permission: 'promotion.sign_decree', states: ['decree_signing'], duty: 'issue_decree' },
} as const satisfies Record<string, Command>

export type BulkCommandName = keyof typeof bulkCommands
export type SigningName = Extract<BulkCommandName, `sign_${string}`>
export type StepName = Exclude<BulkCommandName, SigningName>

export const bulkCommandNames = Object.keys(bulkCommands) as [BulkCommandName, ...BulkCommandName[]]

/** What decides whether a command takes a proposal. */
export type Candidate = Pick<
  Proposal,
  | 'state'
  | 'madeBy'
  | 'employeeId'
  | 'initialledBy'
  | 'acceptedBy'
  | 'approvalBy'
  | 'decreeAuthority'
  | 'decreeEnteredBy'
> & {
  /** Whether its issuer signs the decree alone, and the actor is somebody else. */
  isHeldBack?: boolean
}

/** Why a command leaves a proposal out, null when it takes it: the state, the other authority, or a duty to separate. */
export function skipReason(
  name: BulkCommandName,
  proposal: Candidate,
  actor: Pick<Actor, 'accountId' | 'employeeId' | 'role' | 'scope'>,
): string | null {
  const { states, duty } = bulkCommands[name]
  if (!(states as readonly ProposalState[]).includes(proposal.state)) return 'other_state'
  if (name === 'prepare_decree' && proposal.decreeAuthority === 'president') return 'decree_of_president'
  if (name === 'sign_decree' && turnFor(proposal) !== actor.role) return 'other_authority'
  if (name === 'sign_decree' && proposal.isHeldBack) return 'not_delegated'
  return dutyAgainst(duty, proposal, actor) ?? null
}

/** Why the TMT keeps a command from what waits for its letter, null where it does not: it passed, or has not yet. */
export function letterTime(
  name: BulkCommandName,
  { state, effectiveOn }: Pick<Proposal, 'state' | 'effectiveOn'>,
  today: CivilDate,
): string | null {
  if (state !== 'awaiting_letter') return null
  if (name === 'sign_letter' && isLetterLate(effectiveOn, today)) return 'letter_too_late'
  return name === 'postpone' && !isLetterLate(effectiveOn, today) ? 'letter_in_time' : null
}

/** How many of a selection a command takes, and how many it leaves out for each reason, the most frequent first. */
export type BulkPreview = { total: number; taken: number; skipped: { code: string; count: number }[] }

/** @param codes why each row is left out, null for a row that is taken */
export function previewOf(codes: readonly (string | null)[]): BulkPreview {
  const counts = new Map<string, number>()
  for (const code of codes) if (code) counts.set(code, (counts.get(code) ?? 0) + 1)
  const skipped = [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count)
  return { total: codes.length, taken: codes.filter((code) => code === null).length, skipped }
}

/** The words of a list's address: the whole list under its filters instead of single rows. */
export const listQuery = z.record(z.string().max(20), z.string().max(200))
export type ListQuery = z.infer<typeof listQuery>

/** Proposals that were picked one by one, or with none of those, every proposal of a list. */
export const proposalChoice = z
  .object({ proposals: z.array(proposalRef).max(1000, 'too_many'), query: listQuery.optional() })
  .refine(({ proposals, query }) => proposals.length > 0 || query, { path: ['proposals'], error: 'none_selected' })
export type ProposalChoice = z.infer<typeof proposalChoice>

/** What is signed in one confirmation, by somebody who proves again who they are. */
export const signInput = proposalChoice.safeExtend(proofInput.shape)

/** One command that would be given to a whole list. */
export const previewInput = z.object({ name: z.enum(bulkCommandNames), query: listQuery })
