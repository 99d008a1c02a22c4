import { verify } from '@node-rs/argon2'
import { sql } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'
import { findSession, type Session } from '@/lib/auth/sessions.server'
import { accountNamed, confirmCode, signIn, signOut } from '@/lib/auth/sign-in.server'
import { type TestAccount, testAccount, testAgency } from '@/lib/auth/testing.server'
import { codeAt, stepAt } from '@/lib/auth/totp'
import { Refusal } from '@/lib/refusal'

vi.mock('@node-rs/argon2', { spy: true })

const database = await testDatabase()
afterEach(database.reset)

const start = new Date('2026-11-23T02:00:00Z')
const later = (seconds: number) => new Date(+start + seconds * 1000)

const officer = async (): Promise<TestAccount> =>
  testAccount(database.owner, await testAgency(database.owner, 'province'), ['mutation_officer', 'employee'])

const signInAs = (account: TestAccount, password = account.password, now = start) =>
  signIn({ userId: account.userId, password, userAgent: null }, now)

async function sessionOf(account: TestAccount, now = start): Promise<Session> {
  const session = await findSession(await signInAs(account, account.password, now), now)
  if (!session) throw new Error('no session')
  return session
}

const codeOf = (account: TestAccount, now: Date) => codeAt(account.totp, stepAt(now))
const refused = (code: string) => expect.objectContaining({ code })
const events = async () =>
  (await database.owner<{ event: string }[]>`select event from audit_events order by seq`).map((row) => row.event)

test('password, then code, then the session is open', async () => {
  const account = await officer()
  const session = await sessionOf(account)
  expect(session.stage).toBe('code')
  expect(await confirmCode(session, codeOf(account, start), start)).toBe('open')
  const open = await findSession(session.id, later(60))
  expect(open).toMatchObject({
    stage: 'open',
    roles: ['mutation_officer', 'employee'],
    actor: { role: 'mutation_officer' },
  })
  expect(await events()).toEqual(['auth.sign_in', 'auth.code_accepted'])
})

test('the NIP signs in too, with spaces', async () => {
  const account = await officer()
  const [row] = await database.owner<{ nip: string }[]>`select nip from employees where id = ${account.employeeId}`
  const spaced = row?.nip.replace(/^(.{8})(.{6})(.)/, '$1 $2 $3 ') ?? ''
  await expect(signIn({ userId: spaced, password: account.password, userAgent: null }, start)).resolves.toBeTruthy()
})

test('a name finds its account by index, as a user-id and as a NIP', async () => {
  const plan = await transact(systemContext('test', start), async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`) // the tables of a test are too small for an index
    return tx.execute<{ 'QUERY PLAN': string }>(sql`explain ${accountNamed(tx, 'siapa').getSQL()}`)
  })
  const scans = plan.flatMap((row) => row['QUERY PLAN'].match(/ Scan (?:using|on) "?(\w+)/)?.[1] ?? [])
  expect(scans.toSorted()).toEqual([
    'accounts', // the rows that the next two have found
    'accounts_employeeId_unique',
    'accounts_userId_unique',
    'employees_nip',
    'employees_pkey',
  ])
})

test('a user-id goes before the NIP of somebody else', async () => {
  const [account, namesake] = [await officer(), await officer()]
  const [row] = await database.owner<{ nip: string }[]>`select nip from employees where id = ${namesake.employeeId}`
  await database.owner`alter table accounts disable trigger accounts_user_id_is_own`
  await database.owner`update accounts set user_id = ${row?.nip ?? ''} where id = ${account.id}`
  await database.owner`alter table accounts enable trigger accounts_user_id_is_own`
  const found = await transact(systemContext('test', start), (tx) => accountNamed(tx, row?.nip ?? ''))
  expect(found.map(({ id }) => id)).toEqual([account.id])
})

test('a wrong password, an unknown name and a disabled account get the same answer', async () => {
  const account = await officer()
  await expect(signInAs(account, 'bukan ini katanya')).rejects.toEqual(refused('sign_in_failed'))
  await expect(signIn({ userId: 'tidak.ada', password: 'x', userAgent: null }, start)).rejects.toEqual(
    refused('sign_in_failed'),
  )
  await database.owner`update accounts set state = 'disabled', state_reason = 'test'`
  await expect(signInAs(account)).rejects.toEqual(refused('sign_in_failed'))
})

test('a password is verified once, by hashes that cost the same, whether the account exists, is open or neither', async () => {
  const account = await officer()
  const disabled = await officer()
  await database.owner`update accounts set state = 'disabled', state_reason = 'test' where id = ${disabled.id}`
  const costs: (string | undefined)[] = []
  for (const userId of [account.userId, disabled.userId, 'tidak.ada', '']) {
    vi.mocked(verify).mockClear()
    const attempt = signIn({ userId, password: 'salah semua ini', userAgent: null }, start)
    await expect(attempt).rejects.toMatchObject({ code: 'sign_in_failed', facts: {}, fields: {} })
    expect(verify).toHaveBeenCalledOnce()
    costs.push(String(vi.mocked(verify).mock.lastCall?.[0]).match(/^(\$argon2id\$v=19\$m=19456,t=2,p=1)\$/)?.[1])
  }
  expect(new Set(costs)).toEqual(new Set(['$argon2id$v=19$m=19456,t=2,p=1']))
})

test('after five attempts a name waits, whether it exists or not', async () => {
  const account = await officer()
  for (const userId of [account.userId, 'tidak.ada']) {
    const attempt = (now: Date) => signIn({ userId, password: 'salah semua ini', userAgent: null }, now)
    for (let n = 0; n < 5; n++) await expect(attempt(start)).rejects.toEqual(refused('sign_in_failed'))
    await expect(attempt(later(1))).rejects.toMatchObject({ code: 'too_many_attempts', facts: { seconds: 29 } })
    await expect(attempt(later(31))).rejects.toEqual(refused('sign_in_failed'))
    await expect(attempt(later(60))).rejects.toEqual(refused('too_many_attempts'))
  }
  await expect(signInAs(account, account.password, later(200))).resolves.toBeTruthy()
  await expect(signInAs(account, 'salah semua ini', later(201))).rejects.toEqual(refused('sign_in_failed'))
})

test('a pause is written down when it begins, however often somebody goes on asking', async () => {
  const attempt = (userId: string, now: Date) => signIn({ userId, password: 'salah semua ini', userAgent: null }, now)
  for (let n = 0; n < 5; n++) await expect(attempt('tidak.ada', start)).rejects.toEqual(refused('sign_in_failed'))
  expect((await events()).filter((event) => event === 'auth.throttled')).toHaveLength(1)
  for (let n = 0; n < 5; n++) {
    await expect(attempt('tidak.ada', later(1))).rejects.toEqual(refused('too_many_attempts'))
  }
  await database.owner`update sign_in_throttles set attempts = 300, last_attempt_at = ${later(2)} where key = 'global'`
  for (let n = 0; n < 5; n++) await expect(attempt(`lain.${n}`, later(2))).rejects.toBeInstanceOf(Refusal)
  expect((await events()).filter((event) => event === 'auth.throttled')).toHaveLength(2)
  expect(await events()).toHaveLength(5 + 1 + 1 + 1)
})

test('user-id and NIP of one account count together, however they are typed', async () => {
  const account = await officer()
  const [row] = await database.owner<{ nip: string }[]>`select nip from employees where id = ${account.employeeId}`
  const nip = row?.nip ?? ''
  const spellings = [account.userId, account.userId.toUpperCase(), nip, `${nip.slice(0, 8)} ${nip.slice(8)}`, nip]
  const attempt = (userId: string) => signIn({ userId, password: 'salah semua ini', userAgent: null }, start)
  for (const userId of spellings) await expect(attempt(userId)).rejects.toEqual(refused('sign_in_failed'))
  for (const userId of spellings) await expect(attempt(userId)).rejects.toEqual(refused('too_many_attempts'))
})

test('attempts made at once cannot slip past the throttle together', async () => {
  const account = await officer()
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => signInAs(account, 'salah semua ini')))
  const codes = answers.map((answer) =>
    answer.status === 'rejected' && answer.reason instanceof Refusal ? answer.reason.code : '',
  )
  expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(15)
})

test('when everybody together fails too often, everybody waits a little', async () => {
  const account = await officer()
  await database.owner`insert into sign_in_throttles values ('global', 300, ${start}, null)`
  await expect(signInAs(account, 'salah semua ini')).rejects.toEqual(refused('sign_in_failed'))
  await expect(signInAs(account, account.password, later(10))).rejects.toEqual(refused('too_many_attempts'))
  await expect(signInAs(account, account.password, later(21))).resolves.toBeTruthy()
})

test('while everybody waits, whoever has shown a password goes on with the code', async () => {
  const account = await officer()
  const session = await sessionOf(account)
  await database.owner`insert into sign_in_throttles values ('global', 301, ${start}, ${later(20)})
    on conflict (key) do update set blocked_until = excluded.blocked_until`
  await expect(signInAs(account, account.password, later(1))).rejects.toEqual(refused('too_many_attempts'))
  expect(await confirmCode(session, codeOf(account, later(1)), later(1))).toBe('open')
  expect(await events()).not.toContain('auth.throttled')
})

test('a code is good once, and for one step around now', async () => {
  const account = await officer()
  const code = codeOf(account, start)
  await confirmCode(await sessionOf(account), code, start)
  await expect(confirmCode(await sessionOf(account), code, later(5))).rejects.toEqual(refused('wrong_code'))
  await expect(confirmCode(await sessionOf(account), codeOf(account, later(60)), start)).rejects.toEqual(
    refused('wrong_code'),
  )
  expect(await confirmCode(await sessionOf(account), codeOf(account, later(30)), start)).toBe('open')
})

test('too many wrong codes end the session', async () => {
  const account = await officer()
  const session = await sessionOf(account)
  for (let n = 0; n < 5; n++) await expect(confirmCode(session, '000000', start)).rejects.toEqual(refused('wrong_code'))
  await expect(confirmCode(session, codeOf(account, start), later(1))).rejects.toEqual(refused('too_many_attempts'))
  expect(await findSession(session.id, later(2))).toBeUndefined()
})

test('a session ends when it is signed out, idle for 30 minutes, or ten hours old', async () => {
  const account = await officer()
  const session = await sessionOf(account)
  expect(await findSession(session.id, later(29 * 60))).toBeDefined()
  expect(await findSession(session.id, later(58 * 60))).toBeDefined()
  expect(await findSession(session.id, later(89 * 60))).toBeUndefined()
  const other = await sessionOf(account)
  for (let minute = 20; minute < 600; minute += 20)
    expect(await findSession(other.id, later(minute * 60))).toBeDefined()
  expect(await findSession(other.id, later(600 * 60))).toBeUndefined()
  const third = await sessionOf(account)
  await signOut(third, later(1))
  expect(await findSession(third.id, later(2))).toBeUndefined()
})

test('a holder who leaves unit, agency or service loses the account at once', async () => {
  const changes = [
    ['holder_left_unit', 'unit_id = null'],
    ['holder_left_agency', 'work_agency_id = (select min(id) from agencies where id <> employees.agency_id)'],
    ['holder_left_agency', 'agency_id = (select min(id) from agencies where id <> employees.agency_id)'],
    ['holder_left_service', "legal_status = '21'"],
    ['holder_deceased', "deceased_on = '2026-11-01'"],
    ['holder_merged', 'merged_into_id = (select e.id from employees e where e.id <> employees.id limit 1)'],
  ] as const
  await testAgency(database.owner, 'regency')
  for (const [reason, change] of changes) {
    const account = await officer()
    const session = await sessionOf(account)
    await database.owner.unsafe(`update employees set ${change} where id = '${account.employeeId}'`)
    expect(await findSession(session.id, later(1)), reason).toBeUndefined()
    const [row] = await database.owner`select state, state_reason from accounts where id = ${account.id}`
    expect(row).toEqual({ state: 'disabled', state_reason: reason })
  }
})
