import type { TransactionSql } from 'postgres'
import type { SeedAgency } from './agencies'
import { FAMILIES, gradesOf, STUDIES } from './posts'
import { sectionTitles } from './units'

const UNKNOWN_START = '1900-01-01' // as lib/registry/unit-structure.ts calls it

export type Structure = {
  agencyIds: readonly number[]
  unitIds: readonly (readonly number[])[]
  positionId: (kind: string, title: string) => number
}

type Position = { id: number; kind: string; name: string; category: string | null; grade: string | null }

/** Writes agencies, unit trees and positions, each numbered in the order of its list. */
export async function addStructure(tx: TransactionSql, agencies: readonly SeedAgency[]): Promise<Structure> {
  const idOf = new Map(agencies.map(({ code }, place) => [code, place + 1]))
  for (const [place, { servedBy, units: _units, employees: _employees, ...agency }] of agencies.entries()) {
    await tx`insert into agencies ${tx({
      id: place + 1,
      code: agency.code,
      name: agency.name,
      kind: agency.kind,
      province_code: agency.provinceCode,
      served_by_id: servedBy === null ? null : (idOf.get(servedBy) ?? null),
      office_sign: agency.officeSign,
      time_zone: agency.timeZone,
      head_title: agency.headTitle,
      personnel_unit_name: agency.personnelUnitName,
      seat: agency.seat,
      address: agency.address,
      website: agency.website,
    })}`
  }
  const unitIds = await addUnits(tx, agencies)
  const positions = positionsOf(agencies)
  for (let from = 0; from < positions.length; from += 1000) {
    await tx`insert into positions ${tx(positions.slice(from, from + 1000))}`
  }
  for (const table of ['agencies', 'units', 'positions']) {
    await tx`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${tx(table)}))`
  }
  const ids = new Map(positions.map(({ id, kind, name }) => [`${kind} ${name}`, id]))
  return {
    agencyIds: agencies.map((_, place) => place + 1),
    unitIds,
    positionId: (kind, title) => {
      const id = ids.get(`${kind} ${title}`)
      if (id === undefined) throw new Error(`no position ${kind} ${title}`)
      return id
    },
  }
}

async function addUnits(tx: TransactionSql, agencies: readonly SeedAgency[]): Promise<number[][]> {
  let next = 1
  const unitIds: number[][] = []
  for (const [place, { units }] of agencies.entries()) {
    const ids = new Map(units.map(({ code }) => [code, next++]))
    unitIds.push([...ids.values()])
    const rows = units.map((unit, index) => {
      const id = ids.get(unit.code) ?? 0
      const children = units.filter((one) => one.parentCode === unit.code).length
      return {
        id,
        agency_id: place + 1,
        parent_id: unit.parentCode === null ? null : (ids.get(unit.parentCode) ?? null),
        code: unit.code,
        name: unit.name,
        head_title: unit.headTitle,
        head_echelon: unit.echelon,
        preorder: index + 1,
        last_preorder: index + 1 + children,
      }
    })
    await tx`insert into units ${tx(rows)}`
    await foundUnits(tx, place + 1)
  }
  return unitIds
}

/** The history of the units of an agency, which stand since before anybody wrote it down. */
export async function foundUnits(tx: TransactionSql, agencyId: number): Promise<void> {
  await tx`
    insert into unit_history (unit_id, change, effective_on, source, name, parent_id, head_title, head_echelon)
    select id, 'found', ${UNKNOWN_START}, 'seed', name, parent_id, head_title, head_echelon from units u
    where agency_id = ${agencyId} and not exists (select from unit_history h where h.unit_id = u.id)`
}

/** Every title somebody may hold, once. */
function positionsOf(agencies: readonly SeedAgency[]): Position[] {
  const titles = new Map<string, Omit<Position, 'id'>>()
  const put = (kind: string, name: string, category: string | null = null, grade: string | null = null) =>
    titles.set(`${kind} ${name}`, { kind, name, category, grade })
  for (const { name, category } of FAMILIES) {
    for (const grade of gradesOf(category)) put('functional', `${name} ${grade}`, category, grade)
  }
  for (const { posts } of STUDIES) for (const post of posts) put('executing', post)
  put('executing', 'Pengelola Layanan Operasional')
  for (const { units } of agencies) {
    for (const unit of units) {
      if (unit.echelon) put('structural', unit.headTitle)
      for (const { title } of sectionTitles(unit)) put('structural', title)
    }
  }
  return [...titles.values()].map((position, place) => ({ id: place + 1, ...position }))
}
