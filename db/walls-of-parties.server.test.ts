import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { aPlan, aTeam, type Team } from '@/lib/kinerja/team.fixture'
import { anAgency } from '@/lib/registry/register.fixture'

/**
 * The second wall between the parties of an SKP, its entries and its evaluations: direct statements of a person, as an
 * injection would run them. None of our queries and rules stands in between.
 */
const database = await testDatabase()
afterEach(database.reset)

type Who = keyof Team['ids']
let team: Team
beforeEach(async () => {
  team = await aTeam(database.owner)
})

/** How many rows a person's statement writes or reads; 0 where a wall refuses it. */
async function rows(who: Who, statement: string): Promise<number> {
  try {
    return await database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', '', true),
        set_config('satya.employee', ${team.ids[who]}, true), set_config('satya.account', '', true)`
      return (await tx.unsafe(statement)).count
    })
  } catch (error) {
    if (error instanceof Error && /row-level security|permission denied|no result of a year/.test(error.message))
      return 0
    throw error
  }
}

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

describe('a plan', () => {
  test('is no contract before both sides made it one', async () => {
    const draft = await aPlan(database.owner, team, 'member', { state: 'draft', results: ['x'] })
    const set = (what: string) => `update plans set ${what}, version = version + 1 where id = '${draft.id}'`
    expect(await rows('member', set("state = 'agreed', agreed_at = now()"))).toBe(0)
    expect(await rows('leader', set("state = 'agreed', agreed_at = now()"))).toBe(0)
    expect(await rows('member', set(`state = 'proposed', appraiser_id = '${team.ids.colleague}'`))).toBe(0)
    expect(await rows('leader', set("resources = 'x'"))).toBe(0)
    expect(await rows('leader', `update plan_items set text = 'y' where plan_id = '${draft.id}'`)).toBe(0)
    expect(await rows('member', set("state = 'proposed'"))).toBe(1)
    expect(await rows('member', set("state = 'agreed', agreed_at = now()"))).toBe(0)
    expect(await rows('member', `update plan_items set text = 'y' where plan_id = '${draft.id}'`)).toBe(0)
    expect(await rows('leader', set("state = 'agreed', agreed_at = now()"))).toBe(1)
    expect(await rows('leader', set("state = 'replaced'"))).toBe(0)
    expect(await rows('member', set("state = 'ended', ends_on = '2026-03-31'")), 'without another post').toBe(0)
  })

  test('that both sides do not agree on is referred with a reason by one of them, and settled by the superior alone', async () => {
    const { id } = await aPlan(database.owner, team, 'member', { state: 'proposed', results: ['x'] })
    const set = (what: string) => `update plans set ${what}, version = version + 1 where id = '${id}'`
    const said = (author: Who, step: string) => `insert into plan_notes (plan_id, author_id, author_name, step, text,
      written_at) values ('${id}', '${team.ids[author]}', 'x', '${step}', 'x', now())`
    const refer = (by: string) => set(`state = 'referred', referred_by = '${by}', referred_at = now()`)
    const settle = set("state = 'agreed', agreed_at = now(), decided_at = now()")
    expect(await rows('member', refer('employee')), 'without a reason').toBe(0)
    expect(await rows('superior', said('superior', 'decision')), 'before it lies with the superior').toBe(0)
    expect(await rows('member', said('member', 'referral'))).toBe(1)
    expect(await rows('member', refer('appraiser')), 'in the name of the other side').toBe(0)
    expect(await rows('superior', settle)).toBe(0)
    expect(await rows('member', refer('employee'))).toBe(1)

    for (const who of ['member', 'leader'] as const) {
      expect(await rows(who, said(who, 'decision')), who).toBe(0)
      expect(await rows(who, settle), who).toBe(0)
      expect(await rows(who, set("state = 'draft'")), who).toBe(0)
    }
    expect(await rows('superior', settle), 'without a reason').toBe(0)
    expect(await rows('superior', set("state = 'draft'")), 'without saying what has to change').toBe(0)
    expect(await rows('superior', said('superior', 'decision'))).toBe(1)
    expect(
      await rows('superior', set("state = 'agreed', agreed_at = now(), decided_at = now(), resources = 'x'")),
    ).toBe(0)
    expect(await rows('superior', `update plan_items set text = 'y' where plan_id = '${id}'`)).toBe(0)
    expect(await rows('superior', settle)).toBe(1)
    expect(await rows('superior', said('superior', 'decision')), 'after it').toBe(0)
  })

  test('that lies with the superior is taken back by its owner alone, whole as it was', async () => {
    const { id } = await aPlan(database.owner, team, 'member', { state: 'proposed', results: ['x'] })
    await database.owner`update plans set state = 'referred', referred_by = 'appraiser', referred_at = now() where id = ${id}`
    const back = (more = '') => `update plans set state = 'draft', referred_by = null, referred_at = null,
      version = version + 1${more} where id = '${id}'`
    for (const who of ['leader', 'superior', 'colleague'] as const) expect(await rows(who, back()), who).toBe(0)
    expect(await rows('member', back(", resources = 'x'"))).toBe(0)
    expect(await rows('member', back(`, superior_id = '${team.ids.colleague}'`))).toBe(0)
    expect(await rows('member', back())).toBe(1)
  })

  test('is replaced by nothing but the amendment that both agreed to', async () => {
    const { id } = await aPlan(database.owner, team, 'member', { results: ['x'] })
    const amendment = await aPlan(database.owner, team, 'member', { state: 'proposed', results: ['y'] })
    await database.owner`update plans set replaces_id = ${id}, amendment_reason = 'x', revision = 2 where id = ${amendment.id}`
    const replace = `select from replace_plan('${amendment.id}') version where version is not null`
    expect(await rows('member', replace)).toBe(0)
    expect(await rows('leader', replace), 'without agreeing').toBe(0)
    const [old] = await database.owner`select state from plans where id = ${id}`
    expect(old?.state).toBe('agreed')
  })

  test('names the appraiser and the superior that its owner has', async () => {
    const draft = await aPlan(database.owner, team, 'member', { state: 'draft', results: [] })
    const again = (changes: string) => `insert into plans select (jsonb_populate_record(p, jsonb_build_object('id',
      gen_random_uuid()) || '${changes}')).* from plans p where id = '${draft.id}'`
    expect(await rows('member', again(`{"superior_id": "${team.ids.colleague}"}`))).toBe(0)
    expect(await rows('member', again(`{"appraiser_id": "${team.ids.colleague}"}`))).toBe(0)
    expect(await rows('member', again('{"state": "agreed", "agreed_at": "2026-01-10"}'))).toBe(0)
    expect(await rows('leader', again('{}')), 'a plan of somebody else').toBe(0)
    expect(await rows('member', again('{}'))).toBe(1)
  })

  test('is signed first by its owner, and issued by its appraiser once it is agreed', async () => {
    const sha = '0'.repeat(64)
    await database.owner`insert into files (sha256, size_bytes, mime) values (${sha}, 1, 'application/pdf')`
    const agreed = await aPlan(database.owner, team, 'member', { results: ['x'] })
    const draft = await aPlan(database.owner, team, 'colleague', { state: 'proposed', results: ['x'] })
    const half = (
      planId: string,
    ) => `insert into half_signed_forms (kind, number, plan_id, half, file_sha256, signed_at)
      values ('performance_plan', '${planId}', '${planId}', '{}', '${sha}', now())`
    for (const who of ['leader', 'superior', 'colleague'] as const)
      expect(await rows(who, half(agreed.id)), who).toBe(0)
    expect(await rows('colleague', half(draft.id)), 'before it is agreed').toBe(0)
    expect(await rows('member', half(agreed.id))).toBe(1)
    expect(await rows('member', `update half_signed_forms set half = '{"x":1}'`)).toBe(0)
    for (const [who, seen] of [
      ['member', 1],
      ['leader', 1],
      ['superior', 0],
      ['colleague', 0],
    ] as const)
      expect(await rows(who, 'select from half_signed_forms'), who).toBe(seen)

    const document = (
      whose: Who,
      kind: string,
      code: string,
      number = code,
    ) => `insert into issued_documents (code, kind, template,
      agency_id, issued_by_agency_id, employee_id, signed_by_id, number, issued_on, issuing_office, signatory_title,
      signatory_name, signer, certificate_issuer, file_sha256, page_count, data, issued_at) values ('${code}', '${kind}', 'x',
      ${team.agencyId}, ${team.agencyId}, '${team.ids[whose]}', '${team.ids.leader}', '${number}', now(), 'x', 'x', 'x', 'x',
      'x', '${sha}', 1, '{}', now())`
    expect(await rows('leader', document('colleague', 'performance_plan', '0123456789AA')), 'not agreed').toBe(0)
    expect(await rows('leader', document('member', 'performance_document', '0123456789AA')), 'not evaluated').toBe(0)
    expect(await rows('leader', document('member', 'performance_plan', '0123456789AA'))).toBe(1)
    const [rated] = await database.owner<{ id: string }[]>`insert into evaluations (plan_id, kind, starts_on, ends_on,
      employee_id, appraiser_id, agency_id, state, result_rating, behaviour_rating, predicate, ground, received_on) values (${agreed.id}, 'periodic', '2026-01-01',
      '2026-03-31', ${team.ids.member}, ${team.ids.leader}, ${team.agencyId}, 'received', 'above', 'above', 'very_good', 'x',
      current_date - 14) returning id`
    const number = `DEK/2026/${rated?.id.replaceAll('-', '').slice(0, 16).toUpperCase()}`
    const ofEvaluation = (as = number) => document('member', 'performance_document', '0123456789AC', as)
    expect(await rows('leader', ofEvaluation()), 'may still be objected to').toBe(0)
    await database.owner`update evaluations set received_on = current_date - 15`
    expect(await rows('leader', ofEvaluation('DEK/2026/0000')), 'of no evaluation').toBe(0)
    expect(await rows('leader', ofEvaluation())).toBe(1)
  })

  test('is spoken of by its two sides in their own names, and feedback on it is the appraiser’s', async () => {
    const { id, items } = await aPlan(database.owner, team, 'member', { results: ['x'] })
    const note = (author: Who) => `insert into plan_notes (plan_id, author_id, author_name, text, written_at)
      values ('${id}', '${team.ids[author]}', 'x', 'x', now())`
    expect(await rows('member', note('leader'))).toBe(0)
    expect(await rows('superior', note('superior'))).toBe(0)
    expect(await rows('member', note('member'))).toBe(1)
    const feedback = (
      author: Who,
    ) => `insert into plan_feedback (plan_id, item_id, author_id, author_name, text, written_at)
      values ('${id}', '${items[0]}', '${team.ids[author]}', 'x', 'x', now())`
    expect(await rows('member', feedback('member'))).toBe(0)
    expect(await rows('leader', feedback('leader'))).toBe(1)
  })

  test('of a leader is read by the team of its time once it is agreed, and what was said about it is not', async () => {
    const { id, items } = await aPlan(database.owner, team, 'leader', { results: ['Kearsipan tertib'] })
    const draft = await aPlan(database.owner, team, 'leader', { year: 2027, state: 'draft', results: ['Rahasia'] })
    await database.owner`insert into plan_notes (plan_id, author_id, author_name, text, written_at)
      values (${id}, ${team.ids.leader}, 'x', 'x', now())`
    await database.owner`insert into plan_feedback (plan_id, item_id, author_id, author_name, text, written_at)
      values (${id}, ${items[0] ?? ''}, ${team.ids.superior}, 'x', 'x', now())`
    await database.owner`insert into plan_behaviours values (${id}, 'loyal', 'x')`
    expect(await rows('member', `select from plan_items where plan_id = '${id}'`)).toBe(1)
    for (const table of ['plan_notes', 'plan_feedback', 'plan_behaviours']) {
      expect(await rows('member', `select from ${table}`), table).toBe(0)
      expect(await rows('superior', `select from ${table}`), table).toBe(1)
    }
    expect(await rows('member', `select from plans where id = '${draft.id}'`)).toBe(0)
    expect(await rows('member', `select from plan_items where plan_id = '${draft.id}'`)).toBe(0)

    await database.owner`update appraisers set ends_on = '2025-12-31' where employee_id = ${team.ids.member}`
    expect(await rows('member', `select from plans where id = '${id}'`), 'after the time together').toBe(0)
  })
})

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
