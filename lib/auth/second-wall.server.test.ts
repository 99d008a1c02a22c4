import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { GuardedAction } from '@/lib/action.server'
import { listAccessToOwnFile, listAuditEvents } from '@/lib/audit-read.server'
import { actions } from '@/lib/auth/access-table'
import { findAccountById } from '@/lib/auth/accounts-read.server'
import type { Actor, Context, Role } from '@/lib/auth/actor'
import { findActions, sample } from '@/lib/auth/endpoints.fixture'
import { aStranger, type Stranger } from '@/lib/auth/stranger.fixture'
import { testAccount, testAgency } from '@/lib/auth/testing.server'
import { findArchive } from '@/lib/documents/archive.server'
import { findSigningProgress } from '@/lib/documents/signing.server'
import { listOwnSigningBatches } from '@/lib/documents/signing-list.server'
import { openDocument } from '@/lib/documents/stored-document.server'
import { listProblems } from '@/lib/import/problem-list.server'
import { listRuns } from '@/lib/import/run-pages.server'
import { findRun } from '@/lib/import/run-store.server'
import { listOwnExports } from '@/lib/list-exports.server'
import { countRows } from '@/lib/list-write.server'
import { exportLists } from '@/lib/lists.server'
import { Refusal } from '@/lib/refusal'
import { parseEmployeeAddress } from '@/lib/registry/employee-filter'
import { findEmployee, listEmployees } from '@/lib/registry/employees.server'
import { findHistories, findHistoryRow } from '@/lib/registry/histories.server'
import { searchEmployees } from '@/lib/registry/search.server'
import { findBulkRun, listBulkItems, listOwnBulkRuns } from '@/lib/sapk/bulk-progress.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { countProposals, listProposals } from '@/lib/sapk/proposal-read.server'
import { listViews } from '@/lib/saved-views.server'

/**
 * Row-level security alone: the first wall takes an officer for the stranger, whatever it looks at (scope, agency,
 * account, role, permission), and only the transaction knows who they really are. Every query of ours then asks for
 * the stranger's rows with full right.
 */
const wall = vi.hoisted(() => ({ isFirstOff: true, actor: null as Actor | null, officer: null as Actor | null }))

vi.mock('@/db/client.server', async (original) => {
  const real = await original<typeof import('@/db/client.server')>()
  const really = ({ actor, now }: Context): Context => ({
    actor: wall.isFirstOff && actor.scope.kind !== 'system' && wall.officer ? wall.officer : actor,
    now,
  })
  return {
    ...real,
    transact: ((context, ...rest) => real.transact(really(context), ...rest)) as typeof real.transact,
    transactRaw: ((context, ...rest) => real.transactRaw(really(context), ...rest)) as typeof real.transactRaw,
  }
})
vi.mock('@/lib/auth/permissions', async (original) => ({ ...(await original<object>()), isAllowed: () => true }))
vi.mock('@/lib/auth/session.server', () => ({
  currentSession: async () => ({ stage: 'open', actor: wall.actor, accountId: wall.actor?.accountId }),
}))
vi.mock('@/lib/auth/fresh-authentication.server', () => ({ requireFreshAuthentication: async () => undefined }))
vi.mock('@/lib/documents/intake.server', async (original) => ({
  ...(await original<object>()),
  receivePdf: async () => ({ bytes: Buffer.from('%PDF-1.7'), pageCount: 1, originalName: 'SK.pdf' }),
}))
vi.mock('next-intl/server', () => ({ getLocale: async () => 'id' }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))

const folder = mkdtempSync(path.join(tmpdir(), 'satya-wall-'))
process.env.FILES_FOLDER = folder
const database = await testDatabase()
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.reset()
})

let stranger: Stranger
const now = new Date()

beforeAll(async () => {
  const regional = await testAgency(database.owner, 'regional_office', null)
  const own = await testAgency(database.owner, 'province', regional)
  const foreign = await testAgency(database.owner, 'regency', null)
  const { id, employeeId } = await testAccount(database.owner, own, ['mutation_officer'])
  wall.officer = actorOf('mutation_officer', own, id, employeeId)
  stranger = await aStranger(database, foreign)
  const { agencies, employee } = stranger.person
  await database.owner`update bulk_runs set event = 'create'`
  await database.owner`update bulk_items set item_id = ${employee}`
  await database.owner`insert into audit_events (event, actor_name, role, agency_id, employee_id)
    values ('employee.read', 'Orang lain', 'auditor', ${agencies}::int, ${employee})`
})
beforeEach(() => {
  wall.isFirstOff = true
  wall.actor = asStranger('mutation_officer')
})

function actorOf(role: Role, agencyId: number, accountId: string, employeeId: string): Actor {
  return { accountId, employeeId, name: 'Tini', agencyId, role, scope: { kind: 'agencies', agencyIds: [agencyId] } }
}

function asStranger(role: Role): Actor {
  const { agencies, account, employee } = stranger.person
  return actorOf(role, Number(agencies), account, employee)
}

type Read = (context: Context, idIn: (table: string) => string) => Promise<unknown>

/** At least one query for each kind of row that a module shows. */
const reads: Record<string, Read> = {
  'an account': ({ actor }, id) => findAccountById(actor, id('accounts'), now),
  'the audit trail': async ({ actor }) => (await listAuditEvents(actor, {}, now)).rows,
  'who saw a file': async ({ actor }) => (await listAccessToOwnFile(actor, undefined, now)).rows,
  'a file': (context, id) => findEmployee(context, id('employees')),
  histories: (context, id) => findHistories(context, id('employees')),
  'a row of a history': (context, id) => findHistoryRow(context, 'rank', id('employees'), id('rank_history')),
  'the list of people': (context) => listEmployees(context, parseEmployeeAddress({}).filter, { size: 50 }),
  'the search': (context) => searchEmployees(context, '19850614'),
  'an archive': (context, id) => findArchive(context, id('employees')),
  'a document': (context, id) => openDocument(context, id('employee_documents')),
  'a letter': (context, id) => openDocument(context, id('issued_documents')),
  'a signing batch': async (context, id) => (await findSigningProgress(context, id('signing_batches'))).total,
  'signing batches': (context) => listOwnSigningBatches(context),
  'an import': (context, id) => findRun(context, id('import_runs')),
  imports: (context) => listRuns(context),
  'faults of an import': (context, id) => listProblems(context, id('import_runs')),
  'a proposal': (context, id) => findProposal(context, id('promotion_proposals')),
  proposals: (context) => listProposals(context, {}, { offset: 0, limit: 50 }),
  'counts of proposals': async (context) => Object.values(await countProposals(context)),
  'a bulk run': (context, id) => findBulkRun(context, id('bulk_runs')),
  'bulk runs': (context) => listOwnBulkRuns(context, ['create']),
  'the people of a bulk run': (context, id) =>
    listBulkItems(context, id('bulk_runs'), { state: undefined, offset: 0, limit: 9 }),
  downloads: (context) => listOwnExports(context),
  'saved views': (context) => listViews(context, 'x' as never),
  'people as a file': async (context) => countRows(context, await exportLists.employees.source(context, {}, 'id')),
  'proposals as a file': async (context) => countRows(context, await exportLists.proposals.source(context, {}, 'id')),
}

describe('reads', () => {
  test.each(Object.keys(reads))('%s', async (name) => {
    expect(await sees(name), 'with the second wall alone').toBe(false)
    wall.isFirstOff = false
    expect(await sees(name), 'as the stranger').toBe(true)
  })
})

/** Whether a query answers with anything of the stranger's. */
async function sees(name: string): Promise<boolean> {
  const picture = (await stranger.picture()) as Record<string, { id: string }[]>
  const idIn = (table: string) => picture[table]?.[0]?.id ?? ''
  const context: Context = { actor: asStranger('mutation_officer'), now }
  try {
    const found = await reads[name]?.(context, idIn)
    if (Array.isArray(found) || typeof found === 'number')
      return Number(Array.isArray(found) ? found.length : found) > 0
    return stranger.ids.some((id) => JSON.stringify(found ?? null).includes(id))
  } catch (error) {
    if (error instanceof Refusal || isPolicy(error)) return false
    if (String(error).includes('ENOENT')) return true // the row was found, its file never was there
    throw error
  }
}

function isPolicy(error: unknown): boolean {
  const texts = [String(error), error instanceof Error ? String(error.cause) : '']
  return texts.some((text) => /row-level security|permission denied/.test(text))
}

/** Kept by the system itself, which no wall binds: accounts and one's own session. */
const OF_THE_SYSTEM = /^\((office|signing-in)\)\/(admin\/akun|akun|masuk)#/

describe('writes', async () => {
  const found = Object.entries(await findActions()).filter(
    (entry): entry is [string, GuardedAction<unknown, unknown>] =>
      'permission' in entry[1] && !OF_THE_SYSTEM.test(entry[0]),
  )
  const folders = [...new Set(found.map(([name]) => name.replace(/#.*/, '')))]

  test.each(folders)('%s', async (folder) => {
    const endpoints = found.filter(([name]) => name.startsWith(`${folder}#`))
    const before = await stranger.picture()
    for (const [name, endpoint] of endpoints) {
      const [role] = Array.isArray(actions[name]) ? actions[name] : []
      wall.actor = asStranger(role ?? 'mutation_officer')
      for (const id of stranger.ids) {
        const input = sample(endpoint.schema, id)
        if (!JSON.stringify(input ?? null).includes(id)) break
        await endpoint(input).catch((error: unknown) => {
          if (!isPolicy(error)) throw error
        })
      }
    }
    expect(await stranger.picture()).toEqual(before)
  })

  test('and the same calls do write as the stranger', async () => {
    const remove = found.find(([name]) => name.endsWith('#deleteViewAction'))?.[1]
    const before = (await stranger.picture()) as Record<string, { id: string }[]>
    const id = before.saved_views?.[0]?.id
    wall.isFirstOff = false
    expect(await remove?.({ id })).toEqual({ ok: true, data: undefined })
    expect(await stranger.picture()).not.toEqual(before)
  })
})
