import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { employees, units } from '@/db/schema/registry'
import { unitHistory } from '@/db/schema/unit-history'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal, staleForm } from '@/lib/refusal'
import { isStanding } from '@/lib/registry/histories.server'
import { lockStructure, refuseBrokenStructure, unitEvents, unitVersion } from '@/lib/registry/unit-events.server'
import { valuesOf } from '@/lib/registry/unit-form'
import {
  saidOf,
  type UnitSaid,
  type unitChangeInput,
  type unitCorrectionInput,
  unitFaults,
  type unitInput,
  type unitWithdrawalInput,
} from '@/lib/registry/unit-input'
import { type CountUnderWay, refuseHeldBefore, refuseOccupied } from '@/lib/registry/unit-occupants.server'
import { structureOn, type UnitChange, type UnitEvent } from '@/lib/registry/unit-structure'

type Unit = { id: number; agencyId: number; code: string; name: string; closedOn: CivilDate | null }
type Row = typeof unitHistory.$inferSelect

/** Whether the actor keeps the units of an agency: of the own one, at BKN of every one. */
export function keepsUnitsOf({ actor: { scope } }: Context, agencyId: number): boolean {
  return scope.kind === 'national' || (scope.kind === 'agencies' && scope.agencyIds.includes(agencyId))
}

/**
 * Founds a unit. Refuses not_found for another agency, structure.code_taken on its field, and what
 * `refuseBrokenStructure` refuses.
 */
export async function foundUnit(context: Context, input: z.output<typeof unitInput>): Promise<void> {
  const { agencyId, code } = input
  if (!keepsUnitsOf(context, agencyId)) throw new Refusal('not_found')
  await transact(context, async (tx) => {
    await lockStructure(tx, agencyId)
    const events = await unitEvents(tx, agencyId)
    refuseBrokenStructure([...events, draftOf(input, { id: NOT_YET, code })], input.effectiveOn)
    const [unit] = await tx
      .insert(units)
      .values({ agencyId, code, name: input.name })
      .onConflictDoNothing()
      .returning({ id: units.id })
    if (!unit) throw Refusal.onField('code', 'structure.code_taken')
    await addRow(tx, context, { ...rowOf(input), unitId: unit.id })
    await recordAudit(tx, context, 'structure.add', null, { code, ...rowOf(input) }, subjectOf(unit.id, agencyId))
  })
}

/**
 * Renames, moves, heads or ends a unit from a day on; one to come changes the unit on that day. Refuses not_found, stale,
 * structure.ended, structure.unchanged, structure.occupied for an end, and what `refuseBrokenStructure` refuses.
 */
export async function changeUnit(
  context: Context,
  input: z.output<typeof unitChangeInput>,
  countProposals: CountUnderWay,
): Promise<void> {
  await transact(context, async (tx) => {
    const unit = await lockUnit(tx, context, input.unitId, input.version, (unit) => unitOn(tx, unit, input.effectiveOn))
    if (unit.closedOn) throw new Refusal('structure.ended', { on: unit.closedOn })
    const events = await unitEvents(tx, unit.agencyId)
    const before = structureOn(events, input.effectiveOn).get(unit.id)
    if (!before) throw new Refusal('structure.not_standing', { code: unit.code, on: input.effectiveOn })
    refuseUnchanged(input, before)
    if (input.change === 'end') await refuseOccupied(tx, unit, events, input.effectiveOn, countProposals)
    refuseBrokenStructure([...events, draftOf(input, unit)], input.effectiveOn)
    await addRow(tx, context, { ...rowOf(input), unitId: unit.id })
    await recordAudit(tx, context, 'structure.change', before, rowOf(input), subjectOf(unit.id, unit.agencyId))
  })
}

/**
 * Puts a row in the place of another one, which stays. Refuses like a change, history.unchanged, and
 * structure.held_before for a later founding.
 */
export async function correctUnit(
  context: Context,
  input: z.output<typeof unitCorrectionInput>,
  countProposals: CountUnderWay,
): Promise<void> {
  const { id, reason } = input
  await transact(context, async (tx) => {
    const { row, unit } = await lockRow(tx, context, id, input.version)
    const corrected = { ...input, change: row.change }
    const faults = unitFaults(corrected, false)
    if (Object.keys(faults).length > 0) throw new Refusal('invalid', {}, faults)
    const after = rowOf(corrected)
    if (isSame(after, row)) throw new Refusal('history.unchanged')
    const others = (await unitEvents(tx, unit.agencyId)).filter((event) => event.id !== id)
    if (row.change === 'end') await refuseOccupied(tx, unit, others, input.effectiveOn, countProposals)
    if (row.change === 'found') await refuseHeldBefore(tx, unit, row.effectiveOn, input.effectiveOn)
    refuseBrokenStructure([...others, draftOf(corrected, unit)], earlier(row.effectiveOn, after.effectiveOn))
    await addRow(tx, context, { ...after, unitId: unit.id, replacesId: id, reason })
    await recordAudit(tx, context, 'structure.correct', row, after, { ...subjectOf(unit.id, unit.agencyId), reason })
  })
}

/** Takes a row away; the history keeps it, struck through. Refuses structure.founding_stays, and like a change. */
export async function withdrawUnitChange(
  context: Context,
  { id, version, reason }: z.output<typeof unitWithdrawalInput>,
): Promise<void> {
  await transact(context, async (tx) => {
    const { row, unit } = await lockRow(tx, context, id, version)
    if (row.change === 'found') throw new Refusal('structure.founding_stays')
    const others = (await unitEvents(tx, unit.agencyId)).filter((event) => event.id !== id)
    refuseBrokenStructure(others, row.effectiveOn)
    const { id: _id, recordedAt: _at, ...kept } = row
    await addRow(tx, context, { ...kept, sourceId: null, replacesId: id, isVoid: true, reason })
    await recordAudit(tx, context, 'structure.withdraw', row, null, { ...subjectOf(unit.id, unit.agencyId), reason })
  })
}

/** @param now what the form of the actor would hold now, should it be told; undefined for what is there no more */
async function lockUnit(
  tx: Tx,
  context: Context,
  id: number,
  seen: number,
  now: (unit: Unit) => Promise<Record<string, unknown> | undefined>,
): Promise<Unit> {
  const { agencyId, code, name, closedOn } = units
  const find = () => tx.select({ id: units.id, agencyId, code, name, closedOn }).from(units).where(eq(units.id, id))
  const [found] = await find()
  if (!found || !keepsUnitsOf(context, found.agencyId)) throw new Refusal('not_found')
  await lockStructure(tx, found.agencyId)
  const [unit] = await find()
  if (!unit) throw new Refusal('not_found')
  const version = await unitVersion(tx, id)
  if (version !== seen) {
    const values = await now(unit)
    throw values ? staleForm({ ...values, version }, await lastRow(tx, id)) : new Refusal('stale')
  }
  return unit
}

async function unitOn(tx: Tx, { id, agencyId }: Unit, on: CivilDate) {
  const unit = structureOn(await unitEvents(tx, agencyId), on).get(id)
  return unit && valuesOf(unit)
}

/** Who recorded the newest row of a unit. */
async function lastRow(tx: Tx, unitId: number) {
  const [last] = await tx
    .select({ by: employees.name, at: unitHistory.recordedAt })
    .from(unitHistory)
    .leftJoin(accounts, eq(accounts.id, unitHistory.recordedBy))
    .leftJoin(employees, eq(employees.id, accounts.employeeId))
    .where(eq(unitHistory.unitId, unitId))
    .orderBy(desc(unitHistory.recordedAt))
    .limit(1)
  return last
}

async function lockRow(tx: Tx, context: Context, id: string, version: number): Promise<{ row: Row; unit: Unit }> {
  const [found] = await tx.select({ unitId: unitHistory.unitId }).from(unitHistory).where(eq(unitHistory.id, id))
  if (!found) throw new Refusal('not_found')
  const unit = await lockUnit(tx, context, found.unitId, version, () => inPlaceOf(tx, id))
  const [row] = await tx
    .select()
    .from(unitHistory)
    .where(and(eq(unitHistory.id, id), isStanding(tx, unitHistory)))
  if (!row) throw new Refusal('stale')
  return { row, unit }
}

/** What stands in the place of a row that somebody corrected, or undefined when it was withdrawn. */
async function inPlaceOf(tx: Tx, id: string) {
  const [row] = await tx.execute<{ id: string }>(sql`
    with recursive line as (
      select id, 0 as place from ${unitHistory} where id = ${id}
      union all
      select newer.id, line.place + 1 from ${unitHistory} newer join line on newer.replaces_id = line.id
    )
    select id from line order by place desc limit 1`)
  const [standing] = await tx
    .select()
    .from(unitHistory)
    .where(and(eq(unitHistory.id, row?.id ?? id), isStanding(tx, unitHistory)))
  if (!standing) return undefined
  const { effectiveOn, decreeNumber, decreeOn } = standing
  return { ...valuesOf(standing), id: standing.id, effectiveOn, decreeNumber: decreeNumber ?? '', decreeOn }
}

function rowOf(input: UnitSaid) {
  const { change, effectiveOn, decreeNumber, decreeOn } = input
  return { change, effectiveOn, decreeNumber: decreeNumber || null, decreeOn, ...saidOf(input) }
}

/** Stands for a unit whose number the database has not given yet. */
const NOT_YET = -1

function draftOf(input: UnitSaid, { id, code }: { id: number; code: string }): UnitEvent {
  const { change, effectiveOn } = input
  return { id: '', unitId: id, code, change, effectiveOn, ...saidOf(input) }
}

async function addRow(tx: Tx, { actor }: Context, row: Omit<typeof unitHistory.$inferInsert, 'source'>): Promise<void> {
  await tx
    .insert(unitHistory)
    .values({ ...row, source: 'update', recordedBy: actor.accountId, recordedAt: sql`clock_timestamp()` })
}

const SAID_BY: Record<Exclude<UnitChange, 'found' | 'end'>, readonly (keyof ReturnType<typeof saidOf>)[]> = {
  rename: ['name', 'kind'],
  move: ['parentId'],
  head: ['headTitle', 'headEchelon'],
}

function refuseUnchanged(input: UnitSaid, before: ReturnType<typeof saidOf>): void {
  if (input.change === 'found' || input.change === 'end') return
  const after = saidOf(input)
  if (SAID_BY[input.change].every((name) => after[name] === before[name])) throw new Refusal('structure.unchanged')
}

function isSame(after: ReturnType<typeof rowOf>, row: Row): boolean {
  return Object.entries(after).every(([name, value]) => row[name as keyof Row] === value)
}

const earlier = (a: CivilDate, b: CivilDate) => (a < b ? a : b)

const subjectOf = (unitId: number, agencyId: number) => ({ agencyId, subjectId: String(unitId) })
