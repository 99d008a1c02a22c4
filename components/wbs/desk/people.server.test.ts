import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { calls } from '@/components/wbs/desk/calls'
import { testWbsDatabase } from '@/db/testing.server'
import { declareConflict } from '@/lib/wbs/conflict.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { handOutReport } from '@/lib/wbs/office-report.server'
import { asOfficer } from '@/lib/wbs/officer.server'
import { canBeAdded, readersOf } from '@/lib/wbs/people'
import { DEPLOYMENT, office, type Person, root, TODAY } from '@/lib/wbs/people.fixture'
import { lockWithRecovery } from '@/lib/wbs/recipient-key'
import { officerOf } from '@/lib/wbs/report-people.fixture'
import { readPeople } from '@/lib/wbs/report-people.server'
import { keepKeys, ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const { ani, budi, citra, dewi, people, manifest, signed } = await office()
const NOW = new Date(`${TODAY}T03:00:00Z`)
vi.setSystemTime(NOW)
const place = { deployment: DEPLOYMENT, rootKeys: [root.public] }
let report: string

beforeEach(async () => {
  await publish(owner, signed)
  await keepKeys(owner, people)
  const { body } = await reportOf('pelapor')
  await post('laporan', body)
  report = body.id
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

/** Unlocks the desk of somebody and opens the report on it. */
async function openAs(who: Person) {
  const { words, locked } = await lockWithRecovery(who)
  const officer = officerOf(who)
  await calls.unlock({ typed: words.join(' '), locked: [locked], officer, place, signed, seen: undefined })
  const { conversation } = await calls.open(await handOutReport(who.key.holder, report, NOW))
  return { conversation, people: await readPeople(officer, report) }
}

/** From the desk that is open to the server, as the section of the page does it. */
async function change(who: Person, leaving: Person[], adding: Person[]): Promise<void> {
  const ids = (persons: Person[]) => persons.map(({ key }) => key.id)
  const made = await calls.changePeople({ report, leaving: ids(leaving), adding: ids(adding) })
  await asOfficer(who.key.holder, NOW, (tx, officer, on) => changeKeys(tx, officer, made, on))
}

test('one who reads a report lets somebody in, who opens it on the own desk', async () => {
  const before = await openAs(ani)
  expect(canBeAdded(before.conversation, manifest, before.people).map(({ name }) => name)).toEqual(['Dewi'])
  await change(ani, [], [dewi])
  const { conversation, people: now } = await openAs(dewi)
  expect(readersOf(conversation, manifest, now).map(({ key }) => key.name)).toEqual(['Ani', 'Budi', 'Citra', 'Dewi'])
})

test('whoever declared a conflict stands as gone until a new key is made, and is never let in again', async () => {
  await asOfficer(citra.key.holder, NOW, (tx, officer, on) => declareConflict(tx, officer, report, on))
  const before = await openAs(ani)
  const standing = readersOf(before.conversation, manifest, before.people).map(({ key, standing: is }) => [
    key.name,
    is,
  ])
  expect(standing).toContainEqual(['Citra', 'left'])
  await change(ani, [citra], [])
  const after = await openAs(budi)
  expect(after.conversation).toMatchObject({ epoch: 1, members: [ani.key.id, budi.key.id] })
  expect(canBeAdded(after.conversation, manifest, after.people).map(({ name }) => name)).toEqual(['Dewi'])
  await expect(change(budi, [ani], [dewi])).rejects.toMatchObject({ code: 'wbs_not_yours_to_remove' })
  await expect(change(budi, [], [citra])).rejects.toMatchObject({ code: 'wbs_conflict' })
  await expect(handOutReport(citra.key.holder, report, NOW)).rejects.toMatchObject({ code: 'not_found' })
})
