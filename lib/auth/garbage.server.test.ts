import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase, testWbsDatabase } from '@/db/testing.server'
import { fillEveryTable } from '@/db/testing-rows.server'
import { actions } from '@/lib/auth/access-table'
import type { Role } from '@/lib/auth/actor'
import { type Endpoint, findActions, namesRow, sample } from '@/lib/auth/endpoints.fixture'
import { PERSONAL } from '@/lib/auth/personal-rows.fixture'
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
vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(path.join(tmpdir(), 'satya-garbage-'))
process.env.FILES_FOLDER = path.join(folder, 'files')
process.env.KEYS_FOLDER = path.join(folder, 'keys')
const database = await testDatabase()
await testWbsDatabase() // what the actions of WBS reach
afterAll(async () => {
  await database.reset()
  rmSync(folder, { recursive: true })
})

const found = await findActions()
const sentences: Record<string, unknown> = JSON.parse(readFileSync('messages/id/refusals.json', 'utf8'))

/** What a person, a broken client or an attacker may put in the place of one value. */
const GARBAGE: readonly unknown[] = [
  undefined,
  null,
  '',
  ' ',
  'a\0b dan cukup panjang untuk alasan',
  'ganjil \ud800 dan cukup panjang untuk alasan',
  "'; drop table employees; -- dan cukup panjang",
  '../../../../etc/passwd%00.pdf',
  'x'.repeat(100_000),
  '2026-02-30',
  '+275760-09-13',
  '99999999-9999-4999-8999-999999999999',
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  10n ** 30n,
  new Date(Number.NaN),
  [],
  [[]],
  {},
  { toString: 'x', __proto__: null, constructor: null },
  { 'a\0b': 'c' },
  new Map([['id', 'x']]),
  new Uint8Array(8),
  new File(['x'], '../../\0.pdf'),
]

let bkn = 0
let regional = 0
let own = 0
let ids: string[] = []
/** One of each table. */
let idOf: Record<string, string> = {}

beforeAll(async () => {
  bkn = await testAgency(database.owner, 'bkn')
  regional = await testAgency(database.owner, 'regional_office', bkn)
  own = await testAgency(database.owner, 'province', regional)
  const colleague = await testAccount(database.owner, own, ['mutation_officer'])
  await fillEveryTable(database.owner, { agencies: String(own), employee: colleague.employeeId, account: colleague.id })
  const rows = await everyRow()
  ids = rows.map(({ id }) => id)
  idOf = Object.fromEntries(rows.map(({ table, id }) => [table, id]))
})

test.each(Object.entries(found))('%s answers garbage in any place with a sentence', async (name, endpoint) => {
  const ask = await askerOf(name, endpoint)
  const id = await reachable(name, endpoint, ask)
  expect(id).not.toBe('')
  const wrong: string[] = []
  for (const [place, input] of variants(sample(endpoint.schema, id))) {
    const code = await ask(input)
    if (code !== 'ok' && !hasSentence(code)) wrong.push(`${place}: ${code}`)
  }
  expect(wrong).toEqual([])
})

/** Calls the endpoint as somebody who may, with a new session when the last call went through: it may have changed it. */
async function askerOf(name: string, endpoint: Endpoint): Promise<(input: unknown) => Promise<string>> {
  const access = actions[name]
  const role: Role = (Array.isArray(access) ? access[0] : undefined) ?? 'mutation_officer'
  const home: Partial<Record<Role, number>> = { bkn_admin: bkn, bkn_verifier: regional, bkn_signer: regional }
  const { id: account } = await testAccount(database.owner, home[role] ?? own, [role])
  const stage = 'stage' in endpoint && endpoint.stage !== 'any' ? endpoint.stage : 'open'
  let isFresh = false
  const ask = async (input: unknown): Promise<string> => {
    const isNew = !isFresh
    if (isNew) {
      const session = await testSession(database.owner, account, role)
      await database.owner`update sessions set stage = ${stage} where id = ${session.id}`
      browser.token = session.token
    }
    const code = await codeOf(endpoint, input)
    const hasEnded = code === 'sign_in_required'
    isFresh = code !== 'ok' && !hasEnded && !code.startsWith('threw')
    return hasEnded && !isNew ? ask(input) : code
  }
  return ask
}

async function codeOf(endpoint: Endpoint, input: unknown): Promise<string> {
  try {
    const result = await endpoint(input)
    return result.ok ? 'ok' : result.refusal.code
  } catch (error) {
    const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
    return digest.startsWith('NEXT_REDIRECT') ? 'ok' : `threw ${causeOf(error)}`
  }
}

/** The identifier with which the endpoint gets furthest, so that garbage beside it gets far too. */
async function reachable(name: string, endpoint: Endpoint, ask: (input: unknown) => Promise<string>): Promise<string> {
  if (!namesRow(endpoint)) return ids[0] ?? ''
  if (PERSONAL[name]) return idOf[PERSONAL[name]] ?? ''
  for (const id of ids) {
    if ((await ask(sample(endpoint.schema, id))) === 'not_found') continue
    ids = [id, ...ids.filter((each) => each !== id)] // the next endpoint often knows the same row
    return id
  }
  return ids[0] ?? ''
}

/** Each place inside gets one in so many kinds of garbage, in turns: together the places get every kind. */
const TURNS = 5

/** The input with garbage in each of its places, one after the other; every kind in the place of the whole. */
function* variants(input: unknown, place = 'input', turn?: number): Generator<[place: string, input: unknown]> {
  for (const [index, garbage] of GARBAGE.entries()) {
    if (turn === undefined || index % TURNS === turn % TURNS) yield [`${place} garbage ${index}`, garbage]
  }
  if (typeof input !== 'object' || input === null || input instanceof Blob || ArrayBuffer.isView(input)) return
  for (const [nth, [key, value]] of Object.entries(input).entries()) {
    for (const [inside, variant] of variants(value, `${place}.${key}`, (turn ?? 0) + nth)) {
      yield [inside, Array.isArray(input) ? [variant] : { ...input, [key]: variant }]
    }
  }
}

function hasSentence(code: string): boolean {
  const found = code.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], sentences)
  return typeof found === 'string'
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return String(cause).split('\n')[0] ?? ''
}

async function everyRow(): Promise<{ table: string; id: string }[]> {
  const tables = await database.owner<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'id' and data_type = 'uuid' order by 1`
  const rows = await Promise.all(
    tables.map(({ name }) => database.owner.unsafe(`select '${name}' as table, id::text from ${name}`)),
  )
  return rows.flat().map(({ table, id }) => ({ table: String(table), id: String(id) }))
}
