import { expect, test } from 'vitest'
import { serviceMonthsAt } from '@/lib/registry/service-time'
import { type HeldRank, heldAfter, serviceMonthsAtBegin, withCredits } from './rank-held'

const NO_LEAVE = { sinceRank: 0, sinceDecree: 0 }
const cpns: HeldRank = { rank: 'III/a', since: '2019-03-01', serviceOn: '2019-03-01', serviceMonths: 0 }
const asPns = { rank: 'III/a', effectiveOn: '2020-04-01', serviceMonths: 13 } as const

/** Masa kerja golongan on a day, as the rules reckon it from the begin of the rank. */
const serviceOn = (held: HeldRank, day: string, credits: Parameters<typeof serviceMonthsAtBegin>[1] = []) =>
  serviceMonthsAt({ rankSince: held.since, serviceMonths: serviceMonthsAtBegin(held, credits, NO_LEAVE) }, day)

test('a second decree of the same rank keeps the day on which the rank began and brings its own masa kerja', () => {
  const held = heldAfter(cpns, [asPns])
  expect(held).toEqual({ rank: 'III/a', since: '2019-03-01', serviceOn: '2020-04-01', serviceMonths: 13 })
})

test('another rank begins on its own TMT, and so does a rank that somebody comes back to', () => {
  const up = { rank: 'III/b', effectiveOn: '2023-04-01', serviceMonths: 49 } as const
  expect(heldAfter(cpns, [asPns, up])).toMatchObject({ rank: 'III/b', since: '2023-04-01' })
  const back = { rank: 'III/a', effectiveOn: '2025-01-01', serviceMonths: 70 } as const
  expect(heldAfter(cpns, [up, back])).toMatchObject({ rank: 'III/a', since: '2025-01-01' })
})

test('without a rank the first decree begins one', () => {
  expect(heldAfter(null, [])).toBeNull()
  expect(heldAfter(null, [asPns])).toMatchObject({ since: '2020-04-01', serviceMonths: 13 })
})

test('the masa kerja golongan goes on from what the last decree states, whatever the decree before it did', () => {
  const raised = heldAfter(cpns, [{ ...asPns, serviceMonths: 36 }])
  if (!raised) throw new Error('no rank')
  expect(serviceOn(raised, '2020-04-01')).toBe(36)
  expect(serviceOn(raised, '2023-04-01')).toBe(72)
})

test('a PMK adds its months from its day on, one up to the TMT of the decree is in the decree already', () => {
  const held: HeldRank = { rank: 'III/a', since: '2023-04-01', serviceOn: '2023-04-01', serviceMonths: 0 }
  const credit = (effectiveOn: string) => [{ effectiveOn, months: 48 }]
  expect(serviceOn(held, '2027-04-01', credit('2025-06-01'))).toBe(96)
  expect(serviceOn(held, '2027-04-01', credit('2023-05-01'))).toBe(96)
  expect(serviceOn(held, '2027-04-01', credit('2023-04-01'))).toBe(48)
  expect(serviceOn(held, '2027-04-01', credit('2022-01-01'))).toBe(48)
})

test('unpaid leave before the last decree is taken off by that decree, not once more', () => {
  const held: HeldRank = { rank: 'III/a', since: '2019-03-01', serviceOn: '2022-03-01', serviceMonths: 24 }
  const unpaid = { sinceRank: 12, sinceDecree: 0 }
  const rank = { rankSince: held.since, serviceMonths: serviceMonthsAtBegin(held, [], unpaid) }
  expect(serviceMonthsAt(rank, '2022-03-01', unpaid.sinceRank)).toBe(24)
})

test('on the way behind, a PMK is a step of its own between two decrees', () => {
  const decrees = [
    { rank: 'III/a', effectiveOn: '2019-03-01', serviceMonths: 0 },
    { rank: 'III/b', effectiveOn: '2023-04-01', serviceMonths: 97 },
  ] as const
  expect(withCredits(decrees, [{ effectiveOn: '2021-03-01', months: 48 }])).toEqual([
    decrees[0],
    { rank: 'III/a', effectiveOn: '2021-03-01', serviceMonths: 72 },
    decrees[1],
  ])
  expect(withCredits(decrees, [{ effectiveOn: '2023-04-01', months: 48 }])).toEqual(decrees)
  expect(withCredits(decrees, [{ effectiveOn: '2018-01-01', months: 48 }])).toEqual(decrees)
})
