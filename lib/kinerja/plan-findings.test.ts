import { expect, test } from 'vitest'
import { planFindings } from './plan-findings'

const activity = {
  kind: 'activity' as const,
  leaderItemId: null,
  leaderText: null,
  quantity: '12',
  quantityUnit: 'laporan',
  quality: '100',
  duration: '12',
  indicators: [],
}
const unmet = (changes: Partial<typeof activity> | { quantity: null } | { duration: null }) =>
  planFindings({ startsOn: '2019-01-01', model: null, items: [{ ...activity, ...changes }] }).flatMap(
    ({ met, code }) => (met ? [] : [code]),
  )

test('an activity of PP 46/2011 has a target of quantity with its unit, of quality and of time', () => {
  expect(unmet({})).toEqual([])
  for (const changes of [{ quantity: null }, { quantity: '0.000' }, { quantityUnit: ' ' }])
    expect(unmet(changes), JSON.stringify(changes)).toEqual(['kinerja.plan_quantity'])
  for (const changes of [{ duration: null }, { duration: '0' }])
    expect(unmet(changes), JSON.stringify(changes)).toEqual(['kinerja.plan_time'])
})
