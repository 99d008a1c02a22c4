import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { declareConflict, requireNoConflict } from '@/lib/wbs/conflict.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handlingOffice, openNotesOf, sentReport, take } from '@/lib/wbs/handling.fixture'
import { askForKey } from '@/lib/wbs/key-request.server'
import { requireMember, requireOfficer } from '@/lib/wbs/officer.server'
import { office, type Person } from '@/lib/wbs/people.fixture'
import { signedFarewell } from '@/lib/wbs/report-people.fixture'
import { ORIGIN, post, signed } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const { ani, budi, citra } = await office()
const TODAY = '2026-11-02'

beforeEach(async () => {
  await handlingOffice(owner)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const declares = (who: Person, report: string) =>
  transactWbs(async (tx) =>
    declareConflict(tx, await requireOfficer(tx, who.key.holder), signedFarewell(who, report, 'conflict'), TODAY),
  )
const isMember = ({ key }: Person, report: string) =>
  transactWbs(async (tx) => requireMember(tx, await requireOfficer(tx, key.holder), report)).then(
    () => true,
    () => false,
  )

test('who declares a conflict of interest loses every key of the report at once, in both rings, and no other report', async () => {
  const { report, keys } = await sentReport()
  const other = await sentReport('pelapor-lain')
  await openNotesOf(owner, report)
  await declares(ani, report)
  expect(await owner`select 1 from wraps where report_id = ${report} and holder = ${ani.key.id}`).toHaveLength(0)
  expect(await isMember(ani, report)).toBe(false)
  expect(await isMember(ani, other.report)).toBe(true)
  expect(await isMember(budi, report)).toBe(true)
  const { answer } = await post('buka', await signed(keys, 'buka', { after: 0 }))
  expect(answer.events).toMatchObject([{ kind: 'received' }, { kind: 'conflict', role: 'verifikator' }])
})

test('nobody gives the keys to that person again, and what they proposed, asked for or stated is gone', async () => {
  const { report } = await sentReport()
  const places = [{ ring: 'pesan' as const, epoch: 0 }]
  const asks = async (tx: WbsTx) => askForKey(tx, await requireOfficer(tx, ani.key.holder), { report, places }, TODAY)
  await transactWbs(asks)
  await openNotesOf(owner, report)
  await take(owner, 'propose', ani, { report, step: 'freeze' }, TODAY)
  await owner`insert into unreadable_statements (report_id, holder, key_id, reason, stated_on, signature)
    values (${report}, ${ani.key.holder}, ${ani.key.id}, 'keys', ${TODAY}, ${Buffer.alloc(64)})`
  await declares(ani, report)
  expect(await owner`select from key_requests`).toHaveLength(0)
  expect(await owner`select from unreadable_statements`).toHaveLength(0)
  await expect(transactWbs((tx) => requireNoConflict(tx, report, ani.key.holder))).rejects.toThrow('wbs_conflict')
  await transactWbs((tx) => requireNoConflict(tx, report, budi.key.holder))
  await expect(take(owner, 'decide', citra, { report, step: 'freeze' }, TODAY)).rejects.toThrow('wbs_not_proposed')
})

test('the last reader stays until somebody else can go on', async () => {
  const { report } = await sentReport()
  await declares(ani, report)
  await declares(budi, report)
  await expect(declares(citra, report)).rejects.toThrow('wbs_last_reader')
  expect(await isMember(citra, report)).toBe(true)
})
