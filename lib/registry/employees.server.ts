import 'server-only'
import { aliasedTable, and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies, employees, units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import type { EmployeeFilter, EmployeeSort } from '@/lib/registry/employee-filter'
import { ofScope, ofScopeOrSeconded } from '@/lib/registry/employee-scope.server'
import { standsOn } from '@/lib/registry/unit-days.server'

const workAgencies = aliasedTable(agencies, 'work_agencies')

/** What the newest row of the table of reference calls the kedudukan hukum; an unknown code stands for itself. */
const legalStatusName = sql<string>`coalesce(
  (select r.data ->> 'label' from reference_rows r
   where r.table_name = 'kedudukan_hukum' and r.code = ${employees.legalStatus} order by r.valid_from desc limit 1),
  ${employees.legalStatus})`

const detailColumns = {
  id: employees.id,
  version: employees.version,
  agencyId: employees.agencyId,
  agencyName: agencies.name,
  timeZone: agencies.timeZone,
  workAgencyId: employees.workAgencyId,
  workAgencyName: workAgencies.name,
  isSeconded: sql<boolean>`${employees.agencyId} <> ${employees.workAgencyId}`,
  nip: employees.nip,
  oldNip: employees.oldNip,
  nik: employees.nik,
  nikCheckedOn: employees.nikCheckedOn,
  nikIsValid: employees.nikIsValid,
  otherIdentityKind: employees.otherIdentityKind,
  otherIdentityNumber: employees.otherIdentityNumber,
  name: employees.name,
  frontTitle: employees.frontTitle,
  backTitle: employees.backTitle,
  birthPlace: employees.birthPlace,
  birthPlaceCode: employees.birthPlaceCode,
  bornOn: employees.bornOn,
  sex: employees.sex,
  religion: employees.religion,
  maritalStatus: employees.maritalStatus,
  npwp: employees.npwp,
  npwpOn: employees.npwpOn,
  healthInsuranceNumber: employees.healthInsuranceNumber,
  taspenNumber: employees.taspenNumber,
  taspenOn: employees.taspenOn,
  housingNumber: employees.housingNumber,
  spouseCardNumber: employees.spouseCardNumber,
  treasuryCode: employees.treasuryCode,
  workPlace: employees.workPlace,
  positionClass: employees.positionClass,
  email: employees.email,
  officialEmail: employees.officialEmail,
  phone: employees.phone,
  landline: employees.landline,
  address: employees.address,
  postalCode: employees.postalCode,
  employeeType: employees.employeeType,
  legalStatus: employees.legalStatus,
  legalStatusName,
  status: employees.status,
  cardNumber: employees.cardNumber,
  smartCardNumber: employees.smartCardNumber,
  cpnsOn: employees.cpnsOn,
  pnsOn: employees.pnsOn,
  isBlocked: employees.isBlocked,
  deceasedOn: employees.deceasedOn,
  deathCertificateNumber: employees.deathCertificateNumber,
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

type Place = { size: number; sort?: EmployeeSort; isDescending?: boolean; after?: string; before?: string }

/**
 * One page of people, and how many there are in all, counted up to `MOST_COUNTED` + 1. Pages are found by value and not
 * by number, so the last costs what the first does.
 *
 * @param place `after` is the last person of the page before, `before` the first of the page after
 */
export async function listEmployees(context: Context, filter: EmployeeFilter, place: Place) {
  const { size, sort = 'nama', isDescending = false, after, before } = place
  return transact(context, async (tx) => {
    const where = await matchingEmployees(tx, context, filter)
    const isBackward = before !== undefined
    const edge = await edgeOf(tx, context, before ?? after)
    const beyond = edge && beyondEdge(sort, edge, isDescending !== isBackward)
    const rows = await tx
      .select(listColumns)
      .from(employees)
      .innerJoin(agencies, eq(agencies.id, employees.agencyId))
      .leftJoin(units, eq(units.id, employees.unitId))
      .where(and(where, beyond))
      .orderBy(...employeeOrder(sort, isDescending !== isBackward))
      .limit(size + 1)
    const hasMore = rows.length > size
    const shown = isBackward ? rows.slice(0, size).reverse() : rows.slice(0, size)
    const counted = tx
      .select({ one: sql`1` })
      .from(employees)
      .where(where)
      .limit(MOST_COUNTED + 1)
    const [total] = await tx.select({ count: sql<number>`count(*)::int` }).from(counted.as('counted'))
    return {
      rows: shown,
      hasPrevious: isBackward ? hasMore : edge !== undefined,
      hasMore: isBackward ? edge !== undefined : hasMore,
      total: total?.count ?? 0,
    }
  })
}

/** What a sort compares before the name; the rank of whoever has none stands below all. */
const sortKeys: Record<EmployeeSort, SQL> = {
  nama: sql`${employees.name}`,
  nip: sql`${employees.nip}`,
  golongan: sql`coalesce(${employees.rank}::text, '') collate "C"`,
}

/** The order of the list, the same on the screen and in a file. */
export function employeeOrder(sort: EmployeeSort, isDescending: boolean): SQL[] {
  const direction = isDescending ? desc : asc
  const keys = sort === 'golongan' ? [sortKeys.golongan, sortKeys.nama] : [sortKeys[sort]]
  return [...keys, sql`${employees.id}`].map((key) => direction(key))
}

type Edge = { name: string; nip: string; rank: string | null; id: string }

async function edgeOf(tx: Tx, context: Context, id: string | undefined): Promise<Edge | undefined> {
  if (id === undefined) return undefined
  const [edge] = await tx
    .select({ name: employees.name, nip: employees.nip, rank: employees.rank, id: employees.id })
    .from(employees)
    .where(and(eq(employees.id, id), ofScope(context)))
  return edge
}

/** Whoever comes after the edge in the order. */
function beyondEdge(sort: EmployeeSort, { name, nip, rank, id }: Edge, isDescending: boolean): SQL {
  const than = sql.raw(isDescending ? '<' : '>')
  if (sort === 'nama') return sql`(${sortKeys.nama}, ${employees.id}) ${than} (${name}, ${id}::uuid)`
  if (sort === 'nip') return sql`(${sortKeys.nip}, ${employees.id}) ${than} (${nip}, ${id}::uuid)`
  return sql`(${sortKeys.golongan}, ${sortKeys.nama}, ${employees.id}) ${than} (${rank ?? ''}, ${name}, ${id}::uuid)`
}

/** The first wall of a list of people, narrowed by its filters. */
export async function matchingEmployees(tx: Tx, context: Context, filter: EmployeeFilter): Promise<SQL | undefined> {
  return and(ofScope(context), ...(await conditions(tx, filter)))
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
      .where(and(eq(units.agencyId, agencyId), standsOn(sql`current_date`)))
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
