import 'server-only'
import { randomInt } from 'node:crypto'
import { and, asc, eq, or, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { accountRoles, accounts, recoveryCodes } from '@/db/schema/access'
import { agencies, employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { accountResetInput, accountRolesInput, accountStateInput, newAccountInput } from '@/lib/auth/account'
import type { Actor, Context, Role } from '@/lib/auth/actor'
import { hashPassword } from '@/lib/auth/password.server'
import { mayHold } from '@/lib/auth/scope'
import { revokeSessions } from '@/lib/auth/sessions.server'
import { forgetAttempts, throttleKey } from '@/lib/auth/throttle.server'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'

const PAGE = 25

/**
 * Opens an account for one person of one agency and answers its first password, shown once. Refuses with not_found,
 * account_exists, user_id_taken, account_role_foreign or account_letter_in_future.
 */
export async function createAccount(context: Context, input: z.output<typeof newAccountInput>): Promise<string> {
  const password = firstPassword()
  const passwordHash = await hashPassword(password)
  await asSystem(context, async (tx) => {
    const person = await findPerson(tx, input.nip)
    refuseForeignRoles(input.roles, person.kind)
    if (input.letterOn > civilDateIn('Asia/Jakarta', context.now))
      throw refuseField('letterOn', 'account_letter_in_future')
    const [taken] = await tx
      .select({ employeeId: accounts.employeeId })
      .from(accounts)
      .where(or(eq(accounts.employeeId, person.id), eq(accounts.userId, input.userId)))
    if (taken)
      throw taken.employeeId === person.id
        ? refuseField('nip', 'account_exists')
        : refuseField('userId', 'user_id_taken')

    const { userId, letterNumber, letterOn } = input
    const row = { userId, letterNumber, letterOn, employeeId: person.id, agencyId: person.agencyId }
    const [account] = await tx
      .insert(accounts)
      .values({ ...row, passwordHash, createdBy: context.actor.accountId })
      .returning({ id: accounts.id })
    if (!account) throw new Error('the account was not stored')
    await grantRoles(tx, context, account.id, input.roles)
    const subject = { agencyId: person.agencyId, employeeId: person.id, subjectId: account.id }
    await recordAudit(tx, context, 'account.create', null, { ...row, roles: input.roles }, subject)
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

/** Enables a disabled account again, when its holder still belongs to the agency it was opened for. */
export async function enableAccount(context: Context, input: z.output<typeof accountStateInput>): Promise<void> {
  await setState(context, input, 'disabled', 'active')
}

/** A new first password for somebody who forgot theirs: everything else about signing in begins again too. */
export async function resetAccount(context: Context, input: z.output<typeof accountResetInput>): Promise<string> {
  const password = firstPassword()
  const passwordHash = await hashPassword(password)
  await asSystem(context, async (tx) => {
    const account = await lockAccount(tx, context, input)
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
    await revokeSessions(tx, account.id, 'password_changed', context.now)
    await forgetAttempts(tx, [
      throttleKey('name', account.userId),
      throttleKey('name', account.nip),
      throttleKey('code', account.id),
    ])
    await recordAudit(tx, context, 'account.reset', null, null, { ...subjectOf(account), reason: input.reason })
  })
  return password
}

export type AccountFilter = { query?: string; state?: 'active' | 'disabled'; page: number }

/** One page of accounts, by name. */
export async function listAccounts(actor: Actor, { query, state, page }: AccountFilter, now: Date) {
  const wanted = query?.trim().toLowerCase()
  const where = and(
    state ? eq(accounts.state, state) : undefined,
    wanted
      ? sql`(position(${wanted} in lower(${employees.name})) > 0 or position(${wanted} in ${accounts.userId}) > 0
          or ${employees.nip} = ${wanted.replace(/\s/g, '')})`
      : undefined,
  )
  return transact({ actor, now }, async (tx) => {
    const rows = await accountQuery(tx)
      .where(where)
      .orderBy(asc(employees.name), asc(accounts.id))
      .limit(PAGE)
      .offset((page - 1) * PAGE)
    const [count] = await tx
      .select({ total: sql<number>`count(*)::int` })
      .from(accounts)
      .innerJoin(employees, eq(employees.id, accounts.employeeId))
      .where(where)
    return { rows, total: count?.total ?? 0, from: (page - 1) * PAGE + 1, pageSize: PAGE }
  })
}

/** One account with its roles, or undefined. */
export async function findAccountById(actor: Actor, id: string, now: Date) {
  const [row] = await transact({ actor, now }, (tx) => accountQuery(tx).where(eq(accounts.id, id)))
  return row
}

const accountQuery = (tx: Tx) =>
  tx
    .select({
      id: accounts.id,
      userId: accounts.userId,
      name: employees.name,
      nip: employees.nip,
      agencyName: agencies.name,
      kind: agencies.kind,
      letterNumber: accounts.letterNumber,
      letterOn: accounts.letterOn,
      state: accounts.state,
      stateReason: accounts.stateReason,
      createdAt: accounts.createdAt,
      lastSignedInAt: accounts.lastSignedInAt,
      version: accounts.version,
      roles: heldRoles,
    })
    .from(accounts)
    .innerJoin(employees, eq(employees.id, accounts.employeeId))
    .innerJoin(agencies, eq(agencies.id, accounts.agencyId))

const heldRoles = sql<Role[]>`array(
  select r.role::text from ${accountRoles} r where r.account_id = ${accounts.id} order by r.role)`

type Account = { id: string; agencyId: number; employeeId: string }

/** Accounts are written by the system only; the trail still names the administrator. */
function asSystem<T>(context: Context, run: (tx: Tx) => Promise<T>): Promise<T> {
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
    if (to === 'active' && account.personAgencyId !== account.agencyId) throw new Refusal('account_holder_left')
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
async function lockAccount(tx: Tx, { actor }: Context, { id, version }: { id: string; version: number }) {
  const [account] = await tx
    .select({
      id: accounts.id,
      userId: accounts.userId,
      nip: employees.nip,
      agencyId: accounts.agencyId,
      employeeId: accounts.employeeId,
      personAgencyId: employees.agencyId,
      kind: agencies.kind,
      state: accounts.state,
      version: accounts.version,
      roles: heldRoles,
    })
    .from(accounts)
    .innerJoin(employees, eq(employees.id, accounts.employeeId))
    .innerJoin(agencies, eq(agencies.id, accounts.agencyId))
    .where(eq(accounts.id, id))
    .for('update', { of: accounts })
  if (!account) throw new Refusal('not_found')
  if (account.id === actor.accountId) throw new Refusal('account_own')
  if (account.version !== version) throw new Refusal('stale', { state: account.state })
  return account
}

async function findPerson(tx: Tx, nip: string) {
  const [person] = await tx
    .select({ id: employees.id, agencyId: employees.agencyId, kind: agencies.kind })
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, employees.agencyId))
    .where(and(eq(employees.nip, nip), sql`${employees.deceasedOn} is null and ${employees.mergedIntoId} is null`))
  if (!person) throw refuseField('nip', 'account_person_unknown')
  return person
}

async function grantRoles(tx: Tx, { actor, now }: Context, accountId: string, held: readonly Role[]): Promise<void> {
  const rows = [...new Set(held)].map((role) => ({ accountId, role, grantedAt: now, grantedBy: actor.accountId }))
  await tx.insert(accountRoles).values(rows)
}

function refuseForeignRoles(held: readonly Role[], kind: Parameters<typeof mayHold>[1]): void {
  if (held.some((role) => !mayHold(role, kind))) throw refuseField('roles', 'account_role_foreign')
}

function subjectOf({ id, agencyId, employeeId }: Account) {
  return { agencyId, employeeId, subjectId: id }
}

function refuseField(field: string, code: string): Refusal {
  return new Refusal(code, {}, { [field]: code })
}

/** Sixteen letters and digits in groups of four, none of them alike: 79 bits, to be changed at once. */
function firstPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
