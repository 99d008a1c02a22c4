import 'server-only'
import { type Proof, requireProof } from '@/lib/auth/account-security.server'
import type { Context } from '@/lib/auth/actor'
import { currentSession } from '@/lib/auth/session.server'
import { CONFIRMATION_LIMIT_MS } from '@/lib/auth/settings'
import { Refusal } from '@/lib/refusal'

/**
 * Before signing: the person proves again who they are, and that counts for five minutes. Without a proof it refuses
 * with fresh_authentication_required when the last one is older; with one, as `requireProof` does.
 */
export async function requireFreshAuthentication(context: Context, proof?: Proof): Promise<void> {
  const session = await currentSession()
  if (!session || session.accountId !== context.actor.accountId) throw new Refusal('sign_in_required')
  if (proof) return requireProof(session, proof, context.now)
  if (!isFresh(session.confirmedAt, context.now)) throw new Refusal('fresh_authentication_required')
}

/** Whether this session has to prove again who it is before it signs: what a page asks to show the fields. */
export async function needsFreshAuthentication(now: Date): Promise<boolean> {
  const session = await currentSession()
  return !session || !isFresh(session.confirmedAt, now)
}

function isFresh(confirmedAt: Date | null, now: Date): boolean {
  return confirmedAt !== null && +now - +confirmedAt < CONFIRMATION_LIMIT_MS
}
