import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { changePassword, endOwnSession, renewRecoveryCodes } from '@/lib/auth/account-security.server'
import { findSession, type Session } from '@/lib/auth/sessions.server'
import { confirmCode, signIn } from '@/lib/auth/sign-in.server'
import { type TestAccount, testAccount, testAgency, testSession } from '@/lib/auth/testing.server'
import { codeAt, stepAt } from '@/lib/auth/totp'

const database = await testDatabase()
const now = new Date('2026-11-23T02:00:00Z')
const fresh = 'mercusuar di ujung timah'

let account: TestAccount
let session: Session

beforeEach(async () => {
  await database.reset()
  account = await testAccount(database.owner, await testAgency(database.owner, 'province'), ['mutation_officer'])
  session = await openSession()
})

async function openSession(): Promise<Session> {
  const { id } = await testSession(database.owner, account.id, 'mutation_officer')
  const found = await findSession(id, now)
  if (!found) throw new Error('no session')
  return found
}

const refused = (code: string) => expect.objectContaining({ code })
const proof = (seconds = 0) => ({ password: account.password, code: codeAt(account.totp, stepAt(later(seconds))) })
const later = (seconds: number) => new Date(+now + seconds * 1000)
const signInWith = (password: string) => signIn({ userId: account.userId, password, userAgent: null }, now)

test('a changed password ends every session but this one, and the old one signs in no more', async () => {
  const elsewhere = await openSession()
  await changePassword(session, proof(), fresh, now)
  expect(await findSession(elsewhere.id, now)).toBeUndefined()
  expect(await findSession(session.id, now)).toBeDefined()
  await expect(signInWith(account.password)).rejects.toEqual(refused('sign_in_failed'))
  await expect(signInWith(fresh)).resolves.toBeTruthy()
})

test('without password and code nothing is changed', async () => {
  const wrong = { ...proof(), password: 'bukan ini katanya' }
  await expect(changePassword(session, wrong, fresh, now)).rejects.toMatchObject({
    fields: { password: 'wrong_password' },
  })
  const codeless = { ...proof(), code: '000000' }
  await expect(changePassword(session, codeless, fresh, now)).rejects.toMatchObject({ fields: { code: 'wrong_code' } })
  await expect(renewRecoveryCodes(session, codeless, now)).rejects.toEqual(refused('wrong_code'))
  await expect(signInWith(account.password)).resolves.toBeTruthy()
})

test.each([
  ['password_same', () => account.password],
  ['password_common', () => 'passwordpassword'],
  ['password_personal', () => 'Tini-Sukmawardani-85'],
])('a new password is refused as %s', async (code, password) => {
  await expect(changePassword(session, proof(), password(), now)).rejects.toMatchObject({
    fields: { newPassword: code },
  })
})

test('new recovery codes put an end to the old ones, and each is good once', async () => {
  const [old] = await renewRecoveryCodes(session, proof(), now)
  const codes = await renewRecoveryCodes(session, proof(30), later(30))
  expect(new Set(codes).size).toBe(10)
  const [code] = codes
  const waiting = async () => findSession(await signInWith(account.password), now) as Promise<Session>
  await expect(confirmCode(await waiting(), old ?? '', now)).rejects.toEqual(refused('wrong_code'))
  expect(await confirmCode(await waiting(), code ?? '', now)).toBe('open')
  await expect(confirmCode(await waiting(), code ?? '', now)).rejects.toEqual(refused('wrong_code'))
})

test('a person ends one of their own sessions and nobody else’s', async () => {
  const elsewhere = await openSession()
  await endOwnSession(session, elsewhere.id, now)
  expect(await findSession(elsewhere.id, now)).toBeUndefined()
  const stranger = await testAccount(database.owner, await testAgency(database.owner, 'city'), ['employee'])
  const { id } = await testSession(database.owner, stranger.id, 'employee')
  await expect(endOwnSession(session, id, now)).rejects.toEqual(refused('not_found'))
  expect(await findSession(id, now)).toBeDefined()
})
