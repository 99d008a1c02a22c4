import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { type Access, actions, pages, routes } from '@/lib/auth/access-table'
import { type Role, roles } from '@/lib/auth/actor'
import { addresses, type Endpoint, findActions } from '@/lib/auth/endpoints.fixture'
import { sessionCookieName } from '@/lib/auth/request-session.server'
import { testAccount, testAgency, testSession } from '@/lib/auth/testing.server'

/** The browser's side of a request; everything behind it is the product itself. */
const browser = vi.hoisted(() => ({ token: '' }))
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (name === sessionCookieName() && browser.token ? { value: browser.token } : undefined),
    set: () => undefined,
    delete: () => undefined,
  }),
  headers: async () => new Headers(),
}))
vi.mock('next-intl/server', () => ({ getLocale: async () => 'id' }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined, revalidateTag: () => undefined }))

const database = await testDatabase()
afterAll(database.reset)

const found = await findActions()

/** No schema of a form takes a function, so an allowed caller gets as far as `invalid` and changes nothing. */
const noInput = () => undefined

const tokens = new Map<Role, string>()

beforeAll(async () => {
  const bkn = await testAgency(database.owner, 'bkn')
  const regional = await testAgency(database.owner, 'regional_office', bkn)
  const own = await testAgency(database.owner, 'province', regional)
  const home: Partial<Record<Role, number>> = { bkn_admin: bkn, bkn_verifier: regional, bkn_signer: regional }
  for (const role of roles) {
    const account = await testAccount(database.owner, home[role] ?? own, [role])
    tokens.set(role, (await testSession(database.owner, account.id, role)).token)
  }
})

describe('the table is complete', () => {
  test('every exported action has a row, and every row an action', () => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(actions).sort())
  })
  test('every page has a row, and every row a page', () => {
    expect(addresses('page.tsx').sort()).toEqual(Object.keys(pages).sort())
  })
  test('every route handler has a row, and every row a route handler', () => {
    expect(addresses('route.ts').sort()).toEqual(Object.keys(routes).sort())
  })
})

describe.each(Object.entries(found))('%s', (name, endpoint) => {
  const access: Access = actions[name] ?? []

  test('refuses whoever is not signed in', async () => {
    expect(await codeFor(endpoint, '')).toBe('sign_in_required')
  })

  test.each(roles)('answers %s as the table says', async (role) => {
    const code = await codeFor(endpoint, tokens.get(role) ?? '')
    if (access === 'signing in') expect(['wrong_state', 'invalid']).toContain(code)
    else expect(code).toBe(access.includes(role) ? 'invalid' : 'forbidden')
  })
})

async function codeFor(endpoint: Endpoint, token: string): Promise<string> {
  browser.token = token
  const result = await endpoint(noInput)
  return result.ok ? 'ok' : result.refusal.code
}
