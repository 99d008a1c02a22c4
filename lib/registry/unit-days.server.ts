import 'server-only'
import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm'
import { units } from '@/db/schema/registry'

/** True for units that were founded by a day and not ended by then. */
export function standsOn(day: SQL): SQL | undefined {
  return and(or(isNull(units.foundedOn), lte(units.foundedOn, day)), isNotEndedOn(day))
}

/** The same with units that are founded later. */
export function isNotEndedOn(day: SQL): SQL | undefined {
  return or(isNull(units.closedOn), gt(units.closedOn, day))
}
