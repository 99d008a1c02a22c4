import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { figuresOf } from '@/lib/wbs/figures.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handlingOffice, sentReport, take } from '@/lib/wbs/handling.fixture'
import { asOfficer } from '@/lib/wbs/officer.server'
import { type Person, TODAY } from '@/lib/wbs/people.fixture'
import { quarterOf } from '@/lib/wbs/quarter'
import { ORIGIN, post, signed } from '@/lib/wbs/reporter.fixture'
import { deleteExpired } from '@/lib/wbs/retention.server'
import { signUnreadable, statedByTwo } from '@/lib/wbs/unreadable'
import { retractUnreadable, stateUnreadable } from '@/lib/wbs/unreadable.server'
import type { UnreadableReason } from '@/lib/wbs/unreadable-reasons'
import type { OpenAnswer } from '@/lib/wbs/wire'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const NOW = new Date(`${TODAY}T03:00:00Z`)
vi.setSystemTime(NOW)
let office: Awaited<ReturnType<typeof handlingOffice>>

beforeEach(async () => {
  office = await handlingOffice(owner)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const says = (who: Person, report: string, of = report, reason: UnreadableReason = 'first_message') =>
  asOfficer(who.key.holder, NOW, (tx, officer, on) => {
    const signature = signUnreadable(of, { reason, on }, who.sign)
    return stateUnreadable(tx, officer, { report, reason, on, signature }, on)
  })
const takesBack = (who: Person, report: string) =>
  asOfficer(who.key.holder, NOW, (tx, officer, on) => retractUnreadable(tx, officer, report, on))
const stateOf = async (report: string) => (await owner`select state, due_on from reports where id = ${report}`)[0]
const opened = async (keys: Parameters<typeof signed>[0]) =>
  (await post('buka', await signed(keys, 'buka', { after: 0 }))).answer as unknown as OpenAnswer

test('two people who state that nobody can open a report end it, and one alone does not, however often', async () => {
  const { report } = await sentReport()
  await says(office.ani, report)
  await says(office.ani, report, report, 'keys')
  expect(await stateOf(report)).toMatchObject({ state: 'received' })
  await says(office.citra, report)
  expect(await stateOf(report)).toEqual({ state: 'unreadable', due_on: null })
  await expect(says(office.budi, report)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(says(office.dewi, report), 'who reads it not').rejects.toMatchObject({ code: 'not_found' })
})

test('what was signed for another report, or by another key, is no statement', async () => {
  const [{ report }, other] = [await sentReport(), await sentReport('lain')]
  await expect(says(office.ani, report, other.report)).rejects.toMatchObject({ code: 'wbs_not_signed' })
  await expect(says({ ...office.ani, sign: office.budi.sign }, report)).rejects.toMatchObject({
    code: 'wbs_not_signed',
  })
})

test('the reporter is given what both signed, and a browser believes no single one of them', async () => {
  const { keys, report } = await sentReport()
  await says(office.ani, report)
  await says(office.budi, report)
  const { unreadable, report: known, events } = await opened(keys)
  expect(known?.state).toBe('unreadable')
  expect(
    statedByTwo(report, unreadable, office.manifest)
      .map(({ by }) => by)
      .sort(),
  ).toEqual([office.ani, office.budi].map(({ key }) => key.id).sort())
  expect(statedByTwo(report, unreadable.slice(1), office.manifest)).toEqual([])
  expect(statedByTwo('lain', unreadable, office.manifest)).toEqual([])
  const [one] = unreadable
  if (!one) throw new Error('nothing was stated')
  expect(statedByTwo(report, [one, one], office.manifest), 'one person twice').toEqual([])
  const forged = unreadable.map((each) => ({ ...each, reason: 'keys' as const }))
  expect(statedByTwo(report, forged, office.manifest)).toEqual([])
  expect(events.map(({ kind }) => kind)).toEqual(['received', 'unreadable_stated', 'unreadable_stated', 'unreadable'])
})

test('a reader who can open it after all takes the statements back, and it goes on where it was', async () => {
  const { report } = await sentReport()
  await take(owner, 'decide', office.ani, { report, step: 'acknowledge' }, TODAY)
  await says(office.ani, report)
  await says(office.budi, report)
  await takesBack(office.citra, report)
  const { state, due_on: dueOn } = (await stateOf(report)) ?? {}
  expect(state).toBe('verifying')
  expect(dueOn).not.toBeNull()
  expect(await owner`select * from closures`).toHaveLength(0)
  await expect(takesBack(office.citra, report)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('it is counted apart from what was concluded, also once it is deleted', async () => {
  const reports = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => sentReport(name)))
  for (const { report } of reports) {
    await says(office.ani, report)
    await says(office.budi, report)
  }
  const figures = () => transactWbs((tx) => figuresOf(tx, quarterOf(TODAY)))
  expect(await figures()).toMatchObject({ unreadable: 5, concluded: null })
  await deleteExpired(TODAY)
  await deleteExpired('2027-03-15')
  expect(await owner`select id from reports`).toHaveLength(0)
  expect(await figures()).toMatchObject({ unreadable: 5, received: 5 })
})
