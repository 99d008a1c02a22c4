import 'server-only'
import { aliasedTable, and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies, employees, units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import type { EmployeeFilter } from '@/lib/registry/employee-filter'
import { ofScope, ofScopeOrSeconded } from '@/lib/registry/employee-scope.server'

const workAgencies = aliasedTable(agencies, 'work_agencies')

const detailColumns = {
  id: employees.id,
  version: employees.version,
  agencyId: employees.agencyId,
  agencyName: agencies.name,
  timeZone: agencies.timeZone,
  workAgencyName: workAgencies.name,
  isSeconded: sql<boolean>`${employees.agencyId} <> ${employees.workAgencyId}`,
  nip: employees.nip,
  oldNip: employees.oldNip,
  nik: employees.nik,
  nikCheckedOn: employees.nikCheckedOn,
  nikIsValid: employees.nikIsValid,
  name: employees.name,
  frontTitle: employees.frontTitle,
  backTitle: employees.backTitle,
  birthPlace: employees.birthPlace,
  bornOn: employees.bornOn,
  sex: employees.sex,
  religion: employees.religion,
  maritalStatus: employees.maritalStatus,
  npwp: employees.npwp,
  healthInsuranceNumber: employees.healthInsuranceNumber,
  taspenNumber: employees.taspenNumber,
  housingNumber: employees.housingNumber,
  spouseCardNumber: employees.spouseCardNumber,
  treasuryCode: employees.treasuryCode,
  workPlace: employees.workPlace,
  positionClass: employees.positionClass,
  email: employees.email,
  officialEmail: employees.officialEmail,
  phone: employees.phone,
  address: employees.address,
  postalCode: employees.postalCode,
  employeeType: employees.employeeType,
  legalStatus: employees.legalStatus,
  status: employees.status,
  cardNumber: employees.cardNumber,
  cpnsOn: employees.cpnsOn,
  pnsOn: employees.pnsOn,
  isBlocked: employees.isBlocked,
  deceasedOn: employees.deceasedOn,
  mergedIntoId: employees.mergedIntoId,
  rank: employees.rank,
  rankSince: employees.rankSince,
  rankServiceMonths: employees.rankServiceMonths,
  positionKind: employees.positionKind,
  positionName: employees.positionName,
  positionSince: employees.positionSince,
  echelon: employees.echelon,
  unitName: units.name,
  educationLevel: employees.educationLevel,
  educationName: employees.educationName,
  graduatedYear: employees.graduatedYear,
} as const

/** Data utama of one person, undefined outside the actor's scope. Sensitive values are still in it: see `masked`. */
export type Employee = NonNullable<Awaited<ReturnType<typeof findEmployee>>>

export async function findEmployee(context: Context, id: string) {
  return transact(context, (tx) => findEmployeeIn(tx, context, id))
}

export async function findEmployeeIn(tx: Tx, context: Context, id: string) {
  const [found] = await tx
    .select(detailColumns)
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, employees.agencyId))
    .innerJoin(workAgencies, eq(workAgencies.id, employees.workAgencyId))
    .leftJoin(units, eq(units.id, employees.unitId))
    .where(and(eq(employees.id, id), ofScopeOrSeconded(context)))
  return found
}

const listColumns = {
  id: employees.id,
  nip: employees.nip,
  name: employees.name,
  frontTitle: employees.frontTitle,
  backTitle: employees.backTitle,
  status: employees.status,
  legalStatus: employees.legalStatus,
  rank: employees.rank,
  rankSince: employees.rankSince,
  positionKind: employees.positionKind,
  positionName: employees.positionName,
  echelon: employees.echelon,
  unitName: units.name,
  agencyName: agencies.name,
} as const

export type EmployeeLine = Awaited<ReturnType<typeof listEmployees>>['rows'][number]

/** Lists longer than this say "more than": nobody turns that many pages, and counting them costs more than showing them. */
export const MOST_COUNTED = 10_000

/**
 * One page of people by name, and how many there are in all, counted up to `MOST_COUNTED` + 1.
 *
 * @param after where the page before ended; pages are found by value and not by number, so the last costs what the
 *   first does
 */
export async function listEmployees(
  context: Context,
  filter: EmployeeFilter,
  { size, after }: { size: number; after?: { name: string; id: string } },
) {
  return transact(context, async (tx) => {
    const where = and(ofScope(context), ...(await conditions(tx, filter)))
    const rows = await tx
      .select(listColumns)
      .from(employees)
      .innerJoin(agencies, eq(agencies.id, employees.agencyId))
      .leftJoin(units, eq(units.id, employees.unitId))
      .where(and(where, after && sql`(${employees.name}, ${employees.id}) > (${after.name}, ${after.id}::uuid)`))
      .orderBy(asc(employees.name), asc(employees.id))
      .limit(size + 1)
    const counted = tx
      .select({ one: sql`1` })
      .from(employees)
      .where(where)
      .limit(MOST_COUNTED + 1)
    const [total] = await tx.select({ count: sql<number>`count(*)::int` }).from(counted.as('counted'))
    return { rows: rows.slice(0, size), hasMore: rows.length > size, total: total?.count ?? 0 }
  })
}

async function conditions(tx: Tx, filter: EmployeeFilter): Promise<(SQL | undefined)[]> {
  const { agencyId, unitId, ranks, positionKind, status, legalStatus } = filter
  return [
    isNull(employees.mergedIntoId),
    agencyId === undefined ? undefined : eq(employees.agencyId, agencyId),
    unitId === undefined ? undefined : inArray(employees.unitId, await subtree(tx, unitId)),
    ranks.length === 0 ? undefined : inArray(employees.rank, ranks),
    positionKind && eq(employees.positionKind, positionKind),
    status && eq(employees.status, status),
    legalStatus === undefined ? undefined : eq(employees.legalStatus, legalStatus),
  ]
}

/** A unit and everything below it; units are numbered in pre-order. */
async function subtree(tx: Tx, unitId: number): Promise<number[]> {
  const top = aliasedTable(units, 'top')
  const found = await tx
    .select({ id: units.id })
    .from(top)
    .innerJoin(
      units,
      and(eq(units.agencyId, top.agencyId), sql`${units.preorder} between ${top.preorder} and ${top.lastPreorder}`),
    )
    .where(eq(top.id, unitId))
  return found.length === 0 ? [unitId] : found.map(({ id }) => id)
}

/** The unit tree of an agency in pre-order, each with its depth. */
export async function listUnits(context: Context, agencyId: number) {
  const rows = await transact(context, (tx) =>
    tx
      .select({ id: units.id, name: units.name, preorder: units.preorder, lastPreorder: units.lastPreorder })
      .from(units)
      .where(and(eq(units.agencyId, agencyId), isNull(units.closedOn)))
      .orderBy(asc(units.preorder), asc(units.id)),
  )
  const above: number[] = [] // where the subtrees end that hold the unit at hand
  return rows.map(({ id, name, preorder, lastPreorder }) => {
    while (above.length > 0 && (above.at(-1) ?? 0) < preorder) above.pop()
    const depth = above.length
    above.push(lastPreorder)
    return { id, name, depth }
  })
}

/** The agencies whose people the actor may look at, for a filter. */
export async function listAgencies(context: Context) {
  const { scope } = context.actor
  return transact(context, (tx) =>
    tx
      .select({ id: agencies.id, code: agencies.code, name: agencies.name })
      .from(agencies)
      .where(scope.kind === 'agencies' ? inArray(agencies.id, [...scope.agencyIds]) : undefined)
      .orderBy(asc(agencies.name)),
  )
}
