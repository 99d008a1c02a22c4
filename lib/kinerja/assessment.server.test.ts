import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { confirmActivities, decideScore, scoreEvaluation } from './assessment.server'
import type { AssessmentInput } from './assessment-input'
import { confirmEvaluation, rateEvaluation } from './evaluation.server'
import { acceptEvaluation, answerEvaluationObjection, objectToEvaluation } from './evaluation-answer.server'
import { findEvaluation, listEvaluations } from './evaluations-read.server'
import { anActivityPlan, aPlan, aTeam, type Team } from './team.fixture'

const database = await testDatabase()
afterEach(database.reset)

let team: Team
let plan: { id: string; items: string[] }
beforeEach(async () => {
  team = await aTeam(database.owner)
  plan = await anActivityPlan(database.owner, team, 'member')
})

const ref = () => ({ planId: plan.id, kind: 'annual' as const, startsOn: '2020-01-01' })
const behaviour = { service: '85', integrity: '88', commitment: '90', discipline: '84', teamwork: '86', leadership: '' }
const activities = (quality = '90') =>
  plan.items.map((itemId, at) => ({
    itemId,
    isDone: true,
    quantity: '1',
    quality,
    duration: '12',
    cost: at === 1 ? '170395000' : '',
    credit: '',
  }))
const added = {
  extraTasks: [{ text: 'Posko banjir', letter: '800/12/2020' }],
  creations: [{ text: 'Aplikasi arsip', letter: '065/3/2020', level: 'unit' as const }],
}
const assessed = (change: Partial<AssessmentInput> = {}): AssessmentInput => ({
  activities: activities(),
  ...added,
  isStructural: false,
  behaviour,
  ...change,
})

const confirm = () =>
  confirmActivities(team.as('member', '2021-01-04'), { ...ref(), activities: activities(), ...added })
const give = (change: Partial<AssessmentInput> = {}, who: 'leader' | 'superior' = 'leader') =>
  scoreEvaluation(team.as(who, '2021-01-11'), { ...ref(), ...assessed(change), ground: 'Tingkatkan ketelitian' })

const history = () => database.owner`
  select year, predicate, work_result, plan_score_thousandths as plan, average_score_thousandths as average,
    discipline_score_thousandths as discipline, leadership_score_thousandths as leadership,
    exists (select from performance_history n where n.replaces_id = h.id) as is_replaced
  from performance_history h where employee_id = ${team.ids.member} order by recorded_at`

test('figures of the employee and the appraiser make the number of the year, its word and its row in the history', async () => {
  await confirm()
  expect(await findEvaluation(team.as('leader', '2021-01-05'), ref())).toMatchObject({
    state: 'confirmed',
    additions: added,
    items: [{ activity: { measures: { quantity: '1' } } }, { activity: { costRupiah: 170395000 } }],
  })
  await give()
  // (88.67 + 85.50) / 2 + 1 + 3 = 91.08; 433 / 5 = 86.60; 54.65 + 34.64 = 89.29
  expect(await findEvaluation(team.as('member', '2021-01-12'), ref())).toMatchObject({
    state: 'received',
    row: {
      score: '89.29',
      predicate: 'good',
      assessment: { plan: '1093/12', version: 'pp46-1 pp46-threshold-reached' },
    },
  })
  expect(await history()).toEqual([
    {
      year: 2020,
      predicate: 'good',
      work_result: null,
      plan: 91083,
      average: 86600,
      discipline: 84000,
      leadership: null,
      is_replaced: false,
    },
  ])
  await acceptEvaluation(team.as('member', '2021-01-13'), ref())
  expect(await listEvaluations(team.as('leader', '2026-02-02'))).toMatchObject([
    { kind: 'annual', state: 'accepted', score: '89.29', dueOn: '2021-01-31' },
  ])
})

test('the superior changes figures, and with them the number, the word and the history', async () => {
  await give({ behaviour: { ...behaviour, discipline: '10' }, activities: activities('20') })
  expect(await history()).toMatchObject([{ predicate: 'needs_improvement' }])
  await objectToEvaluation(team.as('member', '2021-01-20'), { ...ref(), text: 'Kualitas tidak diperiksa' })
  await answerEvaluationObjection(team.as('leader', '2021-01-21'), { ...ref(), text: 'Benar' })
  await decideScore(team.as('superior', '2021-01-22'), { ...ref(), ...assessed(), ground: 'Berkas diperiksa ulang' })
  expect(await findEvaluation(team.as('member', '2021-01-23'), ref())).toMatchObject({
    state: 'changed',
    row: { score: '89.29', firstAssessment: { behaviour: { discipline: '10' } }, decision: 'Berkas diperiksa ulang' },
  })
  expect(await history()).toMatchObject([{ is_replaced: true }, { predicate: 'good', is_replaced: false }])
})

test('other figures that make the same number keep the result', async () => {
  await give()
  await objectToEvaluation(team.as('member', '2021-01-20'), { ...ref(), text: 'Keberatan' })
  await answerEvaluationObjection(team.as('leader', '2021-01-21'), { ...ref(), text: 'Tetap' })
  await decideScore(team.as('superior', '2021-01-22'), { ...ref(), ...assessed(), ground: 'Sesuai berkas' })
  expect(await findEvaluation(team.as('member', '2021-01-23'), ref())).toMatchObject({
    state: 'kept',
    row: { firstScore: null },
  })
  expect(await history()).toHaveLength(1)
})

test('an activity, a cost with a target or leadership of a structural official left out is refused', async () => {
  await expect(give({ activities: activities().slice(1) })).rejects.toMatchObject({ code: 'invalid' })
  const free = activities().map((each) => ({ ...each, cost: '' }))
  await expect(give({ activities: free })).rejects.toMatchObject({ fields: { 'activities.1.cost': 'kinerja.figure' } })
  await expect(give({ isStructural: true })).rejects.toMatchObject({ findings: [{ code: 'kinerja.score_behaviour' }] })
  await give({ isStructural: true, behaviour: { ...behaviour, leadership: '95' } })
  expect(await history()).toMatchObject([{ leadership: 95000, average: 88000 }])
})

test('each law has its own acts: a number is given for no ratings, and ratings for no number', async () => {
  const ratings = { result: 'above' as const, behaviour: 'above' as const, ground: 'x', deviationReason: '' }
  const byMatrix = rateEvaluation(team.as('leader'), { ...ref(), ...ratings, lines: [], values: [] })
  await expect(byMatrix).rejects.toMatchObject({ code: 'not_found' })
  const lines = plan.items.map((itemId) => ({ itemId, realisation: 'x' }))
  await expect(confirmEvaluation(team.as('member'), { ...ref(), lines })).rejects.toMatchObject({ code: 'not_found' })
  const results = await aPlan(database.owner, team, 'colleague', { year: 2025, results: ['Terdatanya aset'] })
  const byNumber = scoreEvaluation(team.as('leader'), {
    ...assessed(),
    planId: results.id,
    kind: 'annual',
    startsOn: '2025-01-01',
    ground: 'x',
  })
  await expect(byNumber).rejects.toMatchObject({ code: 'not_found' })
  await expect(give({}, 'superior')).rejects.toMatchObject({ findings: [{ code: 'kinerja.evaluation_appraiser' }] })
})

test('a word that the number does not have, or ratings beside a number, is stored by nobody', async () => {
  const write = (score: string, predicate: string, rating: string | null = null) => database.owner`
    insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, agency_id, state, assessment,
      score, result_rating, behaviour_rating, predicate, ground, received_on)
    values (${plan.id}, 'annual', '2020-01-01', '2020-12-31', ${team.ids.member}, ${team.ids.leader}, ${team.agencyId},
      'received', '{}', ${score}, ${rating}, ${rating}, ${predicate}, 'x', '2021-01-11')`
  const words: [string, string][] = [
    ['91.00', 'very_good'],
    ['90.99', 'good'],
    ['75.99', 'needs_improvement'],
    ['60.99', 'poor'],
    ['50.99', 'very_poor'],
  ]
  for (const [score, word] of words) {
    const other = word === 'good' ? 'very_good' : 'good'
    await expect(write(score, other)).rejects.toThrow('evaluations_predicate')
    await write(score, word)
    await database.owner`delete from evaluations`
  }
  await expect(write('91.00', 'very_good', 'above')).rejects.toThrow('evaluations_regime')
})

test('the first half of 2021 is scored, and its result is no year of the history', async () => {
  plan = await anActivityPlan(database.owner, team, 'colleague', 2021)
  await scoreEvaluation(team.as('leader', '2021-07-20'), {
    planId: plan.id,
    kind: 'annual',
    startsOn: '2021-01-01',
    ...assessed(),
    ground: 'Semester pertama',
  })
  expect(await database.owner`select score from evaluations`).toMatchObject([{ score: '89.29' }])
  expect(await database.owner`select from performance_history`).toHaveLength(0)
})
