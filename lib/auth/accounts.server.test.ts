import { readdirSync, readFileSync } from 'node:fs'
import type { TransactionSql } from 'postgres'
import { beforeEach, expect, test } from 'vitest'
import type * as z from 'zod'
import { behind } from '@/db/behind.fixture'
import { testDatabase } from '@/db/testing.server'
import type { newAccountInput } from '@/lib/auth/account'
import { changeRoles, createAccount, disableAccount, enableAccount, resetAccount } from '@/lib/auth/accounts.server'
import type { Context } from '@/lib/auth/actor'
import { findSession } from '@/lib/auth/sessions.server'
import { signIn } from '@/lib/auth/sign-in.server'
import { type TestAccount, testAccount, testAgency, testEmployee, testSession } from '@/lib/auth/testing.server'

const database = await testDatabase()
const now = new Date('2026-11-23T02:00:00Z')
const reason = 'diminta instansinya'

let admin: Context
let own = 0
let other = 0
let account: TestAccount

beforeEach(async () => {
  await database.reset()
  const bkn = await testAgency(database.owner, 'bkn')
  own = await testAgency(database.owner, 'province', bkn)
  other = await testAgency(database.owner, 'regency', bkn)
  const { id, employeeId } = await testAccount(database.owner, bkn, ['bkn_admin'])
  const scope = { kind: 'national' } as const
  admin = { actor: { accountId: id, employeeId, name: 'Admin', agencyId: bkn, role: 'bkn_admin', scope }, now }
  account = await testAccount(database.owner, own, ['mutation_officer', 'employee'])
})

const refused = (code: string) => expect.objectContaining({ code })

async function rowOf(id: string) {
  const [row] = await database.owner`
    select user_id, agency_id, state, state_reason, letter_number, must_change_password, totp_secret, version,
      array(select role::text from account_roles where account_id = id order by 1) as roles
    from accounts where id = ${id}`
  if (!row) throw new Error('no account')
  return row
}

async function versionOf(id: string) {
  return { id, version: Number((await rowOf(id)).version) }
}

async function nipOf(employeeId: string): Promise<string> {
  const [row] = await database.owner<{ nip: string }[]>`select nip from employees where id = ${employeeId}`
  return row?.nip ?? ''
}

async function openedFor(employeeId: string, more: Partial<z.output<typeof newAccountInput>> = {}) {
  const nip = await nipOf(employeeId)
  const letter = { letterNumber: '800/2', letterOn: '2026-11-20' }
  return createAccount(admin, { nip, userId: account.userId, ...letter, roles: ['mutation_officer'], ...more })
}

const eventsOf = async (id: string) =>
  (await database.owner`select event from audit_events where subject_id = ${id} order by seq`).map((row) => row.event)

test('a user-id of the shape of a NIP or NIK is its holder’s own, or refused', async () => {
  const [nip, nik] = ['198506142011032999', '1901015502850001']
  const colleague = await nipOf(account.employeeId)
  for (const userId of [colleague, nip, nik]) {
    const holder = await testEmployee(database.owner, own)
    await expect(openedFor(holder, { userId })).rejects.toMatchObject({ fields: { userId: 'user_id_foreign' } })
  }
  const [first, second] = [await testEmployee(database.owner, own), await testEmployee(database.owner, own)]
  await database.owner`update employees set nik = ${nik} where id = ${second}`
  await openedFor(first, { userId: await nipOf(first) })
  await openedFor(second, { userId: nik })
  await expect(database.owner`update accounts set user_id = ${nip} where id = ${account.id}`).rejects.toMatchObject({
    constraint_name: 'accounts_user_id_is_own',
  })
})

test('of two accounts that are opened at once for one person, or with one user-id, the second is told', async () => {
  const holder = await testEmployee(database.owner, own)
  const colleague = await testEmployee(database.owner, own)
  const opened = (employeeId: string, userId: string) => (tx: TransactionSql) =>
    tx`
      insert into accounts (user_id, employee_id, agency_id, letter_number, letter_on, password_hash)
      values (${userId}, ${employeeId}, ${own}, '800/3', '2026-11-20', 'x')`
  const person = (tx: TransactionSql) => tx`select from employees where id = ${holder} for no key update`
  const sameNip = behind(
    database.owner,
    person,
    () => openedFor(holder, { userId: 'kedua' }),
    opened(holder, 'pertama'),
  )
  await expect(sameNip).rejects.toMatchObject({ fields: { nip: 'account_exists' } })
  const sameName = behind(database.owner, opened(colleague, 'serupa'), async () =>
    openedFor(await testEmployee(database.owner, own), { userId: 'serupa' }),
  )
  await expect(sameName).rejects.toMatchObject({ fields: { userId: 'user_id_taken' } })
})

test('a user-id that was somebody else’s number becomes another one, and the trail keeps it', async () => {
  const nip = await nipOf(admin.actor.employeeId ?? '')
  const second = await testAccount(database.owner, own, ['employee'])
  await database.owner`drop trigger accounts_user_id_is_own on accounts`
  await database.owner`drop function account_user_id_is_own`
  await database.owner`update accounts set user_id = ${nip} where id = ${account.id}`
  const ownNip = await nipOf(second.employeeId)
  await database.owner`update accounts set user_id = ${ownNip} where id = ${second.id}`
  await database.owner.begin(async (tx) => {
    const file = readdirSync('db/migrations').find((name) => name.endsWith('_user_id_is_own.sql'))
    const statements = readFileSync(`db/migrations/${file}`, 'utf8').split('--> statement-breakpoint')
    for (const statement of statements) await tx.unsafe(statement)
  })
  const renamed = `akun-${nip}-${account.id.slice(0, 8)}`
  expect([(await rowOf(account.id)).user_id, (await rowOf(second.id)).user_id]).toEqual([renamed, ownNip])
  expect(await eventsOf(account.id)).toEqual(['account.update'])
})

test('an account that was disabled is enabled again, with a reason in the trail each time', async () => {
  await disableAccount(admin, { ...(await versionOf(account.id)), reason })
  expect(await rowOf(account.id)).toMatchObject({ state: 'disabled', state_reason: reason })
  await enableAccount(admin, { ...(await versionOf(account.id)), reason })
  expect(await rowOf(account.id)).toMatchObject({ state: 'active', state_reason: null })
  expect(await eventsOf(account.id)).toEqual(['account.disable', 'account.enable'])
  await expect(enableAccount(admin, { ...(await versionOf(account.id)), reason })).rejects.toEqual(
    refused('wrong_state'),
  )
})

test.each([
  ['account_holder_left', 'changed the agency', 'agency_id = (select max(id) from agencies)'],
  ['account_holder_gone', 'left the service', "legal_status = '88'"],
  ['account_holder_gone', 'died', "deceased_on = '2026-11-01'"],
])('enabling refuses %s when the holder %s', async (code, _, change) => {
  await database.owner.unsafe(`update employees set ${change} where id = '${account.employeeId}'`)
  expect(await rowOf(account.id)).toMatchObject({ state: 'disabled' })
  await expect(enableAccount(admin, { ...(await versionOf(account.id)), reason })).rejects.toEqual(refused(code))
})

test('a holder at another agency gets the account anew: its agency, letter, roles and a first password', async () => {
  const session = await testSession(database.owner, account.id, 'mutation_officer')
  await database.owner`update employees set agency_id = ${other}, work_agency_id = ${other} where id = ${account.employeeId}`
  const password = await openedFor(account.employeeId, { roles: ['agency_approver'] })

  expect(await rowOf(account.id)).toMatchObject({
    agency_id: other,
    state: 'active',
    letter_number: '800/2',
    must_change_password: true,
    totp_secret: null,
    roles: ['agency_approver'],
  })
  expect(await findSession(session.id, now)).toBeUndefined()
  await expect(signIn({ userId: account.userId, password: account.password, userAgent: null }, now)).rejects.toEqual(
    refused('sign_in_failed'),
  )
  const id = await signIn({ userId: account.userId, password, userAgent: null }, now)
  expect(await findSession(id, now)).toMatchObject({
    stage: 'password',
    actor: { role: 'agency_approver', agencyId: other, scope: { kind: 'agencies', agencyIds: [other] } },
  })
  expect(await eventsOf(account.id)).toEqual(expect.arrayContaining(['account.disable', 'account.create']))
})

test('an account in use is not opened a second time, nor under another person’s name', async () => {
  await expect(openedFor(account.employeeId)).rejects.toMatchObject({ fields: { nip: 'account_exists' } })
  const colleague = await testEmployee(database.owner, own)
  await expect(openedFor(colleague)).rejects.toMatchObject({ fields: { userId: 'user_id_taken' } })
  await expect(openedFor(colleague, { userId: 'rekan', roles: ['bkn_verifier'] })).rejects.toMatchObject({
    fields: { roles: 'account_role_foreign' },
  })
  await expect(openedFor(colleague, { userId: 'rekan' })).resolves.toMatch(/^.{4}-.{4}-.{4}-.{4}$/)
})

test.each([
  ["legal_status = '66'", 'was dismissed'],
  ["deceased_on = '2026-11-01'", 'died'],
])('nobody gets an account who %s', async (change) => {
  const leaver = await testEmployee(database.owner, own)
  await database.owner.unsafe(`update employees set ${change} where id = '${leaver}'`)
  await expect(openedFor(leaver, { userId: 'purna' })).rejects.toMatchObject({ fields: { nip: 'account_holder_gone' } })
})

test('a reset leaves nothing of the old way in: password, second factor, sessions and failed attempts', async () => {
  const session = await testSession(database.owner, account.id, 'mutation_officer')
  const attempt = (password: string) => signIn({ userId: account.userId, password, userAgent: null }, now)
  for (let n = 0; n < 5; n++) await expect(attempt('salah semua ini')).rejects.toEqual(refused('sign_in_failed'))
  await expect(attempt(account.password)).rejects.toEqual(refused('too_many_attempts'))

  const password = await resetAccount(admin, { ...(await versionOf(account.id)), reason })
  expect(await findSession(session.id, now)).toBeUndefined()
  await expect(attempt(account.password)).rejects.toEqual(refused('sign_in_failed'))
  expect(await findSession(await attempt(password), now)).toMatchObject({
    stage: 'password',
    duties: { hasSecondFactor: false, mustChangePassword: true },
  })
})

test('other roles end the sessions of the account at once', async () => {
  const session = await testSession(database.owner, account.id, 'mutation_officer')
  expect(await findSession(session.id, now)).toBeDefined()
  await changeRoles(admin, { ...(await versionOf(account.id)), roles: ['agency_approver'] })
  expect(await findSession(session.id, now)).toBeUndefined()
  expect((await rowOf(account.id)).roles).toEqual(['agency_approver'])
  await expect(changeRoles(admin, { ...(await versionOf(account.id)), roles: ['bkn_admin'] })).rejects.toMatchObject({
    fields: { roles: 'account_role_foreign' },
  })
})

test('nobody administers their own account, or one that somebody else has just changed', async () => {
  const mine = await versionOf(admin.actor.accountId ?? '')
  await expect(changeRoles(admin, { ...mine, roles: ['auditor'] })).rejects.toEqual(refused('account_own'))
  await expect(resetAccount(admin, { ...mine, reason })).rejects.toEqual(refused('account_own'))
  const seen = await versionOf(account.id)
  await changeRoles(admin, { ...seen, roles: ['employee'] })
  const values = { version: seen.version + 1, state: 'active', roles: ['employee'], acting: null }
  await expect(disableAccount(admin, { ...seen, reason })).rejects.toMatchObject({
    code: 'stale',
    present: { values, by: admin.actor.name },
  })
})
