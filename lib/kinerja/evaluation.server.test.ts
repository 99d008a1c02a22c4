import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference as seedReference } from '@/db/seed/reference'
import { testDatabase } from '@/db/testing.server'
import { addDays } from '@/lib/civil-date'
import { RATINGS, type Rating } from '@/lib/registry/predicate'
import { loadReference } from '@/lib/registry/reference.server'
import { anActor } from '@/lib/registry/register.fixture'
import { findFacts } from '@/lib/sapk/facts.server'
import { judgePromotion } from '@/lib/sapk/promotion'
import { confirmEvaluation, rateEvaluation } from './evaluation.server'
import { answerEvaluationObjection, decideEvaluationObjection, objectToEvaluation } from './evaluation-answer.server'
import { setAchievement } from './evaluation-pattern.server'
import { countWaitingEvaluations, findEvaluation, listEvaluations } from './evaluations-read.server'
import { predicateOf } from './rating'
import { aPlan, aTeam, type Team } from './team.fixture'

const database = await testDatabase()
afterEach(database.reset)

let team: Team
let plan: { id: string; items: string[] }
beforeEach(async () => {
  await seedReference(database.owner, readReferenceRows())
  team = await aTeam(database.owner)
  plan = await aPlan(database.owner, team, 'member', { year: 2025, results: ['Tersusunnya daftar arsip'] })
})

const quarter = () => ({ planId: plan.id, kind: 'periodic' as const, startsOn: '2025-01-01' })
const year = () => ({ planId: plan.id, kind: 'annual' as const, startsOn: '2025-01-01' })
type Ref = ReturnType<typeof quarter> | ReturnType<typeof year>

const confirm = (ref: Ref, today = '2026-01-06') =>
  confirmEvaluation(team.as('member', today), {
    ...ref,
    lines: plan.items.map((itemId) => ({ itemId, realisation: '12 dokumen' })),
  })

const rate = (
  ref: Ref,
  result: Rating,
  behaviour: Rating,
  today = '2026-01-08',
  who: 'leader' | 'superior' = 'leader',
) =>
  rateEvaluation(team.as(who, today), {
    ...ref,
    result,
    behaviour,
    ground: 'Bukti lengkap',
    deviationReason: '',
    lines: plan.items.map((itemId) => ({ itemId, feedback: 'Rapi' })),
    values: [{ value: 'service', feedback: 'Cepat menanggapi' }],
  })

async function work(text: string, workOn: string, quantity: number, state = 'approved', starts = 480) {
  await database.owner`
    insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute, ends_minute, kind,
      plan_item_id, text, quantity, unit, state, reviewed_by, reviewed_at, device_at, received_at)
    values (gen_random_uuid(), ${team.ids.member}, ${team.agencyId}, ${team.ids.leader}, ${workOn}, ${starts},
      ${starts + 60}, 'plan', ${plan.items[0] ?? ''}, ${text}, ${quantity}, 'dokumen', ${state}, ${team.ids.leader}, now(),
      now(), now())`
}

const history = () => database.owner`
  select year, predicate, work_result, behaviour, source, appraiser_name,
    exists (select from performance_history n where n.replaces_id = h.id) as is_replaced
  from performance_history h where employee_id = ${team.ids.member} order by recorded_at`

test('the realisation is prefilled from approved work of the period alone, and stays as it was confirmed', async () => {
  await work('Menyusun', '2025-01-10', 3)
  await work('Menyusun lagi', '2025-03-31', 4)
  await work('Ditolak', '2025-02-01', 9, 'rejected')
  await work('Triwulan berikut', '2025-04-01', 5)
  const before = await findEvaluation(team.as('member'), quarter())
  expect(before?.items[0]?.rollup).toEqual({ entries: 2, quantities: [{ unit: 'dokumen', quantity: 7 }] })
  await confirm(quarter())
  await work('Terlambat disetujui', '2025-03-03', 2)
  const after = await findEvaluation(team.as('leader'), quarter())
  expect(after).toMatchObject({ state: 'confirmed', items: [{ realisation: '12 dokumen', rollup: { entries: 2 } }] })
})

test('work for the line of a revision before counts for the same line of the one that replaced it', async () => {
  await work('Menyusun', '2025-01-10', 3)
  await database.owner`update plans set state = 'replaced' where id = ${plan.id}`
  const amended = await aPlan(database.owner, team, 'member', {
    year: 2025,
    results: ['Tersusunnya daftar arsip aktif'],
  })
  await database.owner`
    update plan_items set line_id = (select line_id from plan_items where id = ${plan.items[0] ?? ''})
    where id = ${amended.items[0] ?? ''}`
  const found = await findEvaluation(team.as('member'), { ...quarter(), planId: amended.id })
  expect(found?.items).toMatchObject([{ text: 'Tersusunnya daftar arsip aktif', rollup: { entries: 1 } }])
})

test('feedback of the period stands beside what it was said about, that of another period does not', async () => {
  const say = (text: string, about: { item_id: string } | { value: string }, on: string) =>
    database.owner`insert into plan_feedback ${database.owner({
      plan_id: plan.id,
      ...about,
      author_id: team.ids.leader,
      author_name: 'Hidayat Selinsing',
      text,
      written_at: `${on}T03:00:00Z`,
    })}`
  const item = { item_id: plan.items[0] ?? '' }
  await say('Rapi', item, '2025-02-10')
  await say('Cepat', { value: 'service' }, '2025-03-31')
  await say('Bulan April', item, '2025-04-01')
  expect(await findEvaluation(team.as('leader'), quarter())).toMatchObject({
    items: [{ given: [{ text: 'Rapi', on: '2025-02-10' }] }],
    given: [{ text: 'Cepat', value: 'service' }],
  })
  expect((await findEvaluation(team.as('member'), year()))?.items[0]?.given).toHaveLength(2)
})

test('ratings make the predikat of the matrix, and its owner reads ground and feedback', async () => {
  await confirm(quarter())
  await rate(quarter(), 'above', 'as_expected')
  expect(await findEvaluation(team.as('member', '2026-01-09'), quarter())).toMatchObject({
    state: 'received',
    row: { predicate: 'good', ground: 'Bukti lengkap', receivedOn: '2026-01-08' },
    items: [{ realisation: '12 dokumen', feedback: 'Rapi' }],
    feedback: [{ value: 'service', text: 'Cepat menanggapi' }],
  })
  expect(await history(), 'a quarter is no result of a year').toEqual([])
})

test('a predikat that the two ratings do not make is stored by nobody', async () => {
  for (const result of RATINGS) {
    for (const behaviour of RATINGS) {
      const predicate = predicateOf(result, behaviour)
      const write = (typed: string) => database.owner`
        insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, agency_id, state,
          result_rating, behaviour_rating, predicate, ground, received_on)
        values (${plan.id}, 'annual', '2025-01-01', '2025-12-31', ${team.ids.member}, ${team.ids.leader},
          ${team.agencyId}, 'received', ${result}, ${behaviour}, ${typed}, 'x', '2026-01-08')`
      const other = predicate === 'good' ? 'very_good' : 'good'
      await expect(write(other)).rejects.toThrow('evaluations_predicate')
      await write(predicate)
      await database.owner`delete from evaluations`
    }
  }
})

test('nobody rates themselves, rates whom they do not appraise, or rates before the employee has had their days', async () => {
  await expect(rate(quarter(), 'above', 'above', '2026-01-08', 'superior')).rejects.toMatchObject({
    findings: [{ code: 'kinerja.evaluation_appraiser' }],
  })
  const early = { ...quarter(), startsOn: '2025-10-01' }
  await expect(rate(early, 'above', 'above', '2026-01-02')).rejects.toMatchObject({
    findings: [{ code: 'kinerja.evaluation_confirmed' }],
  })
  await rate(early, 'above', 'above', '2026-02-02')
  await expect(
    rateEvaluation(team.as('colleague'), {
      ...quarter(),
      result: 'above',
      behaviour: 'above',
      ground: 'x',
      deviationReason: '',
      lines: [],
      values: [],
    }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('of two who send at once one is let through', async () => {
  await confirm(quarter())
  const both = await Promise.allSettled([rate(quarter(), 'above', 'above'), rate(quarter(), 'below', 'below')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'wrong_state' } })
})

test('the result of a year stands in the history, and an objection that changes it replaces it there', async () => {
  await confirm(year())
  await rate(year(), 'as_expected', 'below')
  expect(await history()).toMatchObject([
    {
      year: 2025,
      predicate: 'poor',
      work_result: 'as_expected',
      behaviour: 'below',
      source: 'evaluation',
      is_replaced: false,
    },
  ])
  await objectToEvaluation(team.as('member', '2026-01-20'), { ...year(), text: 'Tugas posko tidak dihitung' })
  const decide = (today: string) =>
    decideEvaluationObjection(team.as('superior', today), {
      ...year(),
      text: 'Surat tugas sah',
      result: 'as_expected',
      behaviour: 'as_expected',
    })
  await expect(decide('2026-01-21')).rejects.toMatchObject({ findings: [{ code: 'kinerja.objection_heard' }] })
  await answerEvaluationObjection(team.as('leader', '2026-01-22'), { ...year(), text: 'Surat tugas baru saya terima' })
  await decide('2026-01-23')
  expect(await history()).toMatchObject([
    { predicate: 'poor', is_replaced: true },
    { predicate: 'good', behaviour: 'as_expected', is_replaced: false },
  ])
  expect(await findEvaluation(team.as('member', '2026-01-24'), year())).toMatchObject({
    state: 'changed',
    row: { predicate: 'good', firstBehaviourRating: 'below', decision: 'Surat tugas sah' },
  })
  await expect(database.owner`update evaluations set ground = 'lain'`).rejects.toThrow('is final')
})

test('where the plan names no superior of the appraiser, an objection is refused and stays to be made elsewhere', async () => {
  await database.owner`delete from appraisers where employee_id = ${team.ids.leader}`
  const orphan = await aPlan(database.owner, team, 'colleague', { year: 2025, results: ['Terdatanya aset'] })
  const ref = { planId: orphan.id, kind: 'annual' as const, startsOn: '2025-01-01' }
  await rate(ref, 'as_expected', 'below', '2026-02-02')
  const object = objectToEvaluation(team.as('colleague', '2026-02-03'), { ...ref, text: 'Tugas posko tidak dihitung' })
  await expect(object).rejects.toMatchObject({
    findings: [{ code: 'kinerja.objection_superior', source: 'PP 30/2019 art. 59' }],
  })
  expect((await findEvaluation(team.as('colleague', '2026-02-03'), ref))?.state).toBe('received')
})

test('what an objection changes, the findings of a promotion see', async () => {
  const add = (table: string, row: Record<string, unknown>) =>
    database.owner`insert into ${database.owner(table)} ${database.owner({ employee_id: team.ids.member, source: 'update', ...row })}`
  await add('rank_history', {
    rank: 'III/a',
    effective_on: '2015-03-01',
    service_months: 0,
    decree_number: '823/1',
  })
  await add('performance_history', { effective_on: '2024-12-31', year: 2024, predicate: 'good' })
  const officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [team.agencyId] })
  const finding = () =>
    transact(officer, async (tx) => {
      const reference = await loadReference(tx)
      const [found] = await findFacts(tx, [team.ids.member], '2026-10-01', reference)
      if (!found?.facts) throw new Error('nobody to judge')
      const { findings } = judgePromotion(found.facts, '2026-10-01', '2026-06-01', reference)
      return findings.find(({ code }) => code === 'promotion.predicate')
    })
  await confirm(year())
  await rate(year(), 'as_expected', 'below')
  expect(await finding()).toMatchObject({ met: false, facts: { lastYear: 2025, lastPredicate: 'poor' } })
  await objectToEvaluation(team.as('member', '2026-01-20'), { ...year(), text: 'Tugas posko tidak dihitung' })
  await answerEvaluationObjection(team.as('leader', '2026-01-21'), { ...year(), text: 'Surat tugas baru saya terima' })
  await decideEvaluationObjection(team.as('superior', '2026-01-23'), {
    ...year(),
    text: 'Surat tugas sah',
    result: 'as_expected',
    behaviour: 'as_expected',
  })
  expect(await finding()).toMatchObject({ met: true, facts: { lastYear: 2025, lastPredicate: 'good' } })
})

test('whoever keeps silent for fourteen days has accepted, and may object no more', async () => {
  await confirm(year())
  await rate(year(), 'as_expected', 'as_expected')
  expect((await findEvaluation(team.as('member', '2026-01-22'), year()))?.state).toBe('received')
  expect((await findEvaluation(team.as('member', '2026-01-23'), year()))?.state).toBe('accepted')
  const late = objectToEvaluation(team.as('member', '2026-01-23'), { ...year(), text: 'Terlambat' })
  await expect(late).rejects.toMatchObject({ findings: [{ code: 'kinerja.objection_term' }] })
})

test('a unit of ten that deviates from its pattern asks the appraiser for a reason', async () => {
  const officer = team.as('leader')
  const agencies = { kind: 'agencies' as const, agencyIds: [team.agencyId] }
  await setAchievement(
    { ...officer, actor: { ...officer.actor, role: 'performance_officer', scope: agencies } },
    { unitId: team.unitId, year: 2025, predicate: 'good' },
  )
  await database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica` // nine people of whom nothing else is asked
    await tx`
      insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, agency_id, unit_id, state,
        result_rating, behaviour_rating, predicate, ground, received_on)
      select gen_random_uuid(), 'annual', '2025-01-01', '2025-12-31', gen_random_uuid(), ${team.ids.leader}, ${team.agencyId},
        ${team.unitId}, 'received', 'as_expected', 'as_expected', 'good', 'x', '2026-01-08' from generate_series(1, 9)`
  })
  await confirm(year())
  await expect(rate(year(), 'as_expected', 'as_expected')).rejects.toMatchObject({
    findings: [{ code: 'kinerja.distribution_reason', facts: { deviations: 2 } }],
  })
  await rateEvaluation(team.as('leader', '2026-01-08'), {
    ...year(),
    result: 'as_expected',
    behaviour: 'as_expected',
    ground: 'Bukti lengkap',
    deviationReason: 'Semua target tercapai',
    lines: [],
    values: [],
  })
})

test('an appraiser’s list has every period that is over, with what waits and by when', async () => {
  await confirm(quarter())
  const lines = await listEvaluations(team.as('leader', '2026-01-02'))
  expect(lines).toHaveLength(5)
  expect(lines.find(({ kind }) => kind === 'annual')).toMatchObject({
    state: 'open',
    part: 'appraiser',
    name: 'Maya Muntok',
  })
  expect(lines.filter(({ state }) => state === 'confirmed')).toMatchObject([
    { startsOn: '2025-01-01', endsOn: '2025-03-31' },
  ])
  expect(await listEvaluations(team.as('colleague', '2026-01-02'))).toEqual([])
})

test('what waits for somebody is counted, and a rating is late after its day', async () => {
  await confirm(quarter())
  const waiting = (who: 'leader' | 'member' | 'superior', today: string) => countWaitingEvaluations(team.as(who, today))
  const late = async (today: string) =>
    (await listEvaluations(team.as('leader', today))).filter(({ isLate }) => isLate).length
  expect(await waiting('leader', '2025-04-01')).toBe(1)
  expect(await waiting('member', '2025-04-01')).toBe(0)
  expect(await waiting('superior', '2025-04-01')).toBe(0)
  expect(await late('2025-04-01')).toBe(0)
  const { dueOn } = (await listEvaluations(team.as('leader', '2025-04-01')))[0] ?? { dueOn: '' }
  expect([await late(dueOn), await late(addDays(dueOn, 1))]).toEqual([0, 1])
  expect(await waiting('member', '2025-07-01')).toBe(1) // the second quarter is over, and not confirmed
  await rate(quarter(), 'as_expected', 'as_expected')
  expect(await late('2025-07-01')).toBe(0)
})

test('the result of a year is kept by its appraiser and the superior alone', async () => {
  await confirm(year())
  await rate(year(), 'as_expected', 'as_expected')
  const [row] = await database.owner`select id from evaluations`
  await expect(
    transact(team.as('member'), (tx) => tx.execute(sql`select keep_evaluation_result(${row?.id})`)),
  ).rejects.toMatchObject({ cause: { message: expect.stringContaining('no result of a year') } })
})

test('a result that nobody confirmed stands beside all approved work, also what an appraiser before approved', async () => {
  await work('Menyusun', '2025-01-10', 3)
  await work('Menyusun lagi', '2025-02-10', 4)
  await database.owner`update daily_entries set appraiser_id = ${team.ids.superior}, reviewed_by = ${team.ids.superior}
    where work_on = '2025-01-10'`
  const all = { entries: 2, quantities: [{ unit: 'dokumen', quantity: 7 }] }
  expect((await findEvaluation(team.as('leader', '2026-01-20'), quarter()))?.items[0]?.rollup).toEqual(all)
  await rate(quarter(), 'as_expected', 'as_expected', '2026-01-20')
  expect((await findEvaluation(team.as('member', '2026-01-20'), quarter()))?.items[0]?.rollup).toEqual(all)
  const [kept] = await database.owner`select rollup from evaluation_lines`
  expect(kept?.rollup).toEqual(all)
})
