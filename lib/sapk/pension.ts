import { addYears, type CivilDate, firstOfMonth, firstOfNextMonth, wholeMonthsBetween } from '@/lib/civil-date'
import type { Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { baseSalary, salaryTableOn } from '@/lib/registry/salary'
import { serviceMonthsAt } from '@/lib/registry/service-time'

/** The day a person turns the age of BUP; born on 29 February: 28 February. */
export function retirementAgeOn(bornOn: CivilDate, ageYears: number): CivilDate {
  return addYears(bornOn, ageYears)
}

/**
 * TMT pensiun: the first day of the month after the month of BUP, also when born on the 1st. Whoever moves to a post
 * whose BUP is past already retires on the first of the month after the move.
 *
 * Source: PP 11/2017 art. 239; UU 20/2023 art. 55.
 */
export function retiresOn(bornOn: CivilDate, ageYears: number, postSince: CivilDate | null): CivilDate {
  const due = firstOfNextMonth(retirementAgeOn(bornOn, ageYears))
  return postSince !== null && postSince >= due ? firstOfNextMonth(postSince) : due
}

/** A pension for age. Amounts are estimates: the printed table of PP 8/2024 wins. */
export type PensionEstimate = {
  serviceMonths: number // masa kerja pensiun
  percentTenThousandths: number // of the base, half up, at most 75 %
  rankServiceMonths: number // masa kerja golongan in the month of BUP
  baseRupiah: number // dasar pensiun
  formulaRupiah: number
  estimateRupiah: number // not below the floor
}

export type PensionFacts = {
  cpnsOn: CivilDate
  rank: Rank
  rankSince: CivilDate
  serviceMonths: number
  creditedMonths: number // recognised PMK
  unpaidMonths: number | null // CLTN; null when its period is not known
}

/** 2,5 % of the base for a year of service, in thousandths of the base, and the most that they come to. */
const PERMILLE_PER_YEAR = 25
const PERMILLE_CAP = 750
const CAPPED_MONTHS = (PERMILLE_CAP / PERMILLE_PER_YEAR) * 12

/** Share of the base below which no pension falls; stands in teaching texts, not in the law seen. */
const DEFAULT_FLOOR_PERCENT = 40

/**
 * Pensiun pokok at BUP: 2.5 % of the last base salary for each year of service, at most 75 %, not below the floor.
 * Undefined when unpaid leave of an unknown period, or a missing salary table, leaves the service open.
 *
 * Source: UU 11/1969 art. 5, 7, 11.
 */
export function pensionEstimate(
  facts: PensionFacts,
  ageReachedOn: CivilDate,
  pensionFrom: CivilDate,
  reference: Reference,
  floorPercent = DEFAULT_FLOOR_PERCENT,
): PensionEstimate | undefined {
  if (facts.unpaidMonths === null) return undefined
  const lastMonth = firstOfMonth(ageReachedOn)
  const rankServiceMonths = serviceMonthsAt(facts, lastMonth, facts.unpaidMonths)
  const baseRupiah = baseSalary(reference, facts.rank, rankServiceMonths, lastMonth)
  const lowestRupiah = salaryTableOn(reference, lastMonth)?.lowestRupiah
  if (baseRupiah === undefined || lowestRupiah === undefined) return undefined

  const serviceMonths = pensionServiceMonths(facts.cpnsOn, pensionFrom, facts.creditedMonths, facts.unpaidMonths)
  const formulaRupiah = pensionByFormula(baseRupiah, serviceMonths)
  return {
    serviceMonths,
    percentTenThousandths: pensionPercent(serviceMonths),
    rankServiceMonths,
    baseRupiah,
    formulaRupiah,
    estimateRupiah: Math.max(formulaRupiah, halfUp(baseRupiah * floorPercent, 100), lowestRupiah),
  }
}

/** Service as CPNS and PNS with recognised PMK, without CLTN; a part of a month counts as a month. */
export function pensionServiceMonths(
  cpnsOn: CivilDate,
  until: CivilDate,
  creditedMonths = 0,
  unpaidMonths = 0,
): number {
  const whole = wholeMonthsBetween(cpnsOn, until)
  const hasPart = cpnsOn.slice(8) !== until.slice(8)
  return whole + (hasPart ? 1 : 0) + creditedMonths - unpaidMonths
}

/** Share of the base in ten-thousandths of a percent, half up: 747 917 for 74,7917 %. */
export function pensionPercent(serviceMonths: number): number {
  return halfUp(Math.min(serviceMonths, CAPPED_MONTHS) * PERMILLE_PER_YEAR * 1000, 12)
}

/** In whole rupiah, half up, without rounding the percentage first. */
export function pensionByFormula(baseRupiah: number, serviceMonths: number): number {
  return halfUp(baseRupiah * Math.min(serviceMonths, CAPPED_MONTHS) * PERMILLE_PER_YEAR, 12 * 1000)
}

function halfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}
