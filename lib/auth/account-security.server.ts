import 'server-only'
import { eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { agencies, employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import { isBreachedStem } from '@/lib/auth/breached-passwords.server'
import { hashPassword, passwordFits } from '@/lib/auth/password.server'
import { passwordFault } from '@/lib/auth/password-rules'
import { countRecoveryCodes, replaceRecoveryCodes, spendCode, storeSecondFactor } from '@/lib/auth/second-factor.server'
import type { SessionStage } from '@/lib/auth/session-stage'
import {
  confirmSession,
  listOpenSessions,
  passStage,
  revokeSession,
  revokeSessions,
  type Session,
} from '@/lib/auth/sessions.server'
import { sessionContext } from '@/lib/auth/sign-in.server'
import { countProof, forgetAttempts, throttleKey } from '@/lib/auth/throttle.server'
import { acceptedStep } from '@/lib/auth/totp'
import { Refusal } from '@/lib/refusal'

/** Where the person is signed in, how many recovery codes are left, and whether they are reminded of daily work. */
export async function readOwnSecurity(session: Session, now: Date) {
  return transact(sessionContext(session, now), async (tx) => ({
    sessions: await listOpenSessions(tx, session.accountId, now),
    codesLeft: await countRecoveryCodes(tx, session.accountId),
    isReminded: (
      await tx.select({ is: accounts.isReminded }).from(accounts).where(eq(accounts.id, session.accountId))
    ).some(({ is }) => is),
  }))
}

/** Replaces a first password that somebody else has known, and goes on signing in. */
export async function replaceFirstPassword(session: Session, password: string, now: Date): Promise<SessionStage> {
  const passwordHash = await acceptedHash(session, password, now)
  const context = sessionContext(session, now)
  return transact(context, async (tx) => {
    await storePassword(tx, session, passwordHash, now)
    await recordAudit(tx, context, 'auth.password_change', null, null, { reason: 'first_password' })
    return passStage(tx, session, 'password', now)
  })
}

/** Changes one's own password after proving who one is; every other session ends. */
export async function changePassword(session: Session, proof: Proof, password: string, now: Date): Promise<void> {
  await requireProof(session, proof, now)
  const passwordHash = await acceptedHash(session, password, now)
  const context = sessionContext(session, now)
  await transact(context, async (tx) => {
    await storePassword(tx, session, passwordHash, now)
    await recordAudit(tx, context, 'auth.password_change', null, null)
  })
}

/** Stores the authenticator that was just read from the QR code; answers the recovery codes, shown once. */
export async function enrolSecondFactor(session: Session, secret: string, code: string, now: Date): Promise<string[]> {
  const step = acceptedStep(secret, code.replace(/\s/g, ''), now, null)
  if (step === undefined) throw Refusal.onField('code', 'wrong_code')
  const context = sessionContext(session, now)
  return transact(context, async (tx) => {
    const codes = await storeSecondFactor(tx, session.accountId, secret, step)
    await revokeSessions(tx, session.accountId, 'second_factor_changed', now, session.id)
    await recordAudit(tx, context, 'auth.totp_enrol', null, null)
    if (session.stage === 'enrol') await passStage(tx, session, 'enrol', now)
    return codes
  })
}

/** Ten new recovery codes after proving who one is. */
export async function renewRecoveryCodes(session: Session, proof: Proof, now: Date): Promise<string[]> {
  await requireProof(session, proof, now)
  const context = sessionContext(session, now)
  return transact(context, async (tx) => {
    await recordAudit(tx, context, 'auth.recovery_codes_renew', null, null)
    return replaceRecoveryCodes(tx, session.accountId)
  })
}

/** Ends one of one's own sessions. Refuses with not_found for anything else. */
export async function endOwnSession(session: Session, id: string, now: Date): Promise<void> {
  const context = sessionContext(session, now)
  await transact(context, async (tx) => {
    if (!(await revokeSession(tx, session.accountId, id, 'sign_out', now))) throw new Refusal('not_found')
    await recordAudit(tx, context, 'auth.session_revoke', null, null, { subjectId: id })
  })
}

/** Ends all of one's own sessions, this one too. */
export async function signOutEverywhere(session: Session, now: Date): Promise<void> {
  const context = sessionContext(session, now)
  await transact(context, async (tx) => {
    await revokeSessions(tx, session.accountId, 'sign_out_everywhere', now)
    await recordAudit(tx, context, 'auth.sign_out_everywhere', null, null)
  })
}

export type Proof = { password: string; code: string }

/**
 * Proves again who sits there: the password, and the second factor of an account that has one. Refuses with
 * wrong_password or wrong_code on their fields, or with too_many_attempts.
 */
export async function requireProof(session: Session, { password, code }: Proof, now: Date): Promise<void> {
  const key = throttleKey('code', session.accountId)
  await countProof(key, now)
  const context = sessionContext(session, now)
  const stored = await transact(context, (tx) => findPasswordHash(tx, session.accountId))
  if (!(await passwordFits(stored, password))) await refuseProof(session, 'password', now)
  const isRight =
    !session.duties.hasSecondFactor || (await transact(context, (tx) => spendCode(tx, session.accountId, code, now)))
  if (!isRight) await refuseProof(session, 'code', now)
  await transact(context, async (tx) => {
    await forgetAttempts(tx, [key])
    await confirmSession(tx, session.id, now)
    await recordAudit(tx, context, 'auth.confirm', null, null, { subjectId: session.id })
  })
}

async function refuseProof(session: Session, field: 'password' | 'code', now: Date): Promise<never> {
  const context = sessionContext(session, now)
  await transact(context, (tx) => recordAudit(tx, context, 'auth.confirm_failed', null, { field }))
  throw new Refusal(`wrong_${field}`, {}, { [field]: `wrong_${field}` })
}

async function acceptedHash(session: Session, password: string, now: Date): Promise<string> {
  const { stored, ownWords } = await transact(sessionContext(session, now), async (tx) => ({
    stored: await findPasswordHash(tx, session.accountId),
    ownWords: await findOwnWords(tx, session.accountId),
  }))
  const fault = passwordFault(password, ownWords, isBreachedStem)
  if (fault) throw Refusal.onField('newPassword', fault)
  if (await passwordFits(stored, password)) throw Refusal.onField('newPassword', 'password_same')
  return hashPassword(password)
}

async function storePassword(tx: Tx, session: Session, passwordHash: string, now: Date): Promise<void> {
  await tx
    .update(accounts)
    .set({ passwordHash, passwordChangedAt: now, mustChangePassword: false })
    .where(eq(accounts.id, session.accountId))
  await revokeSessions(tx, session.accountId, 'password_changed', now, session.id)
}

async function findPasswordHash(tx: Tx, accountId: string): Promise<string | undefined> {
  const [account] = await tx.select({ hash: accounts.passwordHash }).from(accounts).where(eq(accounts.id, accountId))
  return account?.hash
}

async function findOwnWords(tx: Tx, accountId: string): Promise<string[]> {
  const [known] = await tx
    .select({ userId: accounts.userId, name: employees.name, agency: agencies.name })
    .from(accounts)
    .innerJoin(employees, eq(employees.id, accounts.employeeId))
    .innerJoin(agencies, eq(agencies.id, accounts.agencyId))
    .where(eq(accounts.id, accountId))
  return Object.values(known ?? {})
}
