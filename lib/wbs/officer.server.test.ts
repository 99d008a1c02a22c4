import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { officeInbox } from '@/lib/wbs/office-inbox.server'
import { requireMember, requireOfficer } from '@/lib/wbs/officer.server'
import { office, person } from '@/lib/wbs/people.fixture'
import { keepKeys, ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const { ani, budi, dewi, people, manifest, signed } = await office()

beforeEach(async () => {
  await publish(owner, signed)
  await keepKeys(owner, people)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const officerOf = (holder: string | null) => transactWbs((tx) => requireOfficer(tx, holder))
const memberOf = (holder: string, report: string) =>
  transactWbs(async (tx) => requireMember(tx, await requireOfficer(tx, holder), report))
const inboxOf = async (holder: string) => (await officeInbox(await officerOf(holder))).map(({ id }) => id)

async function sent(excluded: string[] = []) {
  const { body } = await reportOf('pelapor', { excluded })
  expect((await post('laporan', body)).status).toBe(200)
  return body.id
}

test('an account is what the signed list says of its key, and an account that no key belongs to is nobody', async () => {
  const { id, holder, roles } = ani.key
  expect(await officerOf(holder)).toEqual({ holder, keyId: id, keyIds: [id], roles })
  await expect(officerOf((await person('Orang lain')).key.holder)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(officerOf(null)).rejects.toMatchObject({ code: 'forbidden' })
})

test('a revoked key opens nothing, although the list that names it is still in force', async () => {
  const report = await sent()
  await owner`update recipient_keys set revoked_on = current_date where id = ${ani.key.id}`
  await expect(memberOf(ani.key.holder, report)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(inboxOf(ani.key.holder)).rejects.toMatchObject({ code: 'forbidden' })
})

test('a key that has ended is known and does not act; the one that runs does', async () => {
  const renewed = { ...(await person('Ani baru')), key: { ...(await person('Ani baru')).key, holder: ani.key.holder } }
  const keys = manifest.keys.map((key) => (key.id === ani.key.id ? { ...key, until: '2026-11-01' } : key))
  const next = await office({ version: 4, keys: [...keys, renewed.key] })
  await publish(owner, next.signed)
  await keepKeys(owner, [renewed])
  expect(await officerOf(ani.key.holder)).toMatchObject({ keyId: renewed.key.id, keyIds: [ani.key.id, renewed.key.id] })
})

test('whoever holds the key of a report finds it; for whoever was excluded, or belongs elsewhere, it is not there', async () => {
  const report = await sent([budi.key.id])
  expect(await memberOf(ani.key.holder, report)).toMatchObject({ id: report, state: 'received', epoch: 0 })
  expect(await inboxOf(ani.key.holder)).toEqual([report])
  for (const outsider of [budi, dewi]) {
    await expect(memberOf(outsider.key.holder, report)).rejects.toMatchObject({ code: 'not_found' })
    expect(await inboxOf(outsider.key.holder)).toEqual([])
  }
})

test('whoever has no wrap of the running epoch has left the report', async () => {
  const report = await sent()
  await owner`update reports set epoch = 1`
  await expect(memberOf(ani.key.holder, report)).rejects.toMatchObject({ code: 'not_found' })
  expect(await inboxOf(ani.key.holder)).toEqual([])
})
