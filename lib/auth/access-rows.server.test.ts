import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { testDatabase, testWbsDatabase } from '@/db/testing.server'
import { fillEveryTable } from '@/db/testing-rows.server'
import type { GuardedAction } from '@/lib/action.server'
import { actions } from '@/lib/auth/access-table'
import { type Role, roles } from '@/lib/auth/actor'
import { findActions, namesRow, sample } from '@/lib/auth/endpoints.fixture'
import { PERSONAL } from '@/lib/auth/personal-rows.fixture'
import { sessionCookieName } from '@/lib/auth/request-session.server'
import { aStranger, idsIn, type Stranger } from '@/lib/auth/stranger.fixture'
import { testAccount, testAgency, testSession } from '@/lib/auth/testing.server'

/**
 * Every action that names rows × every role × the rows of one's own and of another agency, of the kind that the action
 * is about; of every kind where it is about none, and of another agency's with EVERY_ROW=1 (`npm run test:rows`).
 * Whoever sends it has just proved who they are, and the paper they send is a good one: only whose row it is decides.
 */
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

const folder = mkdtempSync(path.join(tmpdir(), 'satya-rows-'))
process.env.FILES_FOLDER = folder
const database = await testDatabase()
await testWbsDatabase() // what the actions of WBS reach
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.reset()
})

/** Their shapes hold what the generator cannot make (bytes, a mapping, a code); they are asked all the same. */
const UNGUESSABLE = [
  '(office)/cat/bank-soal#saveItemAction',
  '(office)/cat/hasil#proposeRulingAction',
  '(office)/cat/peserta#keepPhotosAction',
  '(office)/cat/peserta#stageCandidatesAction',
  '(office)/impor#appendImportAction',
  '(office)/impor#mapImportAction',
  '(office)/kinerja/tim#giveFeedbackAction',
  '(office)/kinerja/tindak-lanjut#decideAbsenceAction',
  '(office)/kinerja/tindak-lanjut#mapAbsencesAction',
]

/** What they name is the agency's own, and BKN reaches only what holds for the whole country. */
const isNational = ({ name, role }: { name: string; role: Role }) =>
  role === 'bkn_admin' && name.startsWith('(office)/cat/program#')

/** They ask for more than a row: an open period, look-alikes, a letter in force, a proposal to decide, a seat of a session, a room of a site,
 * a site with its rooms, a row of a file, days that reach a step. */
const UNREACHED = [
  '(office)/kinerja/tindak-lanjut#fixAbsenceCellAction', // the row of a file that has none
  '(office)/cat/lokasi#saveRoomAction',
  '(office)/cat/peserta#fixCandidateCellAction',
  '(office)/cat/sesi/baru#saveSessionAction',
  '(office)/cat/sesi#decideCancellationAction',
  '(office)/cat/sesi#decideDisqualificationAction',
  '(office)/cat/sesi#decideReinstatementAction',
  '(office)/cat/sesi#declineCancellationAction',
  '(office)/cat/sesi#declineDisqualificationAction',
  '(office)/cat/sesi#declineReinstatementAction',
  '(office)/cat/sesi#recordIncidentAction',
  '(office)/duplikat#dismissDuplicateAction',
  '(office)/duplikat#mergeEmployeesAction',
  '(office)/impor#mapImportAction',
  '(office)/kinerja/tindak-lanjut#decideAbsenceAction',
  '(office)/sapk/kenaikan-pangkat#createProposalsAction',
  '(office)/sapk/tanda-tangan#correctTechnicalAction',
]

const guarded = Object.entries(await findActions()).filter(
  (entry): entry is [string, GuardedAction<unknown, unknown>] => 'permission' in entry[1],
)
const cases = guarded
  .filter(([, endpoint]) => namesRow(endpoint))
  .flatMap(([name, endpoint]) => roles.map((role) => ({ name, endpoint, role })))
const isAllowed = ({ name, role }: { name: string; role: Role }) => actions[name]?.includes(role)

/** Reports lie in a database of their own; whose they are is looked at beside each function of lib/wbs. */
const isOfReports = ({ name }: { name: string }) => name.startsWith('(office)/wbs')
const allowed = cases.filter((each) => isAllowed(each) && !isOfReports(each))
const isFirst = ({ name, role }: { name: string; role: Role }, among = allowed) =>
  among.find((each) => each.name === name)?.role === role

type Side = 'own' | 'foreign'
const tokens: Record<Side, Partial<Record<Role, string>>> = { own: {}, foreign: {} }
let stranger: Stranger

beforeAll(async () => {
  const bkn = await testAgency(database.owner, 'bkn')
  const agency = await staff('own', bkn)
  await staff('foreign', bkn)
  stranger = await aStranger(database, agency)
})

/** An agency, the regional office that serves it, and somebody in each role. */
async function staff(side: Side, bkn: number): Promise<number> {
  const regional = await testAgency(database.owner, 'regional_office', bkn)
  const office = await testAgency(database.owner, 'province', regional)
  const home: Partial<Record<Role, number>> = { bkn_admin: bkn, bkn_verifier: regional, bkn_signer: regional }
  for (const role of roles) {
    const account = await testAccount(database.owner, home[role] ?? office, [role])
    tokens[side][role] = (await testSession(database.owner, account.id, role)).token
  }
  return office
}

/** The code with which an action answers for one row. */
async function codeFor(endpoint: GuardedAction<unknown, unknown>, side: Side, role: Role, id: string): Promise<string> {
  browser.token = tokens[side][role] ?? ''
  const result = await endpoint(sample(endpoint.schema, id))
  return result.ok ? 'ok' : result.refusal.code
}

describe('without the right', () => {
  test.each(cases.filter((each) => !isAllowed(each)))('$name refuses $role', async ({ endpoint, role }) => {
    for (const side of ['own', 'foreign'] as const) {
      expect(await codeFor(endpoint, side, role, stranger.ids[0] ?? '')).toBe('forbidden')
    }
  })
})

const refill = () => fillEveryTable(database.owner, stranger.person)

/** In which table the row of an action stands, as the first role that reached one found it. */
const tableOf = { ...PERSONAL }
/** Those tables, the latest first: the next action is often about the same kind of row. */
let latest: string[] = []

describe('rows of the own agency', () => {
  beforeEach(refill)

  test.each(allowed)('$name reaches them for $role', async ({ name, endpoint, role }) => {
    const code = await firstReached(name, endpoint, role)
    expect(code).not.toBe('forbidden')
    const isHidden = name in PERSONAL || isNational({ name, role })
    if (!UNREACHED.includes(name)) expect(code === 'not_found').toBe(isHidden)
  })
})

/** Asks for one row after the other, those of the table that is known first, until one is there. What belongs to one
 * person is in no other table. */
async function firstReached(name: string, endpoint: GuardedAction<unknown, unknown>, role: Role): Promise<string> {
  const picture = await stranger.picture()
  const known = tableOf[name] ? [tableOf[name]] : []
  for (const table of new Set([...known, ...latest, ...Object.keys(picture)])) {
    if (name in PERSONAL && table !== PERSONAL[name] && !isFirst({ name, role })) break
    for (const id of idsIn({ [table]: picture[table] ?? [] })) {
      const code = await codeFor(endpoint, 'own', role, id)
      if (code === 'not_found') continue
      tableOf[name] = table
      latest = [table, ...latest.filter((each) => each !== table)]
      return code
    }
  }
  return 'not_found'
}

describe('rows of another agency', () => {
  let before: Awaited<ReturnType<Stranger['picture']>> = {}
  beforeAll(async () => {
    await refill() // nobody changes them, which each case proves
    before = await stranger.picture()
  })

  const local = allowed.filter(({ role }) => role !== 'bkn_admin')
  const isSwept = (each: { name: string; role: Role }) => process.env.EVERY_ROW === '1' && isFirst(each, local)

  test.each(local)('$name leaves them alone for $role', async ({ name, endpoint, role }) => {
    const table = tableOf[name]
    const rows = table && !isSwept({ name, role }) ? { [table]: before[table] ?? [] } : before
    for (const id of idsIn(rows)) {
      const code = await codeFor(endpoint, 'foreign', role, id)
      if (!UNGUESSABLE.includes(name)) expect(['not_found', 'ok']).toContain(code) // ok: many at once, each on its own
    }
    expect(await stranger.picture()).toEqual(before)
  })
})
