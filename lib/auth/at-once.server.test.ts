import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase, testWbsDatabase } from '@/db/testing.server'
import type { GuardedAction } from '@/lib/action.server'
import { actions } from '@/lib/auth/access-table'
import type { Role } from '@/lib/auth/actor'
import { findActions, namesRow, sample } from '@/lib/auth/endpoints.fixture'
import { PERSONAL } from '@/lib/auth/personal-rows.fixture'
import { sessionCookieName } from '@/lib/auth/request-session.server'
import { aStranger, idsIn } from '@/lib/auth/stranger.fixture'
import { testAccount, testAgency, testSession } from '@/lib/auth/testing.server'
import { needsNoVersion, unversioned } from '@/lib/auth/unversioned.fixture'

/** Two people, or one with an impatient finger, press the same button: what they are told is never a fault. */
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
vi.mock('@/lib/auth/fresh-authentication.server', () => ({ requireFreshAuthentication: async () => undefined }))
vi.mock('@/lib/documents/uploads.server', async (original) => ({
  ...(await original<object>()),
  keepUpload: async (_context: unknown, _upload: unknown, keep: (pdf: object) => unknown) =>
    keep({ bytes: Buffer.from('%PDF-1.7'), pageCount: 1, originalName: 'SK.pdf' }),
}))
vi.mock('@/lib/documents/intake.server', async (original) => ({
  ...(await original<object>()),
  receivePdf: async () => ({ bytes: Buffer.from('%PDF-1.7'), pageCount: 1, originalName: 'SK.pdf' }),
}))
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(path.join(tmpdir(), 'satya-at-once-'))
process.env.FILES_FOLDER = folder
process.env.KEYS_FOLDER = path.join(folder, 'keys')
const database = await testDatabase()
await testWbsDatabase() // what the actions of WBS reach
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.reset()
})

const sentences: Record<string, unknown> = JSON.parse(readFileSync('messages/id/refusals.json', 'utf8'))
/** Exams keep programmes, items and papers as documents, which one row in every table does not make. */
const UNREACHED = '(office)/cat/'

type Guarded = GuardedAction<unknown, unknown>
const guarded = Object.entries(await findActions()).filter(
  (entry): entry is [string, Guarded] => 'permission' in entry[1] && !entry[0].startsWith(UNREACHED),
)
const versioned = guarded.filter(([, { schema }]) => 'version' in Object(sample(schema, '')))

const people: Partial<Record<Role, string>> = {}
let ids: string[] = []
let idsOf: (table: string) => string[] = () => []

beforeAll(async () => {
  const bkn = await testAgency(database.owner, 'bkn')
  const regional = await testAgency(database.owner, 'regional_office', bkn)
  const own = await testAgency(database.owner, 'province', regional)
  const home: Partial<Record<Role, number>> = { bkn_admin: bkn, bkn_verifier: regional, bkn_signer: regional }
  for (const [name] of guarded) {
    const role = roleOf(name)
    people[role] ??= (await testAccount(database.owner, home[role] ?? own, [role])).id
  }
  const stranger = await aStranger(database, own)
  const picture = await stranger.picture()
  ids = stranger.ids
  idsOf = (table) => idsIn({ [table]: picture[table] ?? [] })
})

function roleOf(name: string): Role {
  const access = actions[name]
  return (Array.isArray(access) ? access[0] : undefined) ?? 'mutation_officer'
}

/** What belongs to one person stands in one table, and nobody else reaches it there (access-rows.server.test.ts). */
function rowsFor(name: string, endpoint: Guarded): string[] {
  if (!namesRow(endpoint)) return ids.slice(0, 1)
  return PERSONAL[name] ? idsOf(PERSONAL[name]) : ids
}

/** Answers of so many calls at once for the first row that the action knows, and of one more. */
async function pressed(name: string, endpoint: Guarded, times: number, changes: object = {}): Promise<string[]> {
  const role = roleOf(name)
  const ask = async (id: string) => {
    const input = sample(endpoint.schema, id)
    return codeOf(endpoint, typeof input === 'object' && input !== null ? { ...input, ...changes } : input)
  }
  let codes: string[] = []
  for (const id of rowsFor(name, endpoint)) {
    browser.token = (await testSession(database.owner, people[role] ?? '', role)).token
    codes = await Promise.all(Array.from({ length: times }, () => ask(id)))
    if (codes.includes('not_found')) continue
    ids = [id, ...ids.filter((each) => each !== id)] // the next action often knows the same row
    return [...codes, await ask(id)]
  }
  return codes
}

async function codeOf(endpoint: Guarded, input: unknown): Promise<string> {
  try {
    const result = await endpoint(input)
    return result.ok ? 'ok' : result.refusal.code
  } catch (error) {
    if (String(Object(error).digest).startsWith('NEXT_REDIRECT')) return 'ok'
    throw error
  }
}

const hasSentence = (code: string) =>
  typeof code.split('.').reduce<unknown>((part, key) => Object(part)[key], sentences) === 'string'

test.each(guarded)('%s, pressed twice at once and once more, does it or says why not', async (name, endpoint) => {
  const codes = await pressed(name, endpoint, 2)
  expect(codes).not.toEqual([])
  expect(codes.filter((code) => code !== 'ok' && !hasSentence(code))).toEqual([])
})

test('every write takes the version of what somebody saw, or is listed with the reason why it needs none', () => {
  expect(versioned.length).toBeGreaterThan(5)
  const without = guarded.filter(([, { schema }]) => !namesVersion(sample(schema, ''))).map(([name]) => name)
  expect(without.filter((name) => !needsNoVersion(name))).toEqual([])
  const isOfNone = (listed: string) =>
    !without.some((name) => name === listed || (/[#/]$/.test(listed) && name.startsWith(listed)))
  expect(unversioned.filter(isOfNone)).toEqual([])
})

/** Of the row itself, or of each of several that are named. */
function namesVersion(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false
  return 'version' in input || Object.values(input).some(namesVersion)
}

test.each(versioned)('%s does nothing for whoever saw an older version', async (name, endpoint) => {
  const old = typeof Object(sample(endpoint.schema, '')).version === 'number' ? 9_999 : '1'
  const codes = await pressed(name, endpoint, 1, { version: old })
  expect(codes).not.toEqual([])
  expect(codes).not.toContain('ok')
})
