import 'server-only'
import { type Proof, requireProof } from '@/lib/auth/account-security.server'
import type { Context } from '@/lib/auth/actor'
import { currentSession } from '@/lib/auth/session.server'
import { CONFIRMATION_LIMIT_MS } from '@/lib/auth/settings'
import { Refusal } from '@/lib/refusal'

/**
 * The person proves again who they are. Each confirmation of a signing brings its proof and refuses as `requireProof`
 * does. Without one, for changing one's authenticator only, the last proof counts for five minutes; when it is older
 * this refuses with fresh_authentication_required.
 */
export async function requireFreshAuthentication(context: Context, proof?: Proof): Promise<void> {
  const session = await currentSession()
  if (!session || session.accountId !== context.actor.accountId) throw new Refusal('sign_in_required')
  if (proof) return requireProof(session, proof, context.now)
  if (!isFresh(session.confirmedAt, context.now)) throw new Refusal('fresh_authentication_required')
}

/** Whether the person has to prove again who they are before they change their authenticator. */
export async function needsFreshAuthentication(now: Date): Promise<boolean> {
  const session = await currentSession()
  return !session || !isFresh(session.confirmedAt, now)
}

function isFresh(confirmedAt: Date | null, now: Date): boolean {
  return confirmedAt !== null && +now - +confirmedAt < CONFIRMATION_LIMIT_MS
}
