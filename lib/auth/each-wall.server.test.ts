import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { testDatabase, testWbsDatabase } from '@/db/testing.server'
import type { GuardedAction } from '@/lib/action.server'
import { actions } from '@/lib/auth/access-table'
import type { Actor, Context, Role } from '@/lib/auth/actor'
import { findActions, namesRow, sample } from '@/lib/auth/endpoints.fixture'
import { ask, isPolicy, reads, sees } from '@/lib/auth/reads.fixture'
import { aStranger, type Stranger } from '@/lib/auth/stranger.fixture'
import { testAccount, testAgency } from '@/lib/auth/testing.server'

/**
 * One wall alone, with the other one switched off. Without the first, it takes an officer for the stranger, whatever it
 * looks at (scope, agency, account, role, permission), and only the transaction knows who they really are. Without the
 * second, the officer is themselves and the transaction shows the rows of everybody. Either way every query of ours
 * asks for the stranger's rows and has to give none.
 */
type Wall = 'first' | 'second'
const wall = vi.hoisted(() => ({
  off: null as Wall | null,
  actor: null as Actor | null,
  officer: null as Actor | null,
  isTried: false,
}))

vi.mock('@/db/client.server', async (original) => {
  const real = await original<typeof import('@/db/client.server')>()
  const really = ({ actor, now }: Context): Context => {
    const isNobody = actor.scope.kind === 'system' || actor.scope.kind === 'visitor'
    if (isNobody || !wall.officer || wall.off === null) return { actor, now }
    return { actor: wall.off === 'first' ? wall.officer : { ...actor, scope: { kind: 'national' } }, now }
  }
  type Transact = (context: Context, run: (tx: unknown) => Promise<unknown>, lane?: never) => Promise<unknown>
  /** What is only tried, to learn what an action is about, leaves nothing behind. */
  const tried = async (transact: Transact, ...[context, run, lane]: Parameters<Transact>) => {
    const undone: { result?: unknown } = {}
    const thrown = async (tx: unknown) => {
      undone.result = await run(tx)
      throw undone
    }
    await transact(context, thrown, lane).catch((error: unknown) => {
      if (error !== undone) throw error
    })
    return undone.result
  }
  const behindWalls =
    (transact: Transact): Transact =>
    (context, run, lane) =>
      wall.isTried ? tried(transact, context, run, lane) : transact(really(context), run, lane)
  const { transact, transactPlanned, transactRaw } = real as unknown as Record<string, Transact>
  const doors = { transact, transactPlanned, transactRaw } as Record<string, Transact>
  return { ...real, ...Object.fromEntries(Object.entries(doors).map(([name, door]) => [name, behindWalls(door)])) }
})
vi.mock('@/lib/auth/permissions', async (original) => ({ ...(await original<object>()), isAllowed: () => true }))
vi.mock('@/lib/auth/session.server', () => ({
  currentSession: async () => ({ stage: 'open', actor: wall.actor, accountId: wall.actor?.accountId }),
}))
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
vi.mock('next-intl/server', () => ({ getLocale: async () => 'id' }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))

const folder = mkdtempSync(path.join(tmpdir(), 'satya-wall-'))
process.env.FILES_FOLDER = folder
const database = await testDatabase()
await testWbsDatabase() // what the actions of WBS reach: rows of its own, which lib/wbs looks at
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
  await database.owner`update list_exports set role = 'mutation_officer'`
  await database.owner`update bulk_items set item_id = ${employee}`
  await database.owner`
    update exam_sessions set published_at = now(), content = (select jsonb_agg(id) from exam_item_versions)`
  await database.owner`
    update exam_incidents set kind = 'disqualification', decided_by = gen_random_uuid(), decided_at = now(),
      attempt_id = (select id from exam_attempts limit 1)`
  await database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, agency_id, state,
        result_rating, behaviour_rating, predicate, ground, received_on)
      select plan_id, kind, '2026-10-01', '2026-10-31', employee_id, appraiser_id, agency_id, 'accepted',
        'as_expected', 'as_expected', 'good', 'SKP', '2026-11-02' from evaluations`
  })
  await database.owner`insert into audit_events (event, actor_name, role, agency_id, employee_id)
    values ('employee.read', 'Orang lain', 'auditor', ${agencies}::int, ${employee})`
})
function actorOf(role: Role, agencyId: number, accountId: string, employeeId: string): Actor {
  return { accountId, employeeId, name: 'Tini', agencyId, role, scope: { kind: 'agencies', agencyIds: [agencyId] } }
}

function asStranger(role: Role): Actor {
  const { agencies, account, employee } = stranger.person
  return actorOf(role, Number(agencies), account, employee)
}

function asOfficer(role: Role): Actor {
  if (!wall.officer) throw new Error('nobody asks')
  return { ...wall.officer, role }
}

/** Accounts and one's own session: kept by the system itself, which no wall of the database binds, and by BKN for all. */
const OF_THE_SYSTEM = /^\((office|signing-in)\)\/(admin\/akun|akun|masuk)#/

const endpoints = Object.entries(await findActions()).filter(
  (entry): entry is [string, GuardedAction<unknown, unknown>] =>
    'permission' in entry[1] && !OF_THE_SYSTEM.test(entry[0]),
)

/** Rules of an agency that name nobody: the second wall lets every office read them, as it does reference data. */
const SHARED = ['rules of daily entries']

const known = new Map<string, string[]>()
/** The rows of the stranger, those that were reached last first: the next action is often about the same one. */
let latest: string[] = []

/** The row that the stranger's own call reaches, or every one where it reaches none; always every one with EVERY_ROW=1. */
async function idsOf(name: string, endpoint: GuardedAction<unknown, unknown>, role: Role): Promise<string[]> {
  if (process.env.EVERY_ROW === '1') return stranger.ids
  const ids = known.get(name) ?? (await reached(endpoint, role))
  known.set(name, ids)
  return ids
}

async function reached(endpoint: GuardedAction<unknown, unknown>, role: Role): Promise<string[]> {
  wall.off = null
  wall.actor = asStranger(role)
  wall.isTried = true
  try {
    for (const id of new Set([...latest, ...stranger.ids])) {
      const result = await endpoint(sample(endpoint.schema, id))
      if (!result.ok && result.refusal.code === 'not_found') continue
      latest = [id, ...latest.filter((each) => each !== id)]
      return [id]
    }
    return stranger.ids
  } finally {
    wall.isTried = false
  }
}

/** Whom our code believes to ask while a wall is off. */
const asker = (off: Wall, role: Role) => (off === 'first' ? asStranger(role) : asOfficer(role))

describe.each(['first', 'second'] as const)('without the %s wall', (off) => {
  beforeEach(() => {
    wall.off = off
  })

  describe('reads', () => {
    test.each(Object.keys(reads).filter((name) => off === 'first' || name !== 'an account'))('%s', async (name) => {
      const context = { actor: asker(off, 'mutation_officer'), now }
      const answer = await ask(name, context, stranger)
      if (off === 'first' && !SHARED.includes(name))
        expect(await sees(name, context, stranger), 'with the second wall alone').toBe(false)
      wall.off = null
      if (off === 'second') expect(answer, 'with the first wall alone').toEqual(await ask(name, context, stranger))
      const itself = { actor: asStranger('mutation_officer'), now }
      expect(await sees(name, itself, stranger), 'as the stranger').toBe(true)
    })
  })

  describe('writes', () => {
    const folders = [...new Set(endpoints.map(([name]) => name.replace(/#.*/, '')))]

    test.each(folders)('%s', async (folder) => {
      const before = await stranger.picture()
      for (const [name, endpoint] of endpoints.filter(([name]) => name.startsWith(`${folder}#`))) {
        if (!namesRow(endpoint)) continue
        const [role = 'mutation_officer'] = Array.isArray(actions[name]) ? actions[name] : []
        const ids = await idsOf(name, endpoint, role)
        wall.off = off
        wall.actor = asker(off, role)
        for (const id of ids) {
          await endpoint(sample(endpoint.schema, id)).catch((error: unknown) => {
            if (!isPolicy(error)) throw error
          })
        }
      }
      expect(await stranger.picture()).toEqual(before)
    })
  })
})

test('and the same calls do write as the stranger', async () => {
  const remove = endpoints.find(([name]) => name.endsWith('#deleteViewAction'))?.[1]
  const before = (await stranger.picture()) as Record<string, { id: string }[]>
  const id = before.saved_views?.[0]?.id
  wall.off = null
  wall.actor = asStranger('mutation_officer')
  expect(await remove?.({ id })).toEqual({ ok: true, data: undefined })
  expect(await stranger.picture()).not.toEqual(before)
})
