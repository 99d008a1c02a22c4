import { expect, test } from 'vitest'
import { type ActivityTarget, assess, missingFigures, previewOf, stepsByActivity, twoDecimals } from './assessment'
import { type AssessmentInput, confirmActivitiesInput, scoreInput } from './assessment-input'

const ids = [1, 2, 3].map((at) => `${at}1111111-1111-4111-8111-111111111111`)

/** V1 to V3 of the domain reference: with cost, without, and done a month early. */
const targets: ActivityTarget[] = ids.map((id) => ({
  id,
  quantity: id === ids[2] ? '100.000' : '1.000',
  quality: '100.000',
  duration: '12.000',
  costRupiah: id === ids[0] ? 170_395_000 : null,
}))

const form: AssessmentInput = {
  activities: ids.map((itemId, at) => ({
    itemId,
    isDone: true,
    quantity: at === 2 ? '90' : '1',
    quality: ['90', '90', '85'][at] ?? '',
    duration: at === 2 ? '11' : '12',
    cost: at === 0 ? '170395000' : '',
    credit: '',
  })),
  extraTasks: Array.from({ length: 5 }, (_, at) => ({ text: `Tugas ${at}`, letter: `800/${at}` })),
  creations: [],
  isStructural: false,
  behaviour: { service: '85', integrity: '88', commitment: '90', discipline: '84', teamwork: '86', leadership: '' },
}

test('the staff of the reference: mean of three activities, two points of tasks, 60 per cent and 40', () => {
  const { assessment, predicate } = assess('2019-01-01', targets, form)
  expect(twoDecimals(assessment.plan)).toBe('88.87')
  expect(twoDecimals(assessment.behaviourValue)).toBe('86.60')
  expect([twoDecimals(assessment.value), predicate]).toEqual(['87.96', 'good'])
  const values = stepsByActivity(assessment.steps).activities.map((steps) => twoDecimals(steps.at(-1)?.value ?? '0'))
  expect(values).toEqual(['85.50', '88.67', '86.44'])
  expect(stepsByActivity(assessment.steps).whole.map(({ code }) => code)).toEqual(['plan', 'behaviour', 'result'])
})

test('figures are read as people write them, and a score is shown only when every figure is there', () => {
  const half = { ...form.behaviour, service: '85,5' }
  expect(previewOf('2019-01-01', targets, { ...form, behaviour: half })?.assessment.behaviourValue).toBe('867/10')
  expect(previewOf('2019-01-01', targets, { ...form, behaviour: { ...half, discipline: '' } })).toBeUndefined()
  expect(previewOf('2019-01-01', targets, { ...form, behaviour: { ...half, discipline: '101' } })).toBeUndefined()
  expect(previewOf('2019-01-01', targets, { ...form, isStructural: true })).toBeUndefined()
  expect(previewOf('2019-01-01', targets, { ...form, activities: [] })).toBeUndefined()
})

test('an activity with a target of cost asks for the cost, one that was not done asks for nothing', () => {
  const [first, ...others] = form.activities
  if (!first) throw new Error('no activity')
  const without = { ...first, cost: '' }
  expect(missingFigures([without, ...others], targets)).toEqual({ 'activities.0.cost': 'kinerja.figure' })
  expect(missingFigures([{ ...without, isDone: false }, ...others], targets)).toEqual({})
  const notDone = { ...first, isDone: false, quantity: '', duration: '', quality: '' }
  const { assessment } = assess('2019-01-01', targets, { ...form, activities: [notDone, ...others] })
  expect(stepsByActivity(assessment.steps).activities[0]?.at(-1)).toMatchObject({ value: '0' })
})

test('a form without a figure of what was done, of quality or of behaviour is sent back on that field', () => {
  const ref = { planId: ids[0], kind: 'annual', startsOn: '2019-01-01' }
  const paths = (schema: typeof scoreInput | typeof confirmActivitiesInput, change: object) =>
    schema.safeParse({ ...ref, ...form, ground: 'x', ...change }).error?.issues.map(({ path }) => path.join('.')) ?? []
  const [first] = form.activities
  expect(paths(scoreInput, {})).toEqual([])
  expect(paths(confirmActivitiesInput, { activities: [{ ...first, quantity: '' }] })).toEqual(['activities.0.quantity'])
  expect(paths(confirmActivitiesInput, { activities: [{ ...first, duration: '' }] })).toEqual(['activities.0.duration'])
  expect(paths(scoreInput, { activities: [{ ...first, quality: '' }] })).toEqual(['activities.0.quality'])
  expect(paths(scoreInput, { behaviour: { ...form.behaviour, service: '' } })).toEqual(['behaviour.service'])
  expect(paths(scoreInput, { activities: [{ ...first, quantity: '', isDone: false }] })).toEqual([])
})
