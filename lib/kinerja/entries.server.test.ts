import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { asAnother } from '@/db/behind.fixture'
import { transact } from '@/db/client.server'
import { entryState } from '@/db/schema/kinerja-entry'
import { testDatabase } from '@/db/testing.server'
import { addDays } from '@/lib/civil-date'
import { saveEntries, withdrawEntry } from './entries.server'
import { STANDING_STATES } from './entry'
import { aWorker, sentEntry, type Worker } from './entry.fixture'
import { entrySurroundings } from './entry-facts.server'
import type { EntryInput } from './entry-input'
import { lockAppraisers } from './followed-appraisers.server'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const NOW = new Date('2026-11-16T04:00:00Z') // a Monday, 11.00 in Jakarta
const later = (minutes: number) => new Date(+NOW + minutes * 60_000)

const send = (worker: Worker, entries: Partial<EntryInput>[], sentAt = worker.context.now) =>
  saveEntries(worker.context, {
    owner: worker.employeeId,
    sentAt: sentAt.toISOString(),
    entries: entries as EntryInput[],
  })
const at = (worker: Worker, now: Date): Worker => ({ ...worker, context: { ...worker.context, now } })
const words = (answers: Awaited<ReturnType<typeof send>>) =>
  answers.map((each) =>
    each.answer === 'refused' ? (each.findings.find(({ met }) => !met)?.code ?? each.code) : each.answer,
  )
const stored = () => owner`select * from daily_entries order by work_on, starts_minute`

test('an entry is saved for the appraiser of its day, with its event and its receipt', async () => {
  const worker = await aWorker(owner, NOW)
  const [answer] = await send(worker, [sentEntry(worker)])
  expect(answer).toMatchObject({ answer: 'saved', state: 'submitted', version: 1, reviewDueOn: '2026-11-23' })
  expect(answer).toMatchObject({ reviewer: 'Tini Sukmawardani', receipt: expect.stringMatching(/^KH-20261116-/) })
  expect(await stored()).toMatchObject([{ appraiser_id: worker.appraiserId, quantity: '24.00', skew_seconds: 0 }])
  const events = await owner`select event, employee_id from audit_events`
  expect(events).toEqual([{ event: 'entry.save', employee_id: worker.employeeId }])
})

test('the same entry sent twice, at once or later, is one and leaves one event', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  const [first, second] = await Promise.all([send(worker, [entry]), send(worker, [entry])])
  expect([...words(first), ...words(second)].sort()).toEqual(['saved', 'there'])
  expect(words(await send(at(worker, later(600)), [entry]))).toEqual(['there'])
  expect(await stored()).toHaveLength(1)
  expect(await owner`select from audit_events`).toHaveLength(1)
})

test.each(entryState.enumValues)(
  'a %s entry takes its time wherever the rules say that it stands, in the database too',
  async (state) => {
    const worker = await aWorker(owner, NOW)
    await send(worker, [sentEntry(worker)])
    const answered = state === 'submitted' || state === 'withdrawn' ? null : worker.appraiserId
    await owner`update daily_entries set state = ${state}, reviewed_by = ${answered},
    reviewed_at = ${answered && NOW.toISOString()}, approved_minutes = ${state === 'approved' ? 120 : null}`
    const { around } = await transact(worker.context, (tx) => entrySurroundings(tx, '2026-11-16', '2026-11-16'))
    expect(around.others.length === 1).toBe(STANDING_STATES.some((standing) => standing === state))
    const other = sentEntry(worker, { id: randomUUID() })
    const overlaps =
      owner`insert into daily_entries select (jsonb_populate_record(d, ${owner.json({ id: other.id, state: 'submitted' })})).*
    from daily_entries d`.then(
        () => false,
        () => true,
      )
    expect(await overlaps).toBe(STANDING_STATES.some((standing) => standing === state))
  },
)

test('while the agency changes its appraisers a device is told to ask later, and holds no connection', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await transact(worker.context, async (tx) => {
    await lockAppraisers(tx, worker.context.actor.agencyId)
    await expect(asAnother(() => send(worker, [entry]))).rejects.toMatchObject({ code: 'ask_later' })
  })
  expect(words(await send(worker, [entry]))).toEqual(['saved'])
})

test('two devices merge, and what overlaps is refused for one of them alone', async () => {
  const worker = await aWorker(owner, NOW)
  const phone = [sentEntry(worker), sentEntry(worker, { startsMinute: 600, endsMinute: 660 })]
  const tablet = [
    sentEntry(worker, { startsMinute: 590, endsMinute: 620 }),
    sentEntry(worker, { startsMinute: 700, endsMinute: 720 }),
  ]
  expect(words(await send(worker, phone))).toEqual(['saved', 'saved'])
  expect(words(await send(worker, tablet))).toEqual(['kinerja.entry_overlap', 'saved'])
  expect(await stored()).toHaveLength(3)
})

test('entries of one batch are held against each other, and one that is refused keeps no other out', async () => {
  const worker = await aWorker(owner, NOW)
  const answers = await send(worker, [
    sentEntry(worker),
    sentEntry(worker, { startsMinute: 599, endsMinute: 650 }),
    { ...sentEntry(worker), text: '' },
    sentEntry(worker, { startsMinute: 600, endsMinute: 650, text: '\ud800' }),
    sentEntry(worker, { startsMinute: 600, endsMinute: 1081 }),
    sentEntry(worker, { startsMinute: 600, endsMinute: 1080 }),
  ])
  expect(words(answers)).toEqual([
    'saved',
    'kinerja.entry_overlap',
    'invalid',
    'invalid',
    'kinerja.entry_minutes',
    'saved',
  ])
  expect(await stored()).toHaveLength(2)
  expect(await owner`select from audit_events where event = 'auth.refused'`).toHaveLength(2)
})

test('a day before the agreed plan is refused', async () => {
  const worker = await aWorker(owner, NOW)
  await owner`update plans set starts_on = '2026-11-16', state = 'agreed'`
  const friday = sentEntry(worker, { workOn: '2026-11-13' })
  expect(words(await send(worker, [friday]))).toEqual(['kinerja.entry_plan'])
})

test('a plan that is not agreed yet lets no work in', async () => {
  const worker = await aWorker(owner, NOW)
  await owner`update plans set state = 'proposed', agreed_at = null`
  expect(words(await send(worker, [sentEntry(worker)]))).toEqual(['kinerja.entry_plan'])
})

test('the settings of the agency on the day of work decide', async () => {
  const worker = await aWorker(owner, NOW)
  await owner`
    insert into performance_settings (agency_id, starts_on, entry_days, late_days, day_minutes) values
      (${worker.agencyId}, '2026-01-01', 0, 1, 600), (${worker.agencyId}, '2026-11-16', 0, null, 60)`
  const friday = { workOn: '2026-11-13' }
  expect(words(await send(worker, [sentEntry(worker, friday)]))).toEqual(['kinerja.entry_late'])
  expect(words(await send(worker, [sentEntry(worker, { ...friday, lateReason: 'Tugas di desa' })]))).toEqual(['saved'])
  expect(words(await send(worker, [sentEntry(worker)]))).toEqual(['kinerja.entry_minutes'])
})

test('leave and holidays of the registry ask for a letter', async () => {
  const worker = await aWorker(owner, NOW)
  await owner`
    insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${worker.employeeId}, '2026-11-13', '2026-11-13', 'annual', 'import')`
  await owner`insert into holidays (day, name) values ('2026-11-12', 'Libur') on conflict do nothing`
  const letter = { orderNumber: '800/1/2026' }
  const leave = sentEntry(worker, { workOn: '2026-11-13' })
  const holiday = sentEntry(worker, { workOn: '2026-11-12' })
  expect(words(await send(worker, [leave, holiday]))).toEqual(['kinerja.entry_leave', 'kinerja.entry_day_off'])
  expect(
    words(
      await send(worker, [
        { ...leave, ...letter },
        { ...holiday, ...letter },
      ]),
    ),
  ).toEqual(['saved', 'saved'])
})

test('leave ends before the return, and with its days where no end is written down', async () => {
  const worker = await aWorker(owner, NOW)
  await owner`
    insert into leave_history (employee_id, effective_on, ends_on, days, returned_on, kind, source) values
      (${worker.employeeId}, '2026-11-09', null, 3, null, 'annual', 'import'),
      (${worker.employeeId}, '2026-11-12', '2026-11-30', null, '2026-11-13', 'annual', 'import')`
  const days = ['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16']
  const entries = days.map((workOn) => sentEntry(worker, { workOn, lateReason: 'Tugas di desa' }))
  expect(words(await send(worker, entries))).toEqual(['kinerja.entry_leave', 'kinerja.entry_leave', 'saved', 'saved'])
})

test('the server’s day decides for a phone a day ahead, which is flagged and not refused', async () => {
  const worker = await aWorker(owner, NOW)
  const tomorrow = new Date(+NOW + 86_400_000)
  const entry = sentEntry(worker, { workOn: '2026-11-17', isToday: true, deviceAt: tomorrow.toISOString() })
  const [answer] = await send(worker, [entry], tomorrow)
  expect(answer).toMatchObject({ answer: 'saved', workOn: '2026-11-16' })
  expect(await stored()).toMatchObject([{ skew_seconds: 86_400 }])
  expect(words(await send(at(worker, later(5)), [entry], new Date(+tomorrow + 300_000)))).toEqual(['there'])
})

test('an entry is changed until it is answered, and again once it came back', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  expect(words(await send(worker, [{ ...entry, version: 1, quantity: 20 }]))).toEqual(['saved'])
  const answer = (state: string) => owner`
    update daily_entries set state = ${state}::entry_state, reviewed_at = now(), reviewed_by = ${worker.appraiserId}`
  await answer('approved')
  expect(words(await send(worker, [{ ...entry, version: 2, quantity: 30 }]))).toEqual(['wrong_state'])
  await answer('returned')
  expect(words(await send(worker, [{ ...entry, version: 2, quantity: 30 }]))).toEqual(['saved'])
  expect(await stored()).toMatchObject([{ state: 'submitted', version: 3, quantity: '30.00' }])
})

test('a correction of an entry that came in time is not late', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  await owner`update daily_entries set state = 'returned', reviewed_at = now(), reviewed_by = ${worker.appraiserId}`
  const muchLater = at(worker, new Date('2026-12-14T04:00:00Z'))
  const [answer] = await send(muchLater, [{ ...entry, version: 1, quantity: 20 }])
  expect(answer, 'its appraiser has the usual days from then on').toMatchObject({
    answer: 'saved',
    reviewDueOn: '2026-12-21',
  })
})

test('a correction waits since it arrived here, whatever the device says, and sending it again moves no day', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  const arrivals = { '2026-11-30': '2026-11-17T02:00:00Z', '2026-12-14': '2027-11-17T02:00:00Z' } // written offline; ahead
  let version = 1
  for (const [day, deviceAt] of Object.entries(arrivals)) {
    await owner`update daily_entries set state = 'returned', reviewed_at = ${NOW}, reviewed_by = ${worker.appraiserId}`
    const arrived = at(worker, new Date(`${day}T04:00:00Z`))
    const correction = { ...entry, isToday: false, version: version++, deviceAt, quantity: 20 + version }
    const [answer] = await send(arrived, [correction])
    const reviewDueOn = addDays(day, 7)
    expect(answer).toMatchObject({ answer: 'saved', reviewDueOn })
    const [row] = await owner`select waits_since(d) as since from daily_entries d`
    expect(row?.since).toEqual(arrived.context.now)
    const [again] = await send(at(worker, new Date(`${addDays(day, 3)}T04:00:00Z`)), [correction])
    expect(again).toMatchObject({ answer: 'there', reviewDueOn })
  }
})

test('a returned entry is sent again in the same words, as with a photo that was asked for', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  await owner`update daily_entries set state = 'returned', reviewed_at = now(), reviewed_by = ${worker.appraiserId}`
  expect(words(await send(worker, [{ ...entry, version: 1 }]))).toEqual(['saved'])
  expect(await stored()).toMatchObject([{ state: 'submitted', version: 2 }])
  expect(words(await send(worker, [{ ...entry, version: 1 }]))).toEqual(['there'])
})

test('an entry that nobody answered yet is rewritten within the days of its work, later with a reason', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  const muchLater = at(worker, new Date('2026-12-14T04:00:00Z'))
  const changed = { ...entry, isToday: false, version: 1, text: 'Imunisasi balita di desa' }
  expect(words(await send(muchLater, [changed]))).toEqual(['kinerja.entry_late'])
  expect(await stored()).toMatchObject([{ text: 'Imunisasi balita', version: 1 }])
  expect(words(await send(muchLater, [{ ...changed, lateReason: 'Tugas di desa' }]))).toEqual(['saved'])
  expect(await stored()).toMatchObject([{ version: 2, received_at: muchLater.context.now }])
})

test('an entry that came back is corrected on its own day, and comes in anew on another', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  await owner`update daily_entries set state = 'returned', reviewed_at = now(), reviewed_by = ${worker.appraiserId}`
  const tomorrow = at(worker, new Date('2026-11-17T04:00:00Z'))
  const moved = { ...entry, isToday: false, version: 1, workOn: '2026-11-17' }
  const muchLater = at(worker, new Date('2026-12-14T04:00:00Z'))
  expect(words(await send(muchLater, [moved]))).toEqual(['kinerja.entry_late'])
  expect(words(await send(tomorrow, [moved]))).toEqual(['saved'])
})

test('one batch moves an entry away and writes another one in its time', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  const moved = { ...entry, version: 1, startsMinute: 450, endsMinute: 480 }
  expect(words(await send(worker, [moved, sentEntry(worker)]))).toEqual(['saved', 'saved'])
  expect(await stored()).toMatchObject([{ starts_minute: 450 }, { starts_minute: 480 }])
})

test('an entry that another device changed since is not overwritten', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  await send(worker, [{ ...entry, version: 1, quantity: 20 }])
  expect(words(await send(worker, [{ ...entry, version: 1, quantity: 99 }]))).toEqual(['changed_elsewhere'])
  expect(await stored()).toMatchObject([{ quantity: '20.00' }])
})

test('what was changed on the device after an answer that got lost is not lost', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  const changed = { ...entry, quantity: 20, deviceAt: later(1).toISOString() }
  const soon = at(worker, later(2))
  expect(words(await send(soon, [changed]))).toEqual(['saved'])
  expect(words(await send(soon, [entry]))).toEqual(['there']) // an older word that comes late changes nothing
  expect(await stored()).toMatchObject([{ quantity: '20.00', version: 2 }])
})

test('an entry is withdrawn before it is answered, once, and its time is free again', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  await withdrawEntry(worker.context, { id: entry.id, version: 1 })
  await withdrawEntry(worker.context, { id: entry.id, version: 1 })
  expect(await owner`select from audit_events where event = 'entry.withdraw'`).toHaveLength(1)
  expect(words(await send(worker, [sentEntry(worker)]))).toEqual(['saved'])
  await owner`update daily_entries set state = 'approved', reviewed_at = now(), reviewed_by = ${worker.appraiserId}
    where state = 'submitted'`
  const [approved] = await owner<{ id: string }[]>`select id from daily_entries where state = 'approved'`
  const again = withdrawEntry(worker.context, { id: approved?.id ?? '', version: 1 })
  await expect(again).rejects.toMatchObject({ code: 'wrong_state' })
})

test('nobody writes, changes or withdraws the entry of somebody else', async () => {
  const worker = await aWorker(owner, NOW)
  const other = await aWorker(owner, NOW, worker.agencyId)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  const stolen = { ...sentEntry(other), id: entry.id }
  expect(words(await send(other, [stolen]))).toEqual(['id_taken'])
  expect(words(await send(other, [{ ...stolen, version: 1 }]))).toEqual(['id_taken'])
  await expect(withdrawEntry(other.context, { id: entry.id, version: 1 })).rejects.toMatchObject({ code: 'not_found' })
  expect(words(await send(other, [sentEntry(other, { planItemId: worker.itemId })]))).toEqual(['kinerja.entry_item'])
  expect(await stored()).toMatchObject([{ employee_id: worker.employeeId, state: 'submitted' }])
})

test('entries that somebody else left on the device are not saved for who signs in next', async () => {
  const worker = await aWorker(owner, NOW)
  const next = await aWorker(owner, NOW, worker.agencyId)
  const batch = { owner: worker.employeeId, sentAt: NOW.toISOString(), entries: [sentEntry(next)] }
  await expect(saveEntries(next.context, batch)).rejects.toMatchObject({ code: 'other_person' })
  expect(await stored()).toEqual([])
})

test('an entry that is rewritten while it waits keeps when it came first, which its answer is due from', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await send(worker, [entry])
  const next = at(worker, later(24 * 60))
  const changes = { version: 1, isToday: false, text: 'Imunisasi balita dan ibu' }
  const [changed] = await send(next, [{ ...entry, ...changes }])
  expect(changed).toMatchObject({ answer: 'saved', version: 2, reviewDueOn: '2026-11-23' })
  const [row] = await owner`select received_at - first_received_at = interval '1 day' as is_kept from daily_entries`
  expect(row?.is_kept).toBe(true)
})

test('a quantity that would not be kept as it was written is refused', async () => {
  const worker = await aWorker(owner, NOW)
  const [three, two] = [{ quantity: 1.234 }, { quantity: 1.23, startsMinute: 600, endsMinute: 660 }]
  expect(words(await send(worker, [sentEntry(worker, three), sentEntry(worker, two)]))).toEqual(['invalid', 'saved'])
})

test('what a device changed again while it heard no answer is its last word, and no change by another one', async () => {
  const worker = await aWorker(owner, NOW)
  const word = (text: string, seconds: number, changes: object = {}) => {
    return { text, deviceAt: new Date(+NOW + seconds * 1000).toISOString(), ...changes }
  }
  const first = sentEntry(worker)
  await send(worker, [first])
  const second = { ...first, ...word('Imunisasi di desa', 1, { unheard: [first.deviceAt] }) }
  expect(words(await send(worker, [second]))).toEqual(['saved'])
  const third = { ...first, ...word('Imunisasi di dua desa', 2, { unheard: [first.deviceAt, second.deviceAt] }) }
  expect(words(await send(worker, [third]))).toEqual(['saved'])
  expect(await stored()).toMatchObject([{ text: 'Imunisasi di dua desa', version: 3 }])
  const fourth = { ...first, ...word('Imunisasi di tiga desa', 3, { version: 3 }) }
  expect(words(await send(worker, [fourth]))).toEqual(['saved'])
  const fifth = { ...first, ...word('Imunisasi di empat desa', 4, { version: 3, unheard: [fourth.deviceAt] }) }
  expect(words(await send(worker, [fifth]))).toEqual(['saved'])
  const elsewhere = { ...first, ...word('Dari perangkat lain', 5, { version: 4, unheard: [first.deviceAt] }) }
  expect(words(await send(worker, [elsewhere]))).toEqual(['changed_elsewhere'])
  expect(await stored()).toMatchObject([{ text: 'Imunisasi di empat desa', version: 5 }])
})

test('an entry says with whom it was done, and a device with an older page leaves that as it stands', async () => {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker, { collaborators: 'Maya Muntok' })
  const { collaborators, ...older } = entry
  expect(words(await send(worker, [entry]))).toEqual(['saved'])
  expect(words(await send(worker, [older]))).toEqual(['there'])
  expect(words(await send(worker, [{ ...older, version: 1, text: 'Imunisasi' }]))).toEqual(['saved'])
  expect(await stored()).toMatchObject([{ collaborators, text: 'Imunisasi' }])
  expect(words(await send(worker, [{ ...entry, version: 2, collaborators: null }]))).toEqual(['saved'])
  expect(await stored()).toMatchObject([{ collaborators: null }])
})

test('a day that is still to come is refused', async () => {
  const worker = await aWorker(owner, NOW)
  const tomorrow = sentEntry(worker, { workOn: '2026-11-17' })
  expect(words(await send(worker, [tomorrow]))).toEqual(['kinerja.entry_day'])
  expect(await stored()).toHaveLength(0)
})
