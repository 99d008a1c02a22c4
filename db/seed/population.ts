import type { Sql, TransactionSql } from 'postgres'
import { readReferenceRows } from '@/db/reference/read'
import type { CivilDate } from '@/lib/civil-date'
import { buildReference } from '@/lib/registry/reference'
import { agenciesFor, type SeedAgency } from './agencies'
import { markBegun } from './begun'
import { flush } from './copy'
import { numberSeries } from './numbers'
import { type Given, type Person, personOf, type Slot, slotsOf, type World } from './people'
import { columnsOf, emptyTables, type Place, seedId } from './person-tables'
import { randomOf } from './random'
import { addPerson } from './rows'
import { STAFF, type Staff } from './staff'
import { addStructure, type Structure } from './structure'

export type SeedOptions = {
  employees: number
  seed: number
  asOf: CivilDate
  withHistories: boolean
  onProgress: (done: number, all: number, of: 'employees' | 'indexes') => void
}

/** The day of the demonstration data: everybody's career is computed up to it. */
export const DATA_DAY = '2026-11-23'

const CHUNK = 5000
const SAMPLE = 500

/** From this many people on, indexes are made after the rows and not with each of them. */
const LARGE = 100_000

/**
 * Writes the whole demonstration population in one transaction: all of it or nothing. Triggers that would compute
 * derived columns row by row rest meanwhile; a sample is checked at the end.
 */
export async function addPopulation(sql: Sql, options: SeedOptions): Promise<{ people: number; rows: number }> {
  const rows = readReferenceRows()
  const regional = rows.flatMap((row) =>
    row.tableName === 'regional_offices' ? [{ ...row.data, number: Number(row.code) }] : [],
  )
  const provinces = rows.flatMap((row) => (row.tableName === 'provinces' ? [{ ...row.data, code: row.code }] : []))
  const agencies = agenciesFor(options.employees, regional, provinces)
  const world: World = { asOf: options.asOf, reference: buildReference(rows), numbers: numberSeries() }
  for (const { given } of STAFF) world.numbers.nip(given.bornOn, given.plan.cpnsOn, given.sex)

  return sql.begin(async (tx) => {
    const restore = await quieten(tx, options)
    const structure = await addStructure(tx, agencies)
    const written = await addPeople(tx, agencies, structure, world, options)
    await restore()
    await tx`select count_words()`
    if (options.withHistories) await requireDerived(tx)
    await markBegun(tx, options)
    return written
  }) as Promise<{ people: number; rows: number }>
}

async function addPeople(
  tx: TransactionSql,
  agencies: readonly SeedAgency[],
  structure: Structure,
  world: World,
  { employees, seed, withHistories, onProgress }: SeedOptions,
) {
  const tables = emptyTables()
  let index = 0
  let rows = 0
  for (const [number, agency] of agencies.entries()) {
    const place: Omit<Place, 'index'> = {
      agency: { ...agency, id: structure.agencyIds[number] ?? 0, website: agency.website ?? '' },
      unitIds: structure.unitIds[number] ?? [],
      positionId: structure.positionId,
      asOf: world.asOf,
      recordedAt: `${world.asOf}T00:00:00Z`,
      reference: world.reference,
    }
    for (const make of peopleOf(agency, world)) {
      const random = randomOf(seed, index)
      addPerson(tables, random, make(random), { ...place, index }, withHistories)
      index += 1
      if (index % CHUNK !== 0) continue
      rows += await flush(tx, tables)
      onProgress(index, employees, 'employees')
    }
  }
  rows += await flush(tx, tables)
  onProgress(index, employees, 'employees')
  return { people: index, rows }
}

/** The fixed people of an agency, then its heads and sections, then everybody else. */
function* peopleOf(agency: SeedAgency, world: World): Generator<(random: ReturnType<typeof randomOf>) => Person> {
  const fixed = STAFF.filter((one) => one.agencyCode === agency.code)
  const taken = new Set(fixed.map(lastTitle))
  const slots = slotsOf(agency).filter((slot) => !taken.has(titleOf(agency, slot)))
  for (const one of fixed) yield (random) => personOf(random, agency, null, world, givenOf(agency, one))
  for (let made = fixed.length; made < agency.employees; made += 1) {
    const slot = slots[made - fixed.length] ?? null
    yield (random) => personOf(random, agency, slot, world)
  }
}

function lastTitle({ given }: Staff): string {
  const { track } = given.plan
  return track.kind === 'structural' ? (track.rungs[track.rungs.length - 1]?.title ?? '') : ''
}

function titleOf(agency: SeedAgency, slot: Slot): string {
  if (!slot) return ''
  return slot.kind === 'section' ? slot.title : (agency.units[slot.unit]?.headTitle ?? '')
}

function givenOf(agency: SeedAgency, { unitCode, given }: Staff): Given {
  const unit = agency.units.findIndex(({ code }) => code === unitCode)
  const { track } = given.plan
  const placed =
    track.kind === 'structural' ? { ...track, rungs: track.rungs.map((rung) => ({ ...rung, unit })) } : track
  return { ...given, plan: { ...given.plan, track: placed, unit, earlierUnit: unit } }
}

/**
 * Lets the owner write through COPY: row-level security that binds even the owner, triggers, and for a large population
 * the indexes, rest until the rows are there.
 *
 * @returns puts everything back
 */
async function quieten(tx: TransactionSql, { employees, onProgress }: SeedOptions): Promise<() => Promise<void>> {
  const isLarge = employees >= LARGE
  const tables = ['agencies', 'units', 'positions', ...Object.keys(columnsOf)]
  for (const table of tables) {
    await tx`alter table ${tx(table)} disable trigger user`
    await tx`alter table ${tx(table)} no force row level security`
  }
  const [owner] = await tx`select rolsuper from pg_roles where rolname = current_user`
  if (owner?.rolsuper) await tx`set local session_replication_role = replica` // foreign keys hold by construction
  if (isLarge) await tx`set local maintenance_work_mem = '512MB'` // sorting for indexes
  const indexes = isLarge ? await dropIndexes(tx, Object.keys(columnsOf)) : []
  return async () => {
    for (const [at, definition] of indexes.entries()) {
      await tx.unsafe(definition)
      onProgress(at + 1, indexes.length, 'indexes')
    }
    await tx`set local session_replication_role = origin`.catch(() => undefined)
    for (const table of tables) {
      await tx`alter table ${tx(table)} enable trigger user`
      await tx`alter table ${tx(table)} force row level security`
    }
  }
}

async function dropIndexes(tx: TransactionSql, tables: string[]): Promise<string[]> {
  const found = await tx<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid::regclass::text = any(${tables})
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`
  for (const { name } of found) await tx.unsafe(`drop index ${name}`)
  return found.map(({ definition }) => definition)
}

/** The derived columns that the seed computed are those the database would compute; anything else is a fault of the seed. */
async function requireDerived(tx: TransactionSql) {
  const [last] = await tx`select count(*)::int as people from employees`
  const stride = Math.max(1, Math.floor(Number(last?.people) / SAMPLE))
  const ids = Array.from({ length: Math.min(SAMPLE, Number(last?.people)) }, (_, place) => seedId(place * stride))
  const changed = await tx.savepoint(async (inner) => {
    await inner`select refresh_employees(${ids}::uuid[])`
    return inner<{ nip: string }[]>`select nip from employees where id = any(${ids}) and version > 1 limit 3`
  })
  if (changed.length > 0) {
    throw new Error(`derived columns differ for ${changed.map(({ nip }) => nip).join(', ')}`)
  }
}
