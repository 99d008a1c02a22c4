import 'server-only'
import { and, desc, eq, gt, isNull, ne } from 'drizzle-orm'
import { type Tx, transact, transactPlanned } from '@/db/client.server'
import { accounts, sessions } from '@/db/schema/access'
import { recordAudit } from '@/lib/audit.server'
import { type Actor, type Context, type Role, roles, systemContext } from '@/lib/auth/actor'
import { heldRolesAt } from '@/lib/auth/held-role.server'
import { needsSecondFactor } from '@/lib/auth/permissions'
import { scopeOf } from '@/lib/auth/scope'
import { type Acting, sessionRow } from '@/lib/auth/session-row.server'
import { type AccountDuties, type SessionStage, stageAfter } from '@/lib/auth/session-stage'
import { ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS } from '@/lib/auth/settings'
import { Refusal } from '@/lib/refusal'

const TOUCH_MS = 60_000

export type Session = {
  id: string
  accountId: string
  stage: SessionStage
  roles: Role[]
  duties: AccountDuties
  isDemonstration: boolean
  confirmedAt: Date | null
  endsAt: Date
  agency: { name: string; timeZone: string }
  unitName: string | null
  acting: Acting | null // when the role is held for somebody else
  notifiedUntil: Date | null
  actor: Actor
}

export type SessionEnd =
  | 'sign_out'
  | 'sign_out_everywhere'
  | 'disabled'
  | 'roles_changed'
  | 'password_changed'
  | 'second_factor_changed'
  | 'too_many_codes'

/**
 * The session as it stands now, or undefined when it is revoked, idle too long, too old or its account is disabled.
 *
 * @param isActivity false looks without counting as activity
 */
export async function findSession(id: string, now: Date, isActivity = true): Promise<Session | undefined> {
  return transactPlanned(systemContext('session', now), async (tx) => {
    const idleSince = new Date(+now - IDLE_LIMIT_MS)
    const [row] = await sessionRow(tx, { id, now: now.toISOString(), idleSince: idleSince.toISOString() })
    if (!row?.held.includes(row.role)) return undefined
    const { accountId, role, held } = row
    const seenAt = new Date(row.lastSeenAt)
    const isStale = isActivity && +now - +seenAt > TOUCH_MS
    const lastSeenAt = isStale ? now : seenAt
    if (isStale) {
      await tx.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, id))
    }
    return {
      id,
      accountId,
      stage: row.stage,
      roles: inOrder(held),
      duties: {
        hasSecondFactor: row.hasSecondFactor,
        mustChangePassword: row.mustChangePassword,
        needsSecondFactor: needsSecondFactor(held),
      },
      isDemonstration: row.isDemonstration,
      confirmedAt: row.confirmedAt === null ? null : new Date(row.confirmedAt),
      endsAt: new Date(Math.min(+new Date(row.expiresAt), +lastSeenAt + IDLE_LIMIT_MS)),
      agency: { name: row.agencyName, timeZone: row.timeZone },
      unitName: row.unitName,
      acting: row.acting?.role === role ? row.acting : null,
      notifiedUntil: row.notifiedUntil === null ? null : new Date(row.notifiedUntil),
      actor: {
        accountId,
        employeeId: row.employeeId,
        name: row.name,
        agencyId: row.agencyId,
        role,
        unitName: row.unitName,
        scope: scopeOf(role, { id: row.agencyId, kind: row.agencyKind, servedIds: row.servedIds }),
      },
    }
  })
}

/** How long an open session still goes on; none when signing in is not finished. */
export function secondsLeft(session: Session | undefined, now: Date): number {
  return session?.stage === 'open' ? Math.max(0, (+session.endsAt - +now) / 1000) : 0
}

/** Begins a session in the first office role of the account. The password was right; the rest may be owed. */
export async function createSession(
  tx: Tx,
  accountId: string,
  device: string,
  now: Date,
): Promise<{ id: string; role: Role }> {
  const duties = await accountDuties(tx, accountId, now)
  const held = await heldRoles(tx, accountId, now)
  const [session] = await tx
    .insert(sessions)
    .values({
      accountId,
      role: held[0] ?? 'employee',
      stage: stageAfter(null, duties),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(+now + ABSOLUTE_LIMIT_MS),
      device,
    })
    .returning({ id: sessions.id, role: sessions.role })
  if (!session) throw new Error('the session was not stored')
  return session
}

/** Moves a session past the stage it has just completed. */
export async function passStage(tx: Tx, session: Session, passed: SessionStage, now: Date): Promise<SessionStage> {
  const stage = stageAfter(passed, await accountDuties(tx, session.accountId, now))
  await tx.update(sessions).set({ stage }).where(eq(sessions.id, session.id))
  return stage
}

/** Notes that the person has just proved again who they are. */
export async function confirmSession(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.update(sessions).set({ confirmedAt: now }).where(eq(sessions.id, id))
}

/** Goes on in another role that the account holds. Refuses with not_found for any other. */
export async function switchRole(session: Session, role: Role, now: Date): Promise<void> {
  if (!session.roles.includes(role)) throw new Refusal('not_found')
  const { actor } = session
  const context: Context = { actor: { ...actor, role, scope: { kind: 'system' } }, now }
  await transact(context, async (tx) => {
    await tx.update(sessions).set({ role }).where(eq(sessions.id, session.id))
    await recordAudit(tx, context, 'auth.role_switch', { role: actor.role }, { role }, { subjectId: session.id })
  })
}

/** Ends all sessions of the account, but for one that goes on. */
export async function revokeSessions(tx: Tx, accountId: string, why: SessionEnd, now: Date, except?: string) {
  const open = and(eq(sessions.accountId, accountId), isNull(sessions.revokedAt))
  await tx
    .update(sessions)
    .set({ revokedAt: now, revokedFor: why })
    .where(except ? and(open, ne(sessions.id, except)) : open)
}

/** Ends one session of the account. */
export async function revokeSession(
  tx: Tx,
  accountId: string,
  id: string,
  why: SessionEnd,
  now: Date,
): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now, revokedFor: why })
    .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id })
  return ended.length > 0
}

/** The sessions of an account that still go on, the latest first. */
export async function listOpenSessions(tx: Tx, accountId: string, now: Date) {
  return tx
    .select({
      id: sessions.id,
      device: sessions.device,
      role: sessions.role,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.accountId, accountId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, new Date(+now - IDLE_LIMIT_MS)),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt))
}

async function accountDuties(tx: Tx, accountId: string, now: Date): Promise<AccountDuties> {
  const [account] = await tx
    .select({ totpSecret: accounts.totpSecret, mustChangePassword: accounts.mustChangePassword })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  if (!account) throw new Error('the account vanished')
  return {
    hasSecondFactor: account.totpSecret !== null,
    needsSecondFactor: needsSecondFactor(await heldRoles(tx, accountId, now)),
    mustChangePassword: account.mustChangePassword,
  }
}

async function heldRoles(tx: Tx, accountId: string, now: Date): Promise<Role[]> {
  const [account] = await tx
    .select({ held: heldRolesAt(now) })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  return inOrder(account?.held ?? [])
}

/** In the order of the list, the employee's own role last. */
function inOrder(held: readonly Role[]): Role[] {
  const office = roles.filter((role) => role !== 'employee' && held.includes(role))
  return held.includes('employee') ? [...office, 'employee'] : office
}
