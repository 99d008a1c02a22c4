import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { declareConflict } from '@/lib/wbs/conflict.server'
import { forgetDepartures, leaveReport } from '@/lib/wbs/departure.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { wentOut } from '@/lib/wbs/going-out.server'
import { handlingOffice, openNotesOf, sentReport, take } from '@/lib/wbs/handling.fixture'
import { asks, gives } from '@/lib/wbs/key-request.fixture'
import { asOfficer, requireMember } from '@/lib/wbs/officer.server'
import { type Person, TODAY } from '@/lib/wbs/people.fixture'
import { officerOf, signedFarewell } from '@/lib/wbs/report-people.fixture'
import { readPeople } from '@/lib/wbs/report-people.server'
import { ORIGIN, post, signed } from '@/lib/wbs/reporter.fixture'
import { hasWbsTask } from '@/lib/wbs/task.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const NOW = new Date(`${TODAY}T03:00:00Z`)
let office: Awaited<ReturnType<typeof handlingOffice>>

beforeEach(async () => {
  office = await handlingOffice(owner)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const leaves = (who: Person, report: string, said = signedFarewell(who, report, 'workload')) =>
  asOfficer(who.key.holder, NOW, (tx, officer, on) => leaveReport(tx, officer, said, on))

/** Starts these one after the other while the report is held, each when the one before it waits, and lets them go at once. */
async function together(report: string, starts: (() => Promise<unknown>)[]): Promise<string[]> {
  const answers: Promise<string>[] = []
  await owner.begin(async (held) => {
    await held`select from reports where id = ${report} for update`
    for (const start of starts) {
      answers.push(
        start().then(
          () => 'done',
          ({ code }) => String(code),
        ),
      )
      await vi.waitFor(async () => expect(await waiting()).toHaveLength(answers.length))
    }
  })
  return Promise.all(answers)
}
const waiting = () =>
  owner`select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`
const reads = (who: Person, report: string) =>
  transactWbs((tx) => requireMember(tx, officerOf(who), report)).then(
    () => true,
    () => false,
  )

test('who steps out loses every key of the report at once, what they proposed is gone, and its reporter reads why', async () => {
  const [{ report, keys }, other] = [await sentReport(), await sentReport('lain')]
  const { ani, citra } = office
  await openNotesOf(owner, report)
  await take(owner, 'propose', ani, { report, step: 'freeze' }, TODAY)
  await leaves(ani, report)
  expect(await owner`select from wraps where report_id = ${report} and holder = ${ani.key.id}`).toHaveLength(0)
  expect([await reads(ani, report), await reads(ani, other.report), await reads(citra, report)]).toEqual([
    ...[false, true, true],
  ])
  await expect(take(owner, 'decide', citra, { report, step: 'freeze' }, TODAY)).rejects.toThrow('wbs_not_proposed')
  await expect(leaves(ani, report), 'twice').rejects.toMatchObject({ code: 'not_found' })
  const { answer } = await post('buka', await signed(keys, 'buka', { after: 0 }))
  expect(answer.events).toMatchObject([{ kind: 'received' }, { kind: 'left_workload', role: 'verifikator' }])
})

test('nobody goes out by an open session of the office: they sign it today, for the key that the report runs on', async () => {
  const { report } = await sentReport()
  const { ani, budi } = office
  const signed = signedFarewell(ani, report, 'workload')
  for (const said of [
    { ...signed, signature: signedFarewell(budi, report, 'workload').signature },
    { ...signed, reason: 'transfer' as const },
    signedFarewell(ani, report, 'workload', { on: '2026-11-01' }),
  ])
    await expect(leaves(ani, report, said as typeof signed)).rejects.toMatchObject({ code: 'wbs_not_signed' })
  const later = signedFarewell(ani, report, 'workload', { epoch: 1 })
  await expect(leaves(ani, report, later)).rejects.toMatchObject({ code: 'wbs_wrong_epoch' })
  expect(await reads(ani, report)).toBe(true)
  await leaves(ani, report)
  expect((await transactWbs((tx) => readPeople(tx, officerOf(budi), report))).farewells).toEqual([
    { by: ani.key.id, reason: 'workload', epoch: 0, on: TODAY, signature: signed.signature },
  ])
})

test('how somebody went out is told to them alone, of that report alone, until they are let in again', async () => {
  const [{ report }, other] = [await sentReport(), await sentReport('lain')]
  const { ani, budi, citra } = office
  const how = (who: Person, of = report) => wentOut(who.key.holder, of)
  expect(await how(ani)).toBeUndefined()
  await leaves(ani, report)
  await asOfficer(budi.key.holder, NOW, (tx, officer, on) =>
    declareConflict(tx, officer, signedFarewell(budi, report, 'conflict'), on),
  )
  expect([await how(ani), await how(budi), await how(citra), await how(ani, other.report)]).toEqual([
    ...['leave', 'conflict', undefined, undefined],
  ])
  await transactWbs((tx) => forgetDepartures(tx, report, [ani.key.holder]))
  expect(await how(ani)).toBeUndefined()
})

test('whoever goes out takes their request for the key along: none comes back by it, not by one that is left over', async () => {
  const { report } = await sentReport()
  const { ani, budi, citra } = office
  await asks(ani, report)
  await leaves(ani, report)
  expect(await owner`select from key_requests`).toHaveLength(0)
  await owner`insert into key_requests (report_id, reader, places, asked_on)
    values (${report}, ${ani.key.id}, ${['pesan 0']}, ${TODAY})`
  expect((await transactWbs((tx) => readPeople(tx, officerOf(budi), report))).asking).toEqual([])
  await expect(gives(citra, report, ani)).rejects.toMatchObject({ code: 'not_found' })
  expect(await reads(ani, report)).toBe(false)
})

test('a request in the same moment as going out, or going out twice, is refused with a sentence', async () => {
  const { report } = await sentReport()
  const { ani } = office
  expect(
    await together(report, [() => leaves(ani, report), () => asks(ani, report), () => leaves(ani, report)]),
  ).toEqual(['done', 'not_found', 'not_found'])
  expect(await owner`select from key_requests`).toHaveLength(0)
})

test('two people go on: whoever would leave one alone stays', async () => {
  const { report } = await sentReport()
  await leaves(office.ani, report)
  await expect(leaves(office.citra, report)).rejects.toMatchObject({ code: 'wbs_last_two' })
  expect(await reads(office.citra, report)).toBe(true)
})

test('the others are told until there is a key that whoever left has not', async () => {
  const { report } = await sentReport()
  const { ani, budi, citra, dewi } = office
  await owner`update reports set due_on = null`
  const told = () => Promise.all([ani, budi, citra, dewi].map(({ key }) => hasWbsTask(key.holder, TODAY)))
  expect(await told()).toEqual([false, false, false, false])
  await leaves(ani, report)
  expect(await told()).toEqual([false, true, true, false])
  await owner`update reports set state = 'closed'`
  expect(await told(), 'a finished report needs no new key').toEqual([false, false, false, false])
  await owner`update reports set state = 'received', members = ${[budi.key.id, citra.key.id]}`
  expect(await told()).toEqual([false, false, false, false])
})
