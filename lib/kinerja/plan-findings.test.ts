import { expect, test } from 'vitest'
import { planFindings } from './plan-findings'

const activity = {
  kind: 'activity' as const,
  leaderItemId: null,
  leaderText: null,
  quantityUnit: 'laporan',
  quality: '100',
  indicators: [],
}
const unmet = (changes: { quantityUnit?: string; quality?: null }) =>
  planFindings({ startsOn: '2019-01-01', model: null, items: [{ ...activity, ...changes }] }).flatMap(
    ({ met, code }) => (met ? [] : [code]),
  )

test('an activity of PP 46/2011 has a unit of its quantity and a target of quality', () => {
  expect(unmet({})).toEqual([])
  expect(unmet({ quantityUnit: ' ' })).toEqual(['kinerja.plan_quantity'])
  expect(unmet({ quality: null })).toEqual(['kinerja.plan_quality'])
})
