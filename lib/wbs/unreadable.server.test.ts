import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { figuresOf } from '@/lib/wbs/figures.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handlingOffice, sentReport, take } from '@/lib/wbs/handling.fixture'
import { asks, gives } from '@/lib/wbs/key-request.fixture'
import { asOfficer } from '@/lib/wbs/officer.server'
import { type Person, TODAY } from '@/lib/wbs/people.fixture'
import { quarterOf } from '@/lib/wbs/quarter'
import { ORIGIN, post, signed } from '@/lib/wbs/reporter.fixture'
import { deleteExpired } from '@/lib/wbs/retention.server'
import { coverFor } from '@/lib/wbs/shredding.server'
import { hasWbsTask } from '@/lib/wbs/task.server'
import { signRetraction, signUnreadable, statedByTwo } from '@/lib/wbs/unreadable'
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
const takesBack = (who: Person, report: string, of = report) =>
  asOfficer(who.key.holder, NOW, (tx, officer, on) => {
    const signature = signRetraction(of, on, who.sign)
    return retractUnreadable(tx, officer, { report, on, signature }, on)
  })
const stateOf = async (report: string) =>
  (await owner`select state, due_on, is_frozen from reports where id = ${report}`)[0]
const opened = async (keys: Parameters<typeof signed>[0]) =>
  (await post('buka', await signed(keys, 'buka', { after: 0 }))).answer as unknown as OpenAnswer

test('two people who state that nobody can open a report end it, and one alone does not, however often', async () => {
  const { report } = await sentReport()
  await says(office.ani, report)
  await says(office.ani, report, report, 'keys')
  await says(office.ani, report)
  expect(await stateOf(report)).toMatchObject({ state: 'received' })
  await owner`update reports set is_frozen = true where id = ${report}`
  await says(office.budi, report)
  expect(await stateOf(report)).toEqual({ state: 'unreadable', due_on: null, is_frozen: false })
  await expect(says(office.ani, report)).rejects.toMatchObject({ code: 'wrong_state' })
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
  const [before] = await owner`select feedback_on::text as day from reports`
  expect(before?.day).toEqual(expect.any(String))
  await says(office.ani, report)
  await says(office.budi, report)
  await expect(takesBack(office.citra, report, 'another'), 'not signed').rejects.toMatchObject({
    code: 'wbs_not_signed',
  })
  await takesBack(office.citra, report)
  const { state, due_on: dueOn } = (await stateOf(report)) ?? {}
  expect(state).toBe('verifying')
  expect(dueOn).not.toBeNull()
  expect(await owner`select feedback_on::text as day from reports`).toEqual([before])
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

test('what the statements need: one reason, days that are near, and functions that the steps would ask for', async () => {
  const { report } = await sentReport()
  await says(office.ani, report)
  await says(office.budi, report, report, 'keys')
  expect(await stateOf(report), 'two reasons').toMatchObject({ state: 'received' })
  await expect(says(office.citra, report), 'no penelaah').rejects.toMatchObject({ code: 'wbs_not_your_step' })
  const { ani, budi, citra, manifest } = office
  const said = ({ key, sign }: Person, reason: UnreadableReason, on: string) => {
    return { by: key.id, reason, on, signature: signUnreadable(report, { reason, on }, sign) }
  }
  const count = (...statements: ReturnType<typeof said>[]) => statedByTwo(report, statements, manifest).length
  expect(count(said(ani, 'keys', '2026-01-05'), said(budi, 'keys', '2026-01-19'))).toBe(2)
  expect(count(said(ani, 'keys', '2026-01-05'), said(budi, 'keys', '2026-01-20'))).toBe(0)
  expect(count(said(ani, 'keys', TODAY), said(citra, 'keys', TODAY)), 'no inspektur').toBe(0)
})

test('of a report that somebody began with only the keys are stated, and not without the inspektur', async () => {
  const { report } = await sentReport()
  await owner`update reports set state = 'investigating' where id = ${report}`
  await expect(says(office.ani, report)).rejects.toMatchObject({ code: 'wrong_state' })
  await says(office.ani, report, report, 'keys')
  await says(office.citra, report, report, 'keys')
  expect(await stateOf(report)).toMatchObject({ state: 'investigating' })
  await says(office.budi, report, report, 'keys')
  expect(await stateOf(report)).toMatchObject({ state: 'unreadable' })
})

test('who writes in the report, or is given its key, has stated nothing', async () => {
  const { report } = await sentReport()
  const who = () => owner`select key_id from unreadable_statements`.then((rows) => rows.map((row) => row.key_id))
  await says(office.ani, report)
  await says(office.citra, report, report, 'keys')
  await take(owner, 'decide', office.ani, { report, step: 'acknowledge' }, TODAY)
  expect(await who()).toEqual([office.citra.key.id])
  await asks(office.citra, report)
  await gives(office.ani, report, office.citra)
  expect(await who()).toEqual([])
})

test('the identity of a report that ended so goes with it, and not before: one reader may take the ending back', async () => {
  const { report } = await sentReport()
  await coverFor(report, 'identity')
  await owner`insert into seals (report_id, ct, sealed_on) values (${report}, 'x', '2026-10-01')`
  const kept = async () => (await database.shred.owner`select from shred_keys where purpose = 'identity'`).length
  await says(office.ani, report)
  await says(office.budi, report)
  await deleteExpired(TODAY)
  expect(await kept()).toBe(1)
  expect(await owner`select from seals`).toHaveLength(1)
  await deleteExpired('2027-03-15')
  expect(await kept()).toBe(0)
})

test('the other readers are told that somebody stated it, until they stated it as well or two weeks are over', async () => {
  const { report } = await sentReport()
  await says(office.ani, report)
  const { ani, budi, citra, dewi } = office
  const told = (on: string) => Promise.all([ani, budi, citra, dewi].map(({ key }) => hasWbsTask(key.holder, on)))
  expect(await told(TODAY)).toEqual([false, true, true, false])
  await owner`update reports set due_on = null`
  expect(await told('2026-11-17')).toEqual([false, false, false, false])
})
