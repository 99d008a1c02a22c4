import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { keepIdentity, readKeeping } from '@/lib/wbs/identity-keeping.server'
import { ORIGIN } from '@/lib/wbs/reporter.fixture'
import { deleteExpired } from '@/lib/wbs/retention.server'
import { coverFor, coversOf } from '@/lib/wbs/shredding.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
let people: Awaited<ReturnType<typeof handlingOffice>>
let report: string

const [NOW, TODAY] = [new Date('2026-11-20T03:00:00Z'), '2026-11-20']

beforeEach(async () => {
  people = await handlingOffice(owner)
  report = (await sentReport()).report
  await owner`insert into seals (report_id, ct, sealed_on) values (${report}, '\\x00', '2026-11-02')`
  await coverFor(report, 'identity')
})
afterEach(database.reset)

const sealed = async () => (await owner`select from seals`).length + (await coversOf([report], 'identity')).size
const close = () => owner`update reports set state = 'closed' where id = ${report}`

test('an identity goes with its key when the report ends', async () => {
  await deleteExpired(TODAY)
  expect(await sealed()).toBe(2)
  await close()
  await deleteExpired(TODAY)
  expect(await sealed()).toBe(0)
  expect(await owner`select kind from events order by number`).toMatchObject([{}, { kind: 'identity_removed' }])
})

test('the inspektur keeps it while LPSK or a reward is pending, and lets it go; the reporter sees both', async () => {
  const { budi } = people
  await keepIdentity(budi.key.holder, { report, keeps: true }, NOW)
  await keepIdentity(budi.key.holder, { report, keeps: true }, NOW)
  await close()
  await deleteExpired(TODAY)
  expect(await sealed()).toBe(2)
  await keepIdentity(budi.key.holder, { report, keeps: false }, NOW)
  await deleteExpired(TODAY)
  expect(await sealed()).toBe(0)
  expect(await owner`select kind, role from events order by number offset 1`).toEqual([
    { kind: 'identity_kept', role: 'inspektur' },
    { kind: 'identity_not_kept', role: 'inspektur' },
    { kind: 'identity_removed', role: 'sistem' },
  ])
})

test('an identity that is given on the day the report is seen finished, for a reward, stays', async () => {
  await close()
  await owner`update seals set sealed_on = ${TODAY}`
  await deleteExpired(TODAY)
  expect(await sealed()).toBe(2)
})

test('nobody else says so: no other role, and no Inspektur who does not read the report', async () => {
  const { ani, budi, dewi } = people
  await expect(keepIdentity(ani.key.holder, { report, keeps: true }, NOW)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(keepIdentity(dewi.key.holder, { report, keeps: true }, NOW)).rejects.toMatchObject({ code: 'not_found' })
  await owner`delete from wraps where holder = ${budi.key.id}`
  await expect(keepIdentity(budi.key.holder, { report, keeps: true }, NOW)).rejects.toMatchObject({ code: 'not_found' })
})

test('the desk shows who may say so', async () => {
  const { ani } = people
  const officer = { holder: ani.key.holder, keyId: ani.key.id, keyIds: [ani.key.id], roles: ani.key.roles }
  expect(await transactWbs((tx) => readKeeping(tx, officer, report))).toEqual({ keeps: false, isKeeper: false })
})
