import { describe, expect, test } from 'vitest'
import { aPlan } from '@/lib/kinerja/team.fixture'
import { database, rows, team, type Who } from './walls-of-parties.fixture'

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
