import 'server-only'
import type { Context } from '@/lib/auth/actor'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { listProposals } from '@/lib/sapk/proposal-read.server'

const MOST = 50

/** What an employee sees of the proposals for themselves, whatever role they act in. */
export function listOwnProposals(context: Context) {
  return listProposals(asOneself(context), {}, { offset: 0, limit: MOST })
}

/** One of them with its timeline; undefined when it is somebody else's. */
export function findOwnProposal(context: Context, id: string) {
  return findProposal(asOneself(context), id)
}

/** The same person without the reach of an office. */
export function asOneself({ actor, now }: Context): Context {
  return { actor: { ...actor, role: 'employee', scope: { kind: 'self' } }, now }
}
