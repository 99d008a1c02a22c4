import { beforeEach, describe, expect, test } from 'vitest'
import { aPlan } from '@/lib/kinerja/team.fixture'
import { anAgency } from '@/lib/registry/register.fixture'
import { database, rows, team, type Who } from './walls-of-parties.fixture'

describe('an entry', () => {
  let item: string
  beforeEach(async () => {
    const plan = await aPlan(database.owner, team, 'member', { results: ['x'] })
    item = plan.items[0] ?? ''
  })
  const write = (changes: Record<string, string> = {}) => {
    const row = {
      id: 'gen_random_uuid()',
      employee_id: `'${team.ids.member}'`,
      agency_id: `${team.agencyId}`,
      appraiser_id: `'${team.ids.leader}'`,
      work_on: "'2026-02-02'",
      starts_minute: '480',
      ends_minute: '540',
      kind: "'plan'",
      plan_item_id: `'${item}'`,
      text: "'x'",
      device_at: 'now()',
      received_at: 'now()',
      ...changes,
    }
    return `insert into daily_entries (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
  }
  const set = (what: string) => `update daily_entries set ${what}, version = version + 1`
  const approved = (by: Who) => `state = 'approved', approved_minutes = 60, reviewed_by = '${team.ids[by]}',
    reviewed_at = now()`

  test('is written by the one who worked, for the appraiser of its day and a line of the own plan', async () => {
    const others = await aPlan(database.owner, team, 'colleague', { results: ['y'] })
    expect(await rows('leader', write())).toBe(0)
    expect(await rows('member', write({ appraiser_id: `'${team.ids.colleague}'` }))).toBe(0)
    expect(await rows('member', write({ plan_item_id: `'${others.items[0]}'` }))).toBe(0)
    expect(await rows('member', write({ work_on: "'2025-12-31'" })), 'before the plan').toBe(0)
    const answered = { state: "'approved'", approved_minutes: '60', reviewed_at: 'now()' }
    expect(await rows('member', write({ ...answered, reviewed_by: `'${team.ids.leader}'` }))).toBe(0)
    expect(await rows('member', write())).toBe(1)
  })

  test('is not written at all where another one that comes with it may not be', async () => {
    const both = (appraiser: Who) => {
      const other = write({ starts_minute: '600', ends_minute: '660', appraiser_id: `'${team.ids[appraiser]}'` })
      return `${write()}, ${other.replace(/^.* values /, '')}`
    }
    expect(await rows('member', both('colleague'))).toBe(0)
    expect(await rows('member', both('leader'))).toBe(2)
  })

  test('is answered by its appraiser, who changes no word of it', async () => {
    await rows('member', write())
    expect(await rows('member', set(approved('leader')))).toBe(0)
    expect(await rows('member', set(`appraiser_id = '${team.ids.colleague}'`))).toBe(0)
    expect(await rows('leader', set("text = 'y'"))).toBe(0)
    expect(await rows('leader', set(approved('colleague')))).toBe(0)
    expect(await rows('leader', set(approved('leader')))).toBe(1)
    expect(await rows('member', set("text = 'y', state = 'submitted', approved_minutes = null"))).toBe(0)
    expect(await rows('member', set("state = 'withdrawn'"))).toBe(0)
  })

  test('is answered by nobody who is not the appraiser of its day any more', async () => {
    await rows('member', write())
    await database.owner`update appraisers set ends_on = '2026-01-31' where employee_id = ${team.ids.member}`
    expect(await rows('leader', set(approved('leader')))).toBe(0)
  })

  test('that was answered keeps its evidence', async () => {
    await rows('member', write())
    const link = `insert into entry_evidence (id, entry_id, employee_id, kind, name, url, received_at)
      select gen_random_uuid(), id, employee_id, 'link', 'x', 'https://contoh.go.id', now() from daily_entries`
    expect(await rows('member', link)).toBe(1)
    await database.owner.unsafe(set(approved('leader')))
    expect(await rows('member', link)).toBe(0)
    expect(await rows('member', 'delete from entry_evidence')).toBe(0)
  })

  test('is asked for by the appraiser of its writer alone', async () => {
    const remind = (who: Who) => `insert into entry_reminders (employee_id, appraiser_id, agency_id, days, sent_at)
      values ('${team.ids.member}', '${team.ids[who]}', ${team.agencyId}, '{2026-02-02}', now())`
    expect(await rows('colleague', remind('colleague'))).toBe(0)
    expect(await rows('leader', remind('leader'))).toBe(1)
  })
})

test('who reports a wrong appraiser does not answer the report', async () => {
  const report = `insert into appraiser_reports (employee_id, agency_id, rightful, reason, reported_at)
    values ('${team.ids.member}', ${team.agencyId}, 'x', 'x', now())`
  expect(await rows('member', report)).toBe(1)
  expect(await rows('member', "update appraiser_reports set closed_at = now(), answer = 'x'")).toBe(0)
})

test('what an agency decided of its days is read by those who work in it, and by appraisers of its people', async () => {
  const other = await anAgency(database.owner, 'Pemerintah Kota Uji')
  for (const agency of [team.agencyId, other]) {
    await database.owner`insert into performance_settings (agency_id, starts_on) values (${agency}, '2024-02-29')`
    await database.owner`insert into entry_extensions (agency_id, starts_on, ends_on, open_until, reason, recorded_at,
      recorded_by) values (${agency}, '2024-02-29', '2024-02-29', '2024-03-04', 'x', now(), ${crypto.randomUUID()})`
  }
  const settings = "select from performance_settings where starts_on = '2024-02-29'"
  const extensions = 'select from entry_extensions'
  expect([await rows('member', settings), await rows('member', extensions)]).toEqual([1, 1])
  await database.owner`update employees set agency_id = ${other} where id = ${team.ids.leader}`
  expect([await rows('leader', settings), await rows('leader', extensions)]).toEqual([2, 2])
})

test('what decides about entries is told of the actor alone', async () => {
  const ask = "select from entry_surroundings('2026-02-02', '2026-02-02') f where f->'person'->>'id' ="
  expect(await rows('member', `${ask} '${team.ids.member}'`)).toBe(1)
  expect(await rows('member', `${ask} '${team.ids.colleague}'`)).toBe(0)
})
