import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { saveEntries } from './entries.server'
import { aWorker, sentEntry } from './entry.fixture'
import { stripDays } from './own-days'
import { ownDays } from './own-days.server'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const NOW = new Date('2026-11-16T04:00:00Z')

test('the strip ends today and says of every day what holds on it', async () => {
  const worker = await aWorker(owner, NOW)
  await owner`insert into holidays (day, name) values ('2026-11-12', 'Libur bersama') on conflict do nothing`
  await owner`insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${worker.employeeId}, '2026-11-10', '2026-11-10', 'annual', 'import')`
  const own = await ownDays(worker.context)
  const { items } = own
  const days = stripDays(own, '2026-11-16')
  expect(days).toHaveLength(14)
  const of = (day: string) => days.find((each) => each.day === day)
  expect(of('2026-11-16')).toMatchObject({ isWorking: true, dueOn: '2026-11-19', closesOn: null, hasPlan: true })
  expect(of('2026-11-15')).toMatchObject({ isWorking: false, holiday: null })
  expect(of('2026-11-12')).toMatchObject({ isWorking: false, holiday: 'Libur bersama' })
  expect(of('2026-11-10')).toMatchObject({ isWorking: true, isOnLeave: true })
  expect(items).toMatchObject([{ id: worker.itemId, number: 1 }])
})

test('entries of the strip are there, what is older only while it waits for its owner', async () => {
  const worker = await aWorker(owner, NOW)
  const old = { workOn: '2026-10-01', lateReason: 'Tugas di desa' }
  const [entry, late, returned] = [
    sentEntry(worker),
    sentEntry(worker, old),
    sentEntry(worker, { ...old, startsMinute: 600, endsMinute: 660 }),
  ]
  await saveEntries(worker.context, {
    owner: worker.employeeId,
    sentAt: NOW.toISOString(),
    entries: [entry, late, returned],
  })
  await owner`update daily_entries set state = 'returned', reviewed_at = now(), reviewed_by = ${worker.appraiserId},
    review_note = 'Lengkapi bukti' where id = ${returned.id}`
  const { entries, habits } = await ownDays(worker.context)
  expect(entries.map(({ id, reviewNote }) => [id, reviewNote])).toEqual([
    [returned.id, 'Lengkapi bukti'],
    [entry.id, null],
  ])
  expect(habits).toEqual([
    {
      text: 'Imunisasi balita',
      kind: 'plan',
      planItemId: worker.itemId,
      unit: 'balita',
      quantity: 24,
      minutes: 120,
      weekdays: expect.arrayContaining([1, 4, 4]),
    },
  ])
})

test('nobody sees the days of somebody else', async () => {
  const worker = await aWorker(owner, NOW)
  await saveEntries(worker.context, {
    owner: worker.employeeId,
    sentAt: NOW.toISOString(),
    entries: [sentEntry(worker)],
  })
  const other = await aWorker(owner, NOW, worker.agencyId)
  const { entries, habits, items } = await ownDays(other.context)
  expect([entries, habits]).toEqual([[], []])
  expect(items.map(({ id }) => id)).toEqual([other.itemId])
  const nobody = { ...worker.context, actor: { ...worker.context.actor, employeeId: null } }
  await expect(ownDays(nobody)).rejects.toMatchObject({ code: 'not_found' })
})
