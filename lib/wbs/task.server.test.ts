import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { office, person } from '@/lib/wbs/people.fixture'
import { remindReporters } from '@/lib/wbs/reminder.server'
import { ORIGIN, post, signed } from '@/lib/wbs/reporter.fixture'
import { hasWbsTask } from '@/lib/wbs/task.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const { ani, budi, citra, dewi } = await office()

beforeEach(async () => {
  await handlingOffice(owner)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const DUE = '2026-11-06' // a Friday
const waiting = (report: string, state: string) =>
  owner`update reports set state = ${state}, due_on = ${DUE} where id = ${report}`

test('whose turn it is are told two working days before, the inspektur on the day, the head five working days after', async () => {
  await waiting((await sentReport()).report, 'verifying')
  const told = async (on: string) => {
    const each = await Promise.all([ani, budi, citra, dewi].map(({ key }) => hasWbsTask(key.holder, on)))
    return ['Ani', 'Budi', 'Citra', 'Dewi'].filter((_, at) => each[at]).join()
  }
  await owner`update manifests set content = replace(content, '["penelaah","inspektur"]', '["inspektur"]')`
  await owner`update manifests set content = replace(content, '["inspektur","penelaah"]', '["inspektur"]')`
  expect(await told('2026-11-03')).toBe('')
  expect(await told('2026-11-04')).toBe('Ani')
  expect(await told(DUE)).toBe('Ani,Budi')
  expect(await told('2026-11-12')).toBe('Ani,Budi')
  expect(await told('2026-11-13')).toBe('Ani,Budi,Dewi')
})

test('nobody is told of a report that is not theirs, of none at all, or of one that is finished', async () => {
  const { report } = await sentReport()
  await waiting(report, 'verifying')
  expect(await hasWbsTask((await person('Orang lain')).key.holder, DUE)).toBe(false)
  expect(await hasWbsTask(null, DUE)).toBe(false)
  await owner`delete from wraps where holder = ${ani.key.id}`
  expect(await hasWbsTask(ani.key.holder, DUE)).toBe(false)
  await owner`update reports set state = 'closed', due_on = null`
  expect(await hasWbsTask(dewi.key.holder, '2027-11-06')).toBe(false)
})

test('that a reporter is not told what is made of the report is told as well', async () => {
  const { report } = await sentReport()
  await owner`update reports set state = 'verifying', due_on = '2027-01-04', feedback_on = ${DUE} where id = ${report}`
  expect(await hasWbsTask(ani.key.holder, '2026-11-05')).toBe(true)
})

test('a reporter who was asked is reminded once in the inbox, a week before the end, and not after an answer', async () => {
  const { report, keys } = await sentReport()
  await waiting(report, 'clarifying')
  await owner`update reports set is_answered = false where id = ${report}`
  const remindedBy = async (day: string) => {
    await remindReporters(new Date(`${day}T01:00:00+07:00`))
    const { answer } = await post('buka', await signed(keys, 'buka', { after: 1 }))
    return (answer.events as unknown as { kind: string }[]).filter(({ kind }) => kind === 'clarification_reminder')
      .length
  }
  expect(await remindedBy('2026-10-29')).toBe(0)
  expect(await remindedBy('2026-10-30')).toBe(1)
  expect(await remindedBy('2026-10-31')).toBe(1)
  const other = await sentReport('pelapor-lain')
  await waiting(other.report, 'clarifying') // answered
  const stopped = await sentReport('pelapor-terhenti')
  await waiting(stopped.report, 'clarifying')
  await owner`update reports set is_answered = false, is_frozen = true where id = ${stopped.report}`
  await remindReporters(new Date('2026-10-31T01:00:00+07:00'))
  const silent = [other.report, stopped.report]
  expect(await owner`select 1 from events where report_id in ${owner(silent)} and kind <> 'received'`).toHaveLength(0)
})
