import { execFile } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { recordAudit } from '@/lib/audit.server'
import type { AuditEvent } from '@/lib/audit-event'
import { sealAudit, startSealing } from '@/lib/audit-seal.server'
import { sealHealth } from '@/lib/audit-seal-health.server'
import { verifyAudit } from '@/lib/audit-verify.server'
import { systemContext } from '@/lib/auth/actor'

const database = await testDatabase()
afterEach(database.reset)

const now = new Date('2026-11-23T02:00:00Z')
const context = systemContext('test', now)

/** Names are free here: the seal covers whatever stands there. */
const write = (...events: string[]) =>
  transact(context, async (tx) => {
    for (const event of events) await recordAudit(tx, context, event as AuditEvent, null, { n: 1 })
  })

/** The cluster is shared with other test files, whose transactions may hold the horizon back for a moment. */
async function sealAll(count: number): Promise<void> {
  let sealed = 0
  await expect
    .poll(
      async () => {
        sealed += (await sealAudit(now)).sealed
        return sealed
      },
      { timeout: 50_000 },
    )
    .toBe(count)
}

/** Three seals over two, three and one events. */
async function threeSeals(): Promise<number[]> {
  await write('a.one', 'a.two') // one transaction: no horizon comes between them
  await sealAll(2)
  await write('b.one', 'b.two', 'b.three')
  await sealAll(3)
  await write('c.one')
  await sealAll(1)
  return (await database.owner<{ id: number }[]>`select id::int from audit_seals order by id`).map(({ id }) => id)
}

const brokenSeals = async () => (await verifyAudit(now)).broken.map(({ id, why }) => ({ id, why }))

test('the chain covers every event once and is whole', async () => {
  await threeSeals()
  await write('d.one')
  expect(await verifyAudit(now)).toMatchObject({ seals: 3, events: 6, unsealed: 1, broken: [] })
})

test('a changed event breaks exactly its seal', async () => {
  const [, second] = await threeSeals()
  await database.owner`update audit_events set after = '{"n": 2}' where event = 'b.two'`
  expect(await brokenSeals()).toEqual([{ id: second, why: 'hash' }])
})

test('an event says where its actor served then, and the seal covers it', async () => {
  const actor = { ...context.actor, role: 'auditor' as const, unitName: 'Inspektorat Daerah' }
  await transact(context, (tx) => recordAudit(tx, { ...context, actor }, 'employee.read', null, null))
  await sealAll(1)
  const units = await database.owner`select unit from audit_events`
  expect(units.map(({ unit }) => unit)).toEqual(['Inspektorat Daerah'])
  for (const other of ['Dinas Lain', null]) {
    await database.owner`update audit_events set unit = ${other}`
    expect(await brokenSeals()).toMatchObject([{ why: 'hash' }])
  }
})

test('a deleted event breaks exactly its seal', async () => {
  const [, second] = await threeSeals()
  await database.owner`delete from audit_events where event = 'b.three'`
  expect(await brokenSeals()).toEqual([{ id: second, why: 'count' }])
})

test('an event slipped in later breaks exactly the seal it pretends to belong to', async () => {
  const [first] = await threeSeals()
  await database.owner`
    insert into audit_events (xid, event, actor_name, role) select xid, 'a.three', 'test', 'system'
    from audit_events where event = 'a.one'`
  expect(await brokenSeals()).toEqual([{ id: first, why: 'count' }])
})

test('a seal made anew over changed events breaks the one after it', async () => {
  const [, second, third] = await threeSeals()
  await database.owner`update audit_seals set hash = 'forged' where id = ${second ?? 0}`
  expect(await brokenSeals()).toEqual([
    { id: second, why: 'hash' },
    { id: third, why: 'hash' },
  ])
})

test('a missing seal is named', async () => {
  const [, second, third] = await threeSeals()
  await database.owner`delete from audit_seals where id = ${second ?? 0}`
  expect(await brokenSeals()).toEqual([{ id: third, why: 'gap' }])
})

test('a transaction that commits late is sealed later and never missed', async () => {
  await write('early')
  const sealedBefore = await database.owner.begin(async (late) => {
    await late`insert into audit_events (event, actor_name, role) values ('late', 'test', 'system')`
    await write('after')
    return (await sealAudit(now)).sealed
  })
  expect(sealedBefore).toBeLessThanOrEqual(1)
  await sealAll(3 - sealedBefore)
  expect(await verifyAudit(now)).toMatchObject({ events: 3, unsealed: 0, broken: [] })
})

test('after a restore into another cluster a new chain begins, and what was left over is sealed first', async () => {
  await write('before')
  await database.owner`update audit_incarnations set origin = 'another cluster'`
  await database.owner`update audit_events set xid = (xid::text::numeric + 1000000000)::text::xid8`
  await write('after')
  await sealAll(2)
  const seals = await database.owner`select incarnation, low_xid, event_count from audit_seals order by id`
  const [first, second] = seals.map((seal) => Number(seal.incarnation))
  expect(seals).toMatchObject([
    { low_xid: '0', event_count: 1 },
    { low_xid: '0', event_count: 1 },
  ])
  expect(second).toBe((first ?? 0) + 1)
  expect(await verifyAudit(now)).toMatchObject({ seals: 2, events: 2, unsealed: 0, broken: [] })
  await write('later')
  await sealAll(1)
  expect(await verifyAudit(now)).toMatchObject({ seals: 3, unsealed: 0, broken: [] })
})

test('a database whose transactions count anew goes on being sealed', async () => {
  await write('before')
  await sealAll(1)
  await database.owner`update audit_seals set high_xid = '9000000000000'`
  await sealAudit(now) // sees that its horizon lies before what was sealed
  await write('after')
  await sealAll(1)
  expect(await verifyAudit(now)).toMatchObject({ seals: 2, unsealed: 0 })
})

test('events that wait for over a minute are told of', async () => {
  await write('early')
  expect((await sealHealth(now)).isKeepingUp).toBe(true)
  await database.owner`update audit_events set at = now() - interval '61 seconds'`
  expect(await sealHealth(now)).toMatchObject({ unsealedEvents: 1, isKeepingUp: false })
  await sealAll(1)
  expect(await sealHealth(now)).toMatchObject({ sealedEvents: 1, unsealedEvents: 0, isKeepingUp: true })
})

test('only one sealer works at a time', async () => {
  for (let n = 0; n < 20; n++) await write(`event.${n}`)
  await expect
    .poll(
      async () => {
        await Promise.all([sealAudit(now), sealAudit(now), sealAudit(now)])
        return (await verifyAudit(now)).unsealed
      },
      { timeout: 50_000 },
    )
    .toBe(0)
  expect(await verifyAudit(now)).toMatchObject({ events: 20, broken: [] })
})

test('the application may add events and seals and change none', async () => {
  await write('a.one')
  const tampering = ['update audit_events set event = event', 'update audit_seals set hash = hash'].concat(
    ['audit_events', 'audit_seals'].flatMap((table) => [`delete from ${table}`, `truncate ${table}`]),
  )
  for (const role of ['satya_app', 'satya_national', 'satya_system', 'satya_jobs']) {
    for (const statement of tampering) {
      const attempt = database.app.begin(async (tx) => {
        await tx`select set_config('role', ${role}, true)`
        await tx.unsafe(statement)
      })
      await expect(attempt, `${role}: ${statement}`).rejects.toThrow('permission denied')
    }
  }
})

/** The command as an administrator calls it. */
function verify(): Promise<{ code: number; says: string }> {
  const call = ['--conditions=react-server', '--import', 'tsx', 'scripts/audit-verify.ts']
  return promisify(execFile)(process.execPath, call).then(
    ({ stdout }) => ({ code: 0, says: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, says: error.stderr }),
  )
}

test('the command says that the chain is whole, or names the first of the broken seals and ends with 1', async () => {
  const [, second, third] = await threeSeals()
  const whole = await verify()
  expect(whole.code).toBe(0)
  expect(whole.says).toContain('3 seals over 6 events, 0 events not sealed yet.')
  expect(whole.says).toContain('The chain is whole.')
  await database.owner`update audit_events set after = '{"n": 2}' where event in ('b.two', 'c.one')`
  const broken = await verify()
  expect(broken.code).toBe(1)
  expect(broken.says).toContain(`Broken: seal ${second} of `)
  expect(broken.says).not.toContain(`seal ${third} `)
  expect(broken.says).toContain('an event, or the seal before it, was changed. Broken seals in all: 2.')
})

test('what is written is sealed by itself, again and again, until the sealing is stopped', async () => {
  const sealing = startSealing()
  const isSealed = () => expect.poll(async () => (await verifyAudit(now)).unsealed, { timeout: 50_000 }).toBe(0)
  await write('a.one')
  await isSealed()
  await write('b.one')
  await isSealed()
  await sealing.stop()
  expect((await verifyAudit(now)).seals).toBe(2)
  await write('c.one')
  await setTimeout(2_500)
  expect(await verifyAudit(now)).toMatchObject({ seals: 2, unsealed: 1 })
})
