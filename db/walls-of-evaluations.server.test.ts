import { beforeEach, describe, expect, test } from 'vitest'
import { aPlan } from '@/lib/kinerja/team.fixture'
import { database, rows, team } from './walls-of-parties.fixture'

describe('an evaluation', () => {
  let plan: { id: string; items: string[] }
  let id: string
  beforeEach(async () => {
    plan = await aPlan(database.owner, team, 'member', { year: 2025, results: ['Tersusunnya daftar arsip'] })
    id = await begun()
  })

  const begin = (changes: Record<string, string> = {}) => {
    const { member, leader, superior } = team.ids
    const row = {
      plan_id: `'${plan.id}'`,
      kind: "'annual'",
      starts_on: "'2025-01-01'",
      ends_on: "'2025-12-31'",
      employee_id: `'${member}'`,
      appraiser_id: `'${leader}'`,
      superior_id: `'${superior}'`,
      agency_id: `${team.agencyId}`,
      unit_id: `${team.unitId}`,
      ...changes,
    }
    return `insert into evaluations (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
  }
  async function begun(): Promise<string> {
    expect(await rows('member', begin())).toBe(1)
    const [row] = await database.owner<{ id: string }[]>`select id from evaluations`
    return row?.id ?? ''
  }
  const set = (what: string) => `update evaluations set ${what} where id = '${id}'`
  const SENT = `state = 'received', result_rating = 'above', behaviour_rating = 'above', predicate = 'very_good',
    ground = 'x', received_on = '2026-01-10'`
  const state = (changes: string) => database.owner.unsafe(set(changes))

  test('begins empty, and with the people and the time of its plan', async () => {
    await database.owner`delete from evaluations`
    expect(await rows('colleague', begin({ employee_id: `'${team.ids.colleague}'` }))).toBe(0)
    expect(await rows('member', begin({ appraiser_id: `'${team.ids.colleague}'` }))).toBe(0)
    expect(await rows('member', begin({ superior_id: `'${team.ids.colleague}'` }))).toBe(0)
    expect(await rows('member', begin({ ends_on: "'2025-06-30'" }))).toBe(0)
    const rated = { result_rating: "'above'", behaviour_rating: "'above'", predicate: "'very_good'", ground: "'x'" }
    expect(await rows('leader', begin({ ...rated, state: "'received'", received_on: "'2026-01-10'" }))).toBe(0)
    expect(await rows('leader', begin())).toBe(1)
  })

  test('is rated by its appraiser alone', async () => {
    for (const who of ['member', 'superior', 'colleague'] as const) expect(await rows(who, set(SENT)), who).toBe(0)
    expect(await rows('leader', set(`${SENT}, objected_on = '2026-01-11', objection = 'x'`))).toBe(0)
    expect(await rows('leader', set(SENT))).toBe(1)
  })

  test('is shown to the agency once nothing follows any more, and signed as a form only then', async () => {
    const ofOfficer = async () => {
      return database.app.begin(async (tx) => {
        await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', ${team.agencyId}::text, true),
          set_config('satya.role', 'performance_officer', true)`
        const rows = await tx`select id from evaluations`
        const [row] = await tx`select received_predicate(${team.ids.member}, '2025-04-01', '2025-04-30') as predicate`
        return { rows: rows.length, predicate: row?.predicate }
      })
    }
    const hash = 'a'.repeat(64)
    await database.owner`insert into files (sha256, size_bytes, mime) values (${hash}, 1, 'application/pdf')`
    const number = `EK/2025/${id.replaceAll('-', '').slice(0, 16).toUpperCase()}`
    const sign = `insert into half_signed_forms (kind, number, plan_id, half, file_sha256, signed_at)
      values ('performance_evaluation', '${number}', '${plan.id}', '{}', '${hash}', now()) on conflict do nothing`
    await state(SENT.replace("'2026-01-10'", 'current_date - 14'))
    expect(await ofOfficer()).toEqual({ rows: 0, predicate: null })
    expect(await rows('member', sign)).toBe(0)
    await state("kind = 'periodic', starts_on = '2025-04-01', ends_on = '2025-06-30'")
    expect(await ofOfficer()).toEqual({ rows: 0, predicate: 'very_good' })
    await state('received_on = current_date - 15') // silence accepted it
    expect(await ofOfficer()).toMatchObject({ rows: 1 })
    expect(await rows('member', sign)).toBe(1)
  })

  test('is answered by its owner alone, once', async () => {
    await state(SENT)
    const objection = "state = 'objected', objected_on = '2026-01-12', objection = 'x'"
    for (const who of ['leader', 'superior'] as const) {
      expect(await rows(who, set("state = 'accepted'")), who).toBe(0)
      expect(await rows(who, set(objection)), who).toBe(0)
    }
    expect(await rows('member', set("state = 'objected', objected_on = '2026-01-25', objection = 'x'"))).toBe(0)
    expect(await rows('member', set(`${objection}, superior_id = '${team.ids.colleague}'`))).toBe(0)
    expect(await rows('member', set(objection))).toBe(1)
    expect(await rows('member', set("objection = 'y'"))).toBe(0)
  })

  test('is decided by the superior of its appraiser, who keeps what stood before', async () => {
    await state(`${SENT}, objected_on = '2026-01-12', objection = 'x'`)
    await state("state = 'objected'")
    const decided = (
      result: string,
      predicate: string,
    ) => `state = 'changed', decision = 'x', result_rating = '${result}',
      predicate = '${predicate}', first_result_rating = 'above', first_behaviour_rating = 'above'`
    const soon = `${decided('as_expected', 'good')}, decided_at = '2026-01-20'`
    const late = `${decided('as_expected', 'good')}, decided_at = '2026-01-28'`
    expect(await rows('superior', set(soon)), 'before the appraiser was heard').toBe(0)
    expect(await rows('leader', set(late))).toBe(0)
    expect(await rows('member', set(late))).toBe(0)
    expect(
      await rows('superior', set(late.replace("first_result_rating = 'above'", "first_result_rating = 'below'"))),
    ).toBe(0)
    expect(await rows('superior', set(late))).toBe(1)
  })

  test('says what its owner achieved and what its appraiser says of it, with the work that was approved', async () => {
    const item = plan.items[0] ?? ''
    await database.owner`insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute,
      ends_minute, kind, plan_item_id, text, quantity, unit, state, approved_minutes, reviewed_by, reviewed_at, device_at,
      received_at) values (gen_random_uuid(), ${team.ids.member}, ${team.agencyId}, ${team.ids.superior}, '2025-05-05', 480,
      540, 'plan', ${item}, 'x', 3, 'daftar', 'approved', 60, ${team.ids.superior}, now(), now(), now())`
    const line = (realisation: string, feedback: string) => `insert into evaluation_lines (evaluation_id, item_id,
      realisation, feedback, rollup) values ('${id}', '${item}', '${realisation}', '${feedback}', '{"entries": 99}')`
    expect(await rows('member', line('', 'Luar biasa'))).toBe(0)
    expect(await rows('leader', line('Tidak ada', ''))).toBe(0)
    expect(await rows('member', line('3 daftar', ''))).toBe(1)
    const [kept] = await database.owner`select rollup from evaluation_lines`
    expect(kept?.rollup).toEqual({ entries: 1, quantities: [{ unit: 'daftar', quantity: 3 }] })
    expect(await rows('member', `update evaluation_lines set realisation = '99 daftar'`)).toBe(0)
    expect(await rows('leader', `update evaluation_lines set realisation = '0 daftar'`)).toBe(0)
    expect(await rows('leader', `update evaluation_lines set feedback = 'Baik'`)).toBe(1)
    const value = `insert into evaluation_behaviours (evaluation_id, value, feedback) values ('${id}', 'loyal', 'x')`
    expect(await rows('member', value)).toBe(0)
    expect(await rows('leader', value)).toBe(1)
  })

  test('reaches the history once, and only as its plan has it', async () => {
    await state(SENT)
    const keep = `select keep_evaluation_result('${id}')`
    expect(await rows('superior', keep), 'nothing was changed').toBe(0)
    await database.owner`update plans set appraiser_id = ${team.ids.colleague} where id = ${plan.id}`
    expect(await rows('leader', keep), 'another appraiser than the plan names').toBe(0)
    await database.owner`update plans set appraiser_id = ${team.ids.leader} where id = ${plan.id}`
    expect(await rows('leader', keep)).toBe(1)
    expect(await rows('leader', keep)).toBe(1)
    const [histories] = await database.owner`select count(*)::int as n from performance_history`
    expect(histories?.n).toBe(1)
  })
})
