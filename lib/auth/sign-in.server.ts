import 'server-only'
import { desc, eq, or } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import { type Actor, type Context, systemContext } from '@/lib/auth/actor'
import { deviceName } from '@/lib/auth/device'
import { passwordFits } from '@/lib/auth/password.server'
import { spendCode } from '@/lib/auth/second-factor.server'
import type { SessionStage } from '@/lib/auth/session-stage'
import { createSession, passStage, revokeSession, type Session } from '@/lib/auth/sessions.server'
import { countFailure, countProof, countSignIn, forgetAttempts, throttleKey } from '@/lib/auth/throttle.server'
import { Refusal } from '@/lib/refusal'

export type Credentials = { userId: string; password: string; userAgent: string | null }

const system = (now: Date) => systemContext('sign-in', now)

/**
 * Begins a session for the right name and password, and answers its id. The answer, the work and the throttle are the
 * same for a wrong password, an unknown name and a disabled account: sign_in_failed, or too_many_attempts. What is
 * written down of a pause is that it began: anybody may go on asking, and nothing of the log is ever taken away.
 */
export async function signIn({ userId, password, userAgent }: Credentials, now: Date): Promise<Session['id']> {
  const name = nameTyped(userId)
  const account = await transact(system(now), async (tx) => (await accountNamed(tx, name))[0])
  const key = throttleKey('name', account?.id ?? name)
  const ownPause = await countSignIn(key, now)

  const fits = await passwordFits(account?.passwordHash, password)
  if (!account || !fits || account.state !== 'active') {
    await transact(system(now), async (tx) => {
      const pauseOfAll = await countFailure(tx, now)
      const why = account ? (fits ? 'account_disabled' : 'wrong_password') : 'unknown_name'
      const subject = { agencyId: account?.agencyId, subjectId: account?.id }
      await recordAudit(tx, system(now), 'auth.sign_in_failed', null, { why }, subject)
      if (ownPause || pauseOfAll) await recordAudit(tx, system(now), 'auth.throttled', null, null)
    })
    throw new Refusal('sign_in_failed')
  }
  return transact(system(now), async (tx) => {
    await forgetAttempts(tx, [key])
    await tx.update(accounts).set({ lastSignedInAt: now }).where(eq(accounts.id, account.id))
    const device = deviceName(userAgent)
    const session = await createSession(tx, account.id, device, now)
    const { id: accountId, employeeId, agencyId, name: person } = account
    const actor: Actor = {
      accountId,
      employeeId,
      agencyId,
      name: person,
      role: session.role,
      scope: { kind: 'system' },
    }
    await recordAudit(tx, { actor, now }, 'auth.sign_in', null, { device }, { subjectId: session.id })
    return session.id
  })
}

/** The second step: a code of the authenticator, or a recovery code. Too many wrong ones end the session. */
export async function confirmCode(session: Session, code: string, now: Date): Promise<SessionStage> {
  const key = throttleKey('code', session.accountId)
  await countProof(key, now).catch((refusal) => endSession(session, refusal, now))
  const context = sessionContext(session, now)
  const stage = await transact(context, async (tx) => {
    const used = await spendCode(tx, session.accountId, code, now)
    if (!used) {
      await recordAudit(tx, context, 'auth.code_failed', null, null)
      return undefined
    }
    await forgetAttempts(tx, [key])
    await recordAudit(tx, context, 'auth.code_accepted', null, { used })
    return passStage(tx, session, 'code', now)
  })
  if (!stage) throw Refusal.onField('code', 'wrong_code')
  return stage
}

/** Ends one session. */
export async function signOut(session: Session, now: Date): Promise<void> {
  const context = sessionContext(session, now)
  await transact(context, async (tx) => {
    await revokeSession(tx, session.accountId, session.id, 'sign_out', now)
    await recordAudit(tx, context, 'auth.sign_out', null, null, { subjectId: session.id })
  })
}

/** The account behind a user-id, else behind a NIP. One query answers both, each by its index, whatever there is. */
export function accountNamed(tx: Tx, name: string) {
  const holder = tx.select({ id: employees.id }).from(employees).where(eq(employees.nip, name))
  const isUserId = eq(accounts.userId, name)
  return tx
    .select({
      id: accounts.id,
      passwordHash: accounts.passwordHash,
      state: accounts.state,
      agencyId: accounts.agencyId,
      employeeId: accounts.employeeId,
      name: employees.name,
    })
    .from(accounts)
    .innerJoin(employees, eq(employees.id, accounts.employeeId))
    .where(or(isUserId, eq(accounts.employeeId, holder)))
    .orderBy(desc(isUserId))
    .limit(1)
}

/** A user-id or a NIP as people type it: any case, spaces anywhere. */
function nameTyped(userId: string): string {
  return userId.normalize('NFKC').toLowerCase().replace(/\s/g, '').slice(0, 100)
}

async function endSession(session: Session, refusal: unknown, now: Date): Promise<never> {
  if (refusal instanceof Refusal) {
    const context = sessionContext(session, now)
    await transact(context, async (tx) => {
      await revokeSession(tx, session.accountId, session.id, 'too_many_codes', now)
      await recordAudit(tx, context, 'auth.throttled', null, null)
    })
  }
  throw refusal
}

/** The person of this session, working on their own account, which only the system may write. */
export function sessionContext(session: Session, now: Date): Context {
  return { actor: { ...session.actor, scope: { kind: 'system' } }, now }
}
