import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { assignActing, endActing } from '@/lib/auth/acting.server'
import type { Context, Role } from '@/lib/auth/actor'
import { findSession } from '@/lib/auth/sessions.server'
import { signIn } from '@/lib/auth/sign-in.server'
import { standingActor } from '@/lib/auth/standing-actor.server'
import { type TestAccount, testAccount, testAgency, testSession } from '@/lib/auth/testing.server'

const database = await testDatabase()
const now = new Date('2026-11-23T02:00:00Z')
const lastEvening = new Date('2026-11-30T16:59:59Z') // 30 November, 23.59 in Jakarta
const nextMorning = new Date('2026-11-30T17:00:00Z')
const order = {
  role: 'agency_signer',
  kind: 'acting',
  post: 'Kepala Badan Kepegawaian Daerah',
  letterNumber: '800.1.3/77/2026',
  until: '2026-11-30',
} as const

let admin: Context
let account: TestAccount

beforeEach(async () => {
  await database.reset()
  const bkn = await testAgency(database.owner, 'bkn')
  const own = await testAgency(database.owner, 'province', bkn)
  const { id, employeeId } = await testAccount(database.owner, bkn, ['bkn_admin'])
  const scope = { kind: 'national' } as const
  admin = { actor: { accountId: id, employeeId, name: 'Admin', agencyId: bkn, role: 'bkn_admin', scope }, now }
  account = await testAccount(database.owner, own, ['agency_approver', 'employee'])
})

const refused = (code: string) => expect.objectContaining({ code })

async function versioned() {
  const [row] = await database.owner<{ version: number }[]>`select version from accounts where id = ${account.id}`
  return { id: account.id, version: row?.version ?? 0 }
}

async function sessionAs(role: Role) {
  const { id } = await testSession(database.owner, account.id, role)
  await database.owner`update sessions set last_seen_at = ${nextMorning}, expires_at = ${new Date(+nextMorning + 3_600_000)}
    where id = ${id}`
  return id
}

test('whoever acts for another holds the role and says so, to the end of the last day in Jakarta', async () => {
  await assignActing(admin, { ...(await versioned()), ...order })
  const id = await sessionAs('agency_signer')
  const session = await findSession(id, lastEvening, false)
  expect(session?.acting).toEqual(order)
  expect(session?.roles).toEqual(['agency_approver', 'agency_signer', 'employee'])
  expect(await standingActor(account.id, 'agency_signer', lastEvening)).toMatchObject({ role: 'agency_signer' })

  expect(await findSession(id, nextMorning, false)).toBeUndefined()
  expect(await standingActor(account.id, 'agency_signer', nextMorning)).toBeUndefined()
  const own = await findSession(await sessionAs('agency_approver'), nextMorning, false)
  expect(own?.roles).toEqual(['agency_approver', 'employee'])
})

test('in a role of their own the same person acts for nobody', async () => {
  await assignActing(admin, { ...(await versioned()), ...order })
  expect((await findSession(await sessionAs('agency_approver'), lastEvening, false))?.acting).toBeNull()
})

test('an assignment ends the sessions that are open, as does its end, and the trail has both', async () => {
  const before = await sessionAs('agency_approver')
  await assignActing(admin, { ...(await versioned()), ...order })
  expect(await findSession(before, lastEvening, false)).toBeUndefined()
  const during = await sessionAs('agency_signer')
  await endActing(admin, { ...(await versioned()), reason: 'pejabatnya sudah dilantik' })
  expect(await findSession(during, lastEvening, false)).toBeUndefined()
  const trail = await database.owner`
    select event, before, after, reason from audit_events where subject_id = ${account.id} order by seq`
  expect(trail).toEqual([
    { event: 'account.update', before: { acting: null }, after: { acting: order }, reason: null },
    {
      event: 'account.update',
      before: { acting: order },
      after: { acting: null },
      reason: 'pejabatnya sudah dilantik',
    },
  ])
  await expect(endActing(admin, { ...(await versioned()), reason: 'sekali lagi' })).rejects.toEqual(
    refused('wrong_state'),
  )
})

test.each([
  ['account_role_held', { role: 'agency_approver' }],
  ['account_role_foreign', { role: 'bkn_signer' }],
  ['account_acting_over', { until: '2026-11-22' }],
] as const)('an assignment is refused as %s', async (code, change) => {
  await expect(assignActing(admin, { ...(await versioned()), ...order, ...change })).rejects.toEqual(refused(code))
})

test('the day itself is not over, and signing in goes to the role that is held for another', async () => {
  await assignActing(admin, { ...(await versioned()), ...order, role: 'mutation_officer', until: '2026-11-23' })
  const { userId, password } = account
  const session = await findSession(await signIn({ userId, password, userAgent: '' }, now), now)
  expect(session?.actor.role).toBe('mutation_officer')
  expect(session?.acting?.until).toBe('2026-11-23')
})
