import 'server-only'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import type { Reference } from '@/lib/registry/reference'
import { loadReference } from '@/lib/registry/reference.server'
import { authorityOn } from '@/lib/sapk/authority'
import { isHeadOf } from '@/lib/sapk/letterhead'
import type { Proposal } from '@/lib/sapk/proposal'
import { findSignatory, type Signatory } from '@/lib/sapk/proposal-papers.server'

export type Decree = Pick<Proposal, 'decreeAuthority' | 'toRank' | 'effectiveOn'>

/**
 * Tells which decrees a signatory may not sign for whoever issues them: to a rank beyond what the rule in force on the
 * TMT lets a PPK delegate, and those of the head of BKN for the President. A head signs everything of their own.
 *
 * Source: PP 9/2003; PP 11/2017; Keppres 53/2014.
 */
export async function heldBack(tx: Tx, signatory: Signatory | undefined): Promise<(decree: Decree) => boolean> {
  if (signatory && isHeadOf(signatory.agency, signatory.post)) return () => false
  const reference = await loadReference(tx)
  return (decree) => !isDelegable(decree, signatory, reference)
}

/** The same rows, each with whether the actor has to leave its decree to its issuer. */
export async function markHeldBack<Row extends Decree>(tx: Tx, context: Context, rows: readonly Row[]) {
  const isHeldBack = await heldBack(tx, await findSignatory(tx, context))
  return rows.map((row) => ({ ...row, isHeldBack: isHeldBack(row) }))
}

/** The same for a page; asks nothing where no decree waits for a signature or could be revoked. */
export async function withHeldBack<Row extends Decree & Pick<Proposal, 'state'>>(
  context: Context,
  rows: readonly Row[],
): Promise<readonly (Row & { isHeldBack?: boolean })[]> {
  const isSigner = isAllowed(context.actor.role, 'promotion.sign_decree')
  if (!isSigner || !rows.some(({ state }) => state === 'decree_signing' || state === 'done')) return rows
  return transact(context, (tx) => markHeldBack(tx, context, rows))
}

function isDelegable(decree: Decree, signatory: Signatory | undefined, reference: Reference): boolean {
  if (!signatory || decree.decreeAuthority !== 'agency') return false
  // a top post has another authority than its agency
  const subject = { service: 'promotion', agency: signatory.agency.kind, echelon: null, grade: null } as const
  return authorityOn(reference, { ...subject, rank: decree.toRank }, decree.effectiveOn)?.isDelegable ?? false
}
