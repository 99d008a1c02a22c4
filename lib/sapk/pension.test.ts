import { expect, test } from 'vitest'
import {
  pensionByFormula,
  pensionEstimate,
  pensionPercent,
  pensionServiceMonths,
  retirementAgeOn,
  retiresOn,
} from './pension'
import { reference } from './promotion.fixture'
import { servicePromotionOn } from './promotion-service'

test('an administrator born on 1 June 1966 retires on 1 July 2024, with the service promotion on 1 June', () => {
  expect(retiresOn('1966-06-01', 58, null)).toBe('2024-07-01')
  expect(servicePromotionOn(retirementAgeOn('1966-06-01', 58))).toBe('2024-06-01')
})

test('whoever is born on the last day of a month still retires on the first of the next', () => {
  expect(retiresOn('1966-05-31', 58, null)).toBe('2024-06-01')
  expect(retiresOn('1966-12-15', 58, null)).toBe('2025-01-01')
})

test('born on 29 February the age is reached on 28 February', () => {
  expect(retirementAgeOn('1968-02-29', 58)).toBe('2026-02-28')
  expect(retiresOn('1968-02-29', 58, null)).toBe('2026-03-01')
})

test('a change of post past its age retires on the first of the month after', () => {
  expect(retiresOn('1966-06-10', 58, '2025-09-15')).toBe('2025-10-01')
  expect(retiresOn('1966-06-10', 58, '2024-07-01')).toBe('2024-08-01')
  expect(retiresOn('1966-06-10', 58, '2024-06-20')).toBe('2024-07-01')
})

test('33 years make 82.5 percent and the cap 75', () => {
  expect(pensionPercent(33 * 12)).toBe(750_000)
  expect(pensionPercent(30 * 12)).toBe(750_000)
  expect(pensionPercent(30 * 12 - 1)).toBe(747_917)
  expect(pensionPercent(3)).toBe(6250)
  expect(pensionByFormula(4_000_000, 33 * 12)).toBe(3_000_000)
})

test('the amount is rounded once, half up', () => {
  expect(pensionByFormula(4_869_200, 347)).toBe(3_520_026)
  expect(pensionByFormula(240, 1)).toBe(1)
  expect(pensionByFormula(239, 1)).toBe(0)
})

test('a part of a month counts as a month of service', () => {
  expect(pensionServiceMonths('1990-10-01', '2026-09-01')).toBe(431)
  expect(pensionServiceMonths('1990-10-15', '2026-09-01')).toBe(431)
  expect(pensionServiceMonths('1990-10-01', '2026-09-01', 24, 12)).toBe(443)
})

test('a short service is lifted to the floor', () => {
  const estimate = (floorPercent?: number) =>
    pensionEstimate(
      {
        cpnsOn: '2016-03-01',
        rank: 'III/b',
        rankSince: '2022-04-01',
        serviceMonths: 60,
        creditedMonths: 0,
        unpaidMonths: 0,
      },
      '2026-08-18',
      '2026-09-01',
      reference,
      floorPercent,
    )
  expect(estimate()).toMatchObject({ serviceMonths: 126, formulaRupiah: 862_838, estimateRupiah: 1_685_700 })
  expect(estimate(60)).toMatchObject({ baseRupiah: 3_287_000, estimateRupiah: 1_972_200 })
})

test('with unpaid leave of an unknown period there is no estimate', () => {
  const facts = {
    cpnsOn: '2016-03-01',
    rank: 'III/b',
    rankSince: '2022-04-01',
    serviceMonths: 60,
    creditedMonths: 0,
  } as const
  expect(pensionEstimate({ ...facts, unpaidMonths: null }, '2026-08-18', '2026-09-01', reference)).toBeUndefined()
})
