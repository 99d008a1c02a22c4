import 'server-only'
import { randomInt } from 'node:crypto'
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { isUniqueViolation } from '@/db/postgres-error.server'
import { accountRoles, accounts, actingAssignments, recoveryCodes } from '@/db/schema/access'
import { auditEvents } from '@/db/schema/audit'
import { agencies, employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import {
  type accountResetInput,
  type accountRolesInput,
  type accountStateInput,
  isForeignNumber,
  type newAccountInput,
} from '@/lib/auth/account'
import { actingColumns, heldRoles } from '@/lib/auth/accounts-read.server'
import type { Context, Role } from '@/lib/auth/actor'
import { hashPassword } from '@/lib/auth/password.server'
import { mayHold } from '@/lib/auth/scope'
import { revokeSessions } from '@/lib/auth/sessions.server'
import { forgetAttempts, throttleKey } from '@/lib/auth/throttle.server'
import { civilDateIn } from '@/lib/civil-date'
import { lastChange } from '@/lib/last-change.server'
import { Refusal, staleForm } from '@/lib/refusal'
import { hasLeftService } from '@/lib/registry/legal-status'

/**
 * Opens an account for one person of one agency and answers its first password, shown once. An account that was
 * disabled is opened anew, for the agency that its holder belongs to now: a person has one account for life. Refuses
 * with account_person_unknown, account_holder_gone, account_exists, user_id_foreign, user_id_taken, account_role_foreign
 * or account_letter_in_future.
 *
 * @param addHolder puts the person into the register first, in the same transaction
 */
export async function createAccount(
  context: Context,
  input: z.output<typeof newAccountInput>,
  addHolder?: (tx: Tx) => Promise<void>,
): Promise<string> {
  const password = firstPassword()
  const passwordHash = await hashPassword(password)
  const { userId, letterNumber, letterOn } = input
  await asSystem(context, async (tx) => {
    await addHolder?.(tx)
    const person = await lockPerson(tx, input.nip)
    if (isForeignNumber(userId, person)) throw Refusal.onField('userId', 'user_id_foreign')
    refuseForeignRoles(input.roles, person.kind)
    if (letterOn > civilDateIn('Asia/Jakarta', context.now))
      throw Refusal.onField('letterOn', 'account_letter_in_future')
    const before = await lockClosedAccount(tx, person.id, userId)
    const row = { userId, letterNumber, letterOn, employeeId: person.id, agencyId: person.agencyId }
    const opened = { ...row, passwordHash, createdBy: context.actor.accountId }
    const id = await (before ? reopen(tx, context, before, opened) : insertAccount(tx, opened)).catch(refuseTakenName)
    await grantRoles(tx, context, id, input.roles)
    const subject = { agencyId: person.agencyId, employeeId: person.id, subjectId: id }
    await recordAudit(tx, context, 'account.create', before ?? null, { ...row, roles: input.roles }, subject)
  })
  return password
}

/** Gives an account other roles; its sessions end, because what they may do has changed. */
export async function changeRoles(context: Context, input: z.output<typeof accountRolesInput>): Promise<void> {
  await asSystem(context, async (tx) => {
    const account = await lockAccount(tx, context, input)
    refuseForeignRoles(input.roles, account.kind)
    await tx.delete(accountRoles).where(eq(accountRoles.accountId, account.id))
    await grantRoles(tx, context, account.id, input.roles)
    await tx
      .update(accounts)
      .set({ version: account.version + 1 })
      .where(eq(accounts.id, account.id))
    await revokeSessions(tx, account.id, 'roles_changed', context.now)
    await recordAudit(
      tx,
      context,
      'account.update',
      { roles: account.roles },
      { roles: input.roles },
      subjectOf(account),
    )
  })
}

/** Disables an account; its sessions end at once. */
export async function disableAccount(context: Context, input: z.output<typeof accountStateInput>): Promise<void> {
  await setState(context, input, 'active', 'disabled')
}

/** Enables a disabled account again, when its holder is still in service, at the agency it was opened for. */
export async function enableAccount(context: Context, input: z.output<typeof accountStateInput>): Promise<void> {
  await setState(context, input, 'disabled', 'active')
}

/** A new first password for somebody who forgot theirs: everything else about signing in begins again too. */
export async function resetAccount(context: Context, input: z.output<typeof accountResetInput>): Promise<string> {
  const password = firstPassword()
  const passwordHash = await hashPassword(password)
  await asSystem(context, async (tx) => {
    const account = await lockAccount(tx, context, input)
    await beginAnew(tx, context, account, passwordHash)
    await recordAudit(tx, context, 'account.reset', null, null, { ...subjectOf(account), reason: input.reason })
  })
  return password
}

/** What changes the version of an account; the system disables that of a holder who left. */
const COMMANDS = ['account.create', 'account.update', 'account.disable', 'account.enable', 'account.reset']

type Account = { id: string; agencyId: number; employeeId: string }

/** Died, or turned out to be somebody else of the register. */
const isGone = sql<boolean>`(${employees.deceasedOn} is not null or ${employees.mergedIntoId} is not null)`

/** The disabled account of the person, if there is one. Refuses while it is in use, or when another has the name. */
async function lockClosedAccount(tx: Tx, employeeId: string, userId: string) {
  const known = await tx
    .select({
      id: accounts.id,
      userId: accounts.userId,
      agencyId: accounts.agencyId,
      employeeId: accounts.employeeId,
      letterNumber: accounts.letterNumber,
      letterOn: accounts.letterOn,
      state: accounts.state,
      stateReason: accounts.stateReason,
      version: accounts.version,
    })
    .from(accounts)
    .where(or(eq(accounts.employeeId, employeeId), eq(accounts.userId, userId)))
    .for('update')
  const own = known.find((account) => account.employeeId === employeeId)
  if (own?.state === 'active') throw Refusal.onField('nip', 'account_exists')
  if (known.some((account) => account !== own)) throw Refusal.onField('userId', 'user_id_taken')
  return own
}

/** The person is locked, so what another account got a moment ago is the name. */
function refuseTakenName(error: unknown): never {
  throw isUniqueViolation(error) ? Refusal.onField('userId', 'user_id_taken') : error
}

type Opened = { userId: string; letterNumber: string; letterOn: string; employeeId: string; agencyId: number }
type NewAccount = Opened & { passwordHash: string; createdBy: string | null }

async function insertAccount(tx: Tx, opened: NewAccount): Promise<string> {
  const [account] = await tx.insert(accounts).values(opened).returning({ id: accounts.id })
  if (!account) throw new Error('the account was not stored')
  return account.id
}

async function reopen(
  tx: Tx,
  context: Context,
  closed: { id: string; version: number },
  { passwordHash, ...opened }: NewAccount,
): Promise<string> {
  await beginAnew(tx, context, closed, passwordHash)
  await tx.delete(accountRoles).where(eq(accountRoles.accountId, closed.id))
  await tx.delete(actingAssignments).where(eq(actingAssignments.accountId, closed.id))
  await tx
    .update(accounts)
    .set({ ...opened, state: 'active', stateReason: null, isDemonstration: false, createdAt: context.now })
    .where(eq(accounts.id, closed.id))
  return closed.id
}

/** Nothing that was known, carried or open counts any more: a first password, no second factor, no session. */
async function beginAnew(tx: Tx, { now }: Context, account: { id: string; version: number }, passwordHash: string) {
  await tx
    .update(accounts)
    .set({
      passwordHash,
      mustChangePassword: true,
      totpSecret: null,
      totpLastStep: null,
      version: account.version + 1,
    })
    .where(eq(accounts.id, account.id))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, account.id))
  await revokeSessions(tx, account.id, 'password_changed', now)
  await forgetAttempts(tx, [throttleKey('name', account.id), throttleKey('code', account.id)])
}

/** Accounts are written by the system only; the trail still names the administrator. */
export function asSystem<T>(context: Context, run: (tx: Tx) => Promise<T>): Promise<T> {
  return transact({ ...context, actor: { ...context.actor, scope: { kind: 'system' } } }, run)
}

async function setState(
  context: Context,
  input: z.output<typeof accountStateInput>,
  from: 'active' | 'disabled',
  to: 'active' | 'disabled',
): Promise<void> {
  await asSystem(context, async (tx) => {
    const account = await lockAccount(tx, context, input)
    if (account.state !== from) throw new Refusal('wrong_state', { state: account.state, event: to })
    if (to === 'active') {
      if (account.isGone || hasLeftService(account.legalStatus)) throw new Refusal('account_holder_gone')
      if (account.personAgencyId !== account.agencyId) throw new Refusal('account_holder_left')
    }
    const stateReason = to === 'disabled' ? input.reason : null
    await tx
      .update(accounts)
      .set({ state: to, stateReason, version: account.version + 1 })
      .where(eq(accounts.id, account.id))
    if (to === 'disabled') await revokeSessions(tx, account.id, 'disabled', context.now)
    const event = to === 'disabled' ? 'account.disable' : 'account.enable'
    await recordAudit(
      tx,
      context,
      event,
      { state: from },
      { state: to },
      { ...subjectOf(account), reason: input.reason },
    )
  })
}

/** Locks an account that nobody has changed since it was shown. Nobody administers their own. */
export async function lockAccount(tx: Tx, { actor }: Context, { id, version }: { id: string; version: number }) {
  const [account] = await tx
    .select({
      id: accounts.id,
      agencyId: accounts.agencyId,
      employeeId: accounts.employeeId,
      personAgencyId: employees.agencyId,
      legalStatus: employees.legalStatus,
      isGone,
      kind: agencies.kind,
      state: accounts.state,
      version: accounts.version,
      roles: heldRoles,
      acting: actingColumns,
    })
    .from(accounts)
    .innerJoin(employees, eq(employees.id, accounts.employeeId))
    .innerJoin(agencies, eq(agencies.id, accounts.agencyId))
    .leftJoin(actingAssignments, eq(actingAssignments.accountId, accounts.id))
    .where(eq(accounts.id, id))
    .for('update', { of: accounts })
  if (!account) throw new Refusal('not_found')
  if (account.id === actor.accountId) throw new Refusal('account_own')
  if (account.version !== version) {
    const { id, version, state, roles, acting } = account
    throw staleForm(
      { version, state, roles, acting },
      await lastChange(tx, and(eq(auditEvents.subjectId, id), inArray(auditEvents.event, COMMANDS))),
    )
  }
  return account
}

/** Locked, so that two accounts of one person are opened one after the other. */
async function lockPerson(tx: Tx, nip: string) {
  const [person] = await tx
    .select({
      id: employees.id,
      nip: employees.nip,
      nik: employees.nik,
      agencyId: employees.agencyId,
      kind: agencies.kind,
      legalStatus: employees.legalStatus,
      isGone,
    })
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, employees.agencyId))
    .where(eq(employees.nip, nip))
    .for('no key update', { of: employees })
  if (!person) throw Refusal.onField('nip', 'account_person_unknown')
  if (person.isGone || hasLeftService(person.legalStatus)) throw Refusal.onField('nip', 'account_holder_gone')
  return person
}

async function grantRoles(tx: Tx, { actor, now }: Context, accountId: string, held: readonly Role[]): Promise<void> {
  const rows = [...new Set(held)].map((role) => ({ accountId, role, grantedAt: now, grantedBy: actor.accountId }))
  await tx.insert(accountRoles).values(rows)
}

function refuseForeignRoles(held: readonly Role[], kind: Parameters<typeof mayHold>[1]): void {
  if (held.some((role) => !mayHold(role, kind))) throw Refusal.onField('roles', 'account_role_foreign')
}

/** Whom an entry of the audit trail about an account concerns. */
export function subjectOf({ id, agencyId, employeeId }: Account) {
  return { agencyId, employeeId, subjectId: id }
}

/** Sixteen letters and digits in groups of four, none of them alike: 79 bits, to be changed at once. */
function firstPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
