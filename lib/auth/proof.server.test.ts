import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { GuardedAction } from '@/lib/action.server'
import { roles } from '@/lib/auth/actor'
import { findActions, sample } from '@/lib/auth/endpoints.fixture'
import { permissions } from '@/lib/auth/permissions'
import { sessionCookieName } from '@/lib/auth/request-session.server'
import { findSession } from '@/lib/auth/sessions.server'
import { confirmCode, signIn } from '@/lib/auth/sign-in.server'
import { testAccount, testAgency, testSession, tokenFor } from '@/lib/auth/testing.server'
import { codeAt, stepAt } from '@/lib/auth/totp'

/** Who sits there, proved: on the way in by a second factor, and again before every signature. */
const browser = vi.hoisted(() => ({ token: '' }))
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (name === sessionCookieName() && browser.token ? { value: browser.token } : undefined),
  }),
  headers: async () => new Headers(),
}))
vi.mock('next-intl/server', () => ({ getLocale: async () => 'id' }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined, revalidateTag: () => undefined }))

const database = await testDatabase()
afterAll(database.reset)
const agency = await testAgency(database.owner, 'bkn')

const found = Object.entries(await findActions()).filter(
  (entry): entry is [string, GuardedAction<unknown, unknown>] => 'permission' in entry[1],
)
/** Whatever puts a name under a paper, or takes it away. */
const signing = found.filter(([, { permission }]) => /^promotion\.(sign|revoke|correct)/.test(permission))

describe('a signature asks for password and code again', () => {
  test('there is an action for every permission to sign, to take back and to correct', () => {
    const named = Object.keys(permissions).filter((permission) => /^promotion\.(sign|revoke|correct)/.test(permission))
    expect(new Set(signing.map(([, { permission }]) => permission))).toEqual(new Set(named))
    expect(named.length).toBeGreaterThan(5)
  })

  test.each(signing)('%s', async (_, endpoint) => {
    const [role] = permissions[endpoint.permission]
    const account = await testAccount(database.owner, agency, [role])
    browser.token = (await testSession(database.owner, account.id, role)).token
    const input = sample(endpoint.schema, randomUUID()) as object
    const answer = async (password: string, code: string) => {
      await database.owner`update accounts set totp_last_step = null where id = ${account.id}`
      const result = await endpoint({ ...input, password, code })
      return result.ok ? 'ok' : result.refusal.code
    }
    const code = codeAt(account.totp, stepAt(new Date()))
    expect(await answer('bukan kata sandinya', code)).toBe('wrong_password')
    expect(await answer(account.password, '000000')).toBe('wrong_code')
    expect(await answer(account.password, '')).toBe('wrong_code')
    expect(await answer('', code)).toBe('invalid')
    const events = () => database.owner`
      select 1 from audit_events where account_id = ${account.id} and event = 'auth.confirm'`
    expect(await events()).toHaveLength(0)
    expect(await answer(account.password, codeAt(account.totp, stepAt(new Date())))).not.toMatch(/^(wrong_|invalid)/)
    expect(await events()).toHaveLength(1)
  })
})

describe('every office role signs in with a second factor', () => {
  test.each(roles)('%s', async (role) => {
    const account = await testAccount(database.owner, agency, [role])
    const stageOf = async () => {
      const id = await signIn({ userId: account.userId, password: account.password, userAgent: null }, new Date())
      const session = await findSession(id, new Date())
      if (!session) throw new Error('no session')
      browser.token = await tokenFor(id)
      return session
    }
    const isOpen = async () => {
      const own = found.find(([name]) => name.endsWith('#endSessionAction'))?.[1]
      const result = await own?.(() => undefined)
      return result?.ok === false && result.refusal.code !== 'sign_in_required'
    }
    const enrolled = await stageOf()
    expect(enrolled.stage).toBe('code')
    expect(await isOpen()).toBe(false)
    await confirmCode(enrolled, codeAt(account.totp, stepAt(new Date())), new Date())
    expect(await isOpen()).toBe(true)

    await database.owner`update accounts set totp_secret = null where id = ${account.id}`
    expect((await stageOf()).stage).toBe(role === 'employee' ? 'open' : 'enrol')
    expect(await isOpen()).toBe(role === 'employee')
  })

  test('also whoever holds such a role beside another one', async () => {
    const account = await testAccount(database.owner, agency, ['employee', 'auditor'])
    await database.owner`update accounts set totp_secret = null where id = ${account.id}`
    const id = await signIn({ userId: account.userId, password: account.password, userAgent: null }, new Date())
    expect((await findSession(id, new Date()))?.stage).toBe('enrol')
  })
})
