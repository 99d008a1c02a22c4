import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { aUnit } from '@/lib/registry/register.fixture'
import { agreePlan, proposePlan, returnPlan, withdrawPlan } from './plan-agreement.server'
import { amendPlan, commentPlan, movePlan, relinkItem } from './plan-changes.server'
import { emptyLine, formOfPlan } from './plan-lines'
import { createPlan, savePlan } from './plans.server'
import { findPlan, listOwnPlans } from './plans-read.server'
import { aPlan, aTeam, type Team } from './team.fixture'
import { listTeamPlans, readMatrix } from './team-plans.server'

const database = await testDatabase()
afterEach(database.reset)

let team: Team
let member: Context
let leader: Context
beforeEach(async () => {
  team = await aTeam(database.owner)
  member = team.as('member')
  leader = team.as('leader')
})

const YEAR = { startsOn: '2026-01-01', endsOn: '2026-12-31', model: 'quantitative', source: 'empty' } as const
const SOURCE = 'PP 30/2019; PermenPANRB 6/2022'
const RESULT = {
  ...emptyLine('main'),
  text: 'Tersusunnya daftar arsip',
  leaderText: 'Perjanjian kinerja Biro Umum',
  indicators: [{ aspect: 'quantity' as const, text: 'Daftar arsip', target: '12 daftar', unit: 'daftar' }],
}

const seen = async (id: string, context = member) => {
  const found = await findPlan(context, id)
  if (!found) throw new Error('not there')
  return found
}
const refOf = async (id: string) => ({ id, version: (await seen(id)).version })
const stateOf = async (id: string) => (await seen(id)).state

/** A draft of the member with one whole result. */
async function aDraft(changes: Partial<typeof YEAR> = {}): Promise<string> {
  const id = await createPlan(member, { ...YEAR, ...changes })
  await savePlan(member, { ...formOfPlan(await seen(id)), items: [RESULT] })
  return id
}

async function anAgreed(): Promise<string> {
  const id = await aDraft()
  await proposePlan(member, await refOf(id))
  await agreePlan(leader, await refOf(id))
  return id
}

test('an indicator of a high official keeps its perspective, through the form and an amendment', async () => {
  const id = await aDraft()
  const indicators = RESULT.indicators.map((each) => ({ ...each, perspective: 'process' as const }))
  await savePlan(member, { ...formOfPlan(await seen(id)), items: [{ ...RESULT, indicators }] })
  expect((await seen(id)).items[0]?.indicators).toMatchObject([{ perspective: 'process', target: '12 daftar' }])
  await proposePlan(member, await refOf(id))
  await agreePlan(leader, await refOf(id))
  const amended = await amendPlan(member, { ...(await refOf(id)), reason: 'Perubahan strategi' })
  expect((await seen(amended)).items[0]?.indicators).toMatchObject([{ perspective: 'process' }])
})

test('a plan is drafted, proposed, sent back with a note, mended, and agreed to by both', async () => {
  const id = await aDraft()
  await proposePlan(member, await refOf(id))
  expect(await listTeamPlans(leader)).toMatchObject([{ planId: id, state: 'proposed' }, { planId: null }])
  await returnPlan(leader, { ...(await refOf(id)), text: 'Tambahkan target waktu.' })
  expect(await seen(id)).toMatchObject({ state: 'draft', notes: [{ text: 'Tambahkan target waktu.' }] })
  await commentPlan(member, { id, text: 'Sudah ditambahkan.' })
  await proposePlan(member, await refOf(id))
  await agreePlan(leader, await refOf(id))
  expect(await seen(id)).toMatchObject({ state: 'agreed', agreedAt: leader.now })
  const events = await database.owner`select event from audit_events where subject_id = ${id} order by seq`
  expect(events.map(({ event }) => event)).toEqual([
    'plan.create',
    'plan.edit',
    'plan.propose',
    'plan.return',
    'plan.comment',
    'plan.propose',
    'plan.agree',
  ])
})

test('an unfinished draft is not proposed, and says which conditions are unmet', async () => {
  const id = await createPlan(member, YEAR)
  const unmet = async () => {
    try {
      await proposePlan(member, await refOf(id))
    } catch (error) {
      return (error as { findings: { code: string }[] }).findings.map(({ code }) => code)
    }
  }
  expect(await unmet()).toEqual(['kinerja.plan_results'])
  await savePlan(member, { ...formOfPlan(await seen(id)), items: [{ ...RESULT, leaderText: '', indicators: [] }] })
  expect(await unmet()).toEqual(['kinerja.plan_links', 'kinerja.plan_indicators'])
})

test('nobody but the appraiser answers a plan, and two answers at once are one', async () => {
  const id = await aDraft()
  await proposePlan(member, await refOf(id))
  const ref = await refOf(id)
  await expect(agreePlan(team.as('superior'), ref)).rejects.toMatchObject({ code: 'not_found' })
  await expect(agreePlan(member, ref)).rejects.toMatchObject({ code: 'not_found' })
  const answers = await Promise.allSettled([
    agreePlan(leader, ref),
    returnPlan(leader, { ...ref, text: 'Mohon lengkapi.' }),
    withdrawPlan(member, ref),
  ])
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(answers.filter((one) => one.status === 'rejected').map((one) => one.reason.code)).toEqual(['stale', 'stale'])
})

test('one period has one plan, also when two are begun at once', async () => {
  const begun = await Promise.allSettled([createPlan(member, YEAR), createPlan(member, YEAR)])
  expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(begun.find((one) => one.status === 'rejected')).toMatchObject({
    reason: { findings: [{ code: 'kinerja.plan_overlap' }] },
  })
})

test('the period of work chooses the regime: activities until June 2021, an imported half-year, then results', async () => {
  const id = await createPlan(member, { ...YEAR, startsOn: '2020-01-01', endsOn: '2020-12-31', source: 'unit' })
  expect(await seen(id)).toMatchObject({ regime: 'pp46_2011', model: null })
  expect((await seen(id)).items[0]).toMatchObject({ kind: 'activity', quality: '100.000', durationUnit: 'month' })
  await proposePlan(member, await refOf(id))
  await expect(createPlan(member, { ...YEAR, startsOn: '2021-07-01', endsOn: '2021-12-31' })).rejects.toMatchObject({
    findings: [{ code: 'kinerja.plan_regime' }],
  })
  const across = createPlan(member, { ...YEAR, startsOn: '2021-01-01', endsOn: '2021-12-31' })
  await expect(across).rejects.toMatchObject({ findings: [{ code: 'kinerja.period_regime' }] })
})

test('last year’s plan is a start, and its links find the leader’s results of the same words again', async () => {
  const old = await aPlan(database.owner, team, 'leader', {
    year: 2025,
    results: ['Tertibnya arsip', 'Tertibnya barang'],
  })
  await aPlan(database.owner, team, 'member', {
    year: 2025,
    results: ['Tersusunnya daftar arsip'],
    serves: old.items[0],
  })
  const [result] = (await aPlan(database.owner, team, 'leader', { results: ['Tertibnya arsip'] })).items
  const id = await createPlan(member, { ...YEAR, source: 'previous' })
  expect((await seen(id)).items).toMatchObject([{ text: 'Tersusunnya daftar arsip', leaderItemId: result }])
  expect((await seen(id)).items[0]?.indicators).toMatchObject([{ target: '12 dokumen' }])
})

test('a link in words becomes one to the leader’s result once there is one, and to nobody else’s', async () => {
  const id = await anAgreed()
  const [line] = (await seen(id)).items
  const item = line?.id ?? ''
  const foreign = await aPlan(database.owner, team, 'colleague', { results: ['Hasil rekan'] })
  await expect(relinkItem(member, { id: item, leaderItemId: foreign.items[0] ?? '' })).rejects.toMatchObject({
    code: 'kinerja.plan_link',
  })
  const [result] = (await aPlan(database.owner, team, 'leader', { results: ['Tertibnya arsip'] })).items
  await relinkItem(member, { id: item, leaderItemId: result ?? '' })
  expect((await seen(id)).items[0]).toMatchObject({ leaderItemId: result, leaderText: 'Tertibnya arsip' })
  expect(await readMatrix(leader)).toMatchObject({
    results: [{ text: 'Tertibnya arsip' }],
    people: [{ name: 'Maya Muntok', lines: [{ text: 'Tersusunnya daftar arsip' }] }, { name: 'Tini Toboali' }],
  })
})

test('an amendment replaces the agreed plan once both agree to it, for the same period and with the same lines', async () => {
  const id = await anAgreed()
  const revision = await amendPlan(member, { ...(await refOf(id)), reason: 'Strategi berubah' })
  await expect(amendPlan(member, { ...(await refOf(id)), reason: 'Sekali lagi' })).rejects.toMatchObject({
    code: 'kinerja.plan_amended',
  })
  expect(await stateOf(id)).toBe('agreed')
  await proposePlan(member, await refOf(revision))
  await agreePlan(leader, await refOf(revision))
  expect(await stateOf(id)).toBe('replaced')
  expect(await seen(revision)).toMatchObject({
    state: 'agreed',
    revision: 2,
    amendmentReason: 'Strategi berubah',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
  })
  expect((await seen(revision)).items[0]?.lineId).toBe((await seen(id)).items[0]?.lineId)
})

/** The superior appraises the member from June 2026 on. */
async function anotherAppraiser(): Promise<void> {
  await database.owner`update appraisers set ends_on = '2026-05-31' where employee_id = ${team.ids.member}`
  await database.owner`
    insert into appraisers (employee_id, appraiser_id, agency_id, starts_on)
    values (${team.ids.member}, ${team.ids.superior}, ${team.agencyId}, '2026-06-01')`
}

test('no target follows its result: nothing is amended after the year, or once its evaluation has begun', async () => {
  const id = await anAgreed()
  const amend = (today: string) => refOf(id).then((ref) => amendPlan(team.as('member', today), { ...ref, reason: 'x' }))
  await expect(amend('2027-01-02')).rejects.toMatchObject({ findings: [{ code: 'kinerja.plan_move_over' }] })
  const amended = await amend('2026-12-30')
  await proposePlan(member, await refOf(amended))
  await database.owner`
    insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, agency_id)
    values (${id}, 'annual', '2026-01-01', '2026-12-31', ${team.ids.member}, ${team.ids.leader}, ${team.agencyId})`
  await expect(agreePlan(leader, await refOf(amended))).rejects.toMatchObject({ code: 'wrong_state' })
  expect(await stateOf(id)).toBe('agreed')
})

test('a move ends the plan on the day before, and the rest of the year begins with the appraiser of the new post', async () => {
  const id = await anAgreed()
  await anotherAppraiser()
  const ref = await refOf(id)
  await expect(movePlan(member, { ...ref, movedOn: '2027-01-01', source: 'empty' })).rejects.toMatchObject({
    findings: [{ code: 'kinerja.plan_move' }],
  })
  await movePlan(member, { ...ref, movedOn: '2026-06-01', source: 'previous' })
  expect(await listOwnPlans(member)).toMatchObject([
    { startsOn: '2026-06-01', endsOn: '2026-12-31', state: 'draft', appraiser: 'Rohani Belitung', items: 1 },
    { startsOn: '2026-01-01', endsOn: '2026-05-31', state: 'ended', appraiser: 'Hidayat Selinsing' },
  ])
})

test('nobody escapes the evaluation of the year by a move that is not recorded, comes late, or follows it', async () => {
  const id = await anAgreed()
  const ref = await refOf(id)
  const moved = (movedOn: string, context = member) => movePlan(context, { ...ref, movedOn, source: 'empty' })
  const refused = (code: string) => ({ findings: [{ code: `kinerja.plan_${code}`, source: SOURCE }] })
  await expect(moved('2026-06-01')).rejects.toMatchObject(refused('move_post'))
  await anotherAppraiser()
  await expect(moved('2026-05-31')).rejects.toMatchObject(refused('move_post'))
  await expect(moved('2026-06-01', team.as('member', '2027-01-01'))).rejects.toMatchObject(refused('move_over'))
  await database.owner`
    insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, agency_id)
    values (${id}, 'annual', '2026-01-01', '2026-12-31', ${team.ids.member}, ${team.ids.leader}, ${team.agencyId})`
  await expect(moved('2026-06-01')).rejects.toMatchObject(refused('move_evaluated'))
  expect(await stateOf(id)).toBe('agreed')
})

test('a move to another unit under the same appraiser ends the plan on its last day as well', async () => {
  const id = await anAgreed()
  const unitId = await aUnit(database.owner, team.agencyId, '0200', [2, 2])
  await database.owner`update employees set unit_id = ${unitId} where id = ${team.ids.member}`
  const ref = await refOf(id)
  await movePlan(team.as('member', '2026-12-31'), { ...ref, movedOn: '2026-06-01', source: 'empty' })
  expect(await stateOf(id)).toBe('ended')
})

test('a move is held against the unit of its day, not against that of today', async () => {
  const id = await anAgreed()
  const unitId = await aUnit(database.owner, team.agencyId, '0200', [2, 2])
  await database.owner`insert into positions (kind, name) values ('functional', 'Arsiparis Uji')`
  await database.owner`
    insert into position_history (employee_id, source, effective_on, position_id, unit_id)
    select ${team.ids.member}, 'officer', v.effective_on, p.id, v.unit_id
    from (values ('2026-01-01'::date, ${team.unitId}::int), ('2026-06-01'::date, ${unitId}::int)) v(effective_on, unit_id),
      (select id from positions limit 1) p`
  const ref = await refOf(id)
  const context = team.as('member', '2026-06-10')
  await expect(movePlan(context, { ...ref, movedOn: '2026-05-01', source: 'empty' })).rejects.toMatchObject({
    findings: [{ code: 'kinerja.plan_move_post' }],
  })
  await movePlan(context, { ...ref, movedOn: '2026-06-01', source: 'empty' })
  expect(await stateOf(id)).toBe('ended')
})

test('the days of a plan that a move ended are not planned twice, those after it are', async () => {
  const id = await anAgreed()
  const [serves] = (await aPlan(database.owner, team, 'leader', { year: 2025, results: ['Tertibnya arsip'] })).items
  const left = await aPlan(database.owner, team, 'member', {
    year: 2025,
    state: 'proposed',
    results: ['Tersusunnya daftar arsip'],
    serves,
  })
  await anotherAppraiser()
  const rest = await movePlan(member, { ...(await refOf(id)), movedOn: '2026-06-01', source: 'previous' })
  for (const endsOn of ['2026-03-31', '2026-05-31'] as const)
    await expect(createPlan(member, { ...YEAR, endsOn })).rejects.toMatchObject({
      findings: [{ code: 'kinerja.plan_overlap', facts: { startsOn: '2026-01-01', endsOn: '2026-05-31' } }],
    })
  await database.owner`update plans set starts_on = '2026-05-01', ends_on = '2026-05-31' where id = ${left.id}`
  await expect(agreePlan(leader, await refOf(left.id))).rejects.toMatchObject({
    findings: [{ code: 'kinerja.plan_overlap' }],
  })
  await proposePlan(member, await refOf(rest))
  await agreePlan(team.as('superior'), { id: rest, version: (await seen(rest)).version })
  expect(await stateOf(rest)).toBe('agreed')
})

test('whoever has no appraiser makes no plan', async () => {
  await expect(createPlan(team.as('superior'), YEAR)).rejects.toMatchObject({
    findings: [{ code: 'kinerja.plan_appraiser' }],
  })
})

test('a new leader agrees to an amendment of the plan that the leader before agreed to', async () => {
  const id = await anAgreed()
  await database.owner`update appraisers set ends_on = '2026-03-31' where employee_id = ${team.ids.member}`
  await database.owner`
    insert into appraisers (employee_id, appraiser_id, agency_id, starts_on)
    values (${team.ids.member}, ${team.ids.colleague}, ${team.agencyId}, '2026-04-01')`
  const [later, newLeader] = [team.as('member', '2026-04-02'), team.as('colleague', '2026-04-03')]
  const amended = await amendPlan(later, { ...(await refOf(id)), reason: 'Pimpinan baru.' })
  expect((await seen(amended)).people.appraiser.name).toBe('Tini Toboali')
  await proposePlan(later, await refOf(amended))

  await expect(agreePlan(leader, await refOf(amended))).rejects.toMatchObject({ code: 'not_found' })
  await agreePlan(newLeader, await refOf(amended))
  expect([await stateOf(id), await stateOf(amended)]).toEqual(['replaced', 'agreed'])
  const trail = await database.owner`
    select after->>'state' as state from audit_events where event = 'plan.replace' and subject_id = ${id}`
  expect(trail).toEqual([{ state: 'replaced' }])
})
