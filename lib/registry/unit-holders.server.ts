import 'server-only'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { positionHistory } from '@/db/schema/histories'
import { units } from '@/db/schema/registry'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { standsSql } from '@/lib/registry/histories.server'
import { LEFT_SERVICE } from '@/lib/registry/legal-status'

const NAMES_TOLD = 3

type Asked = {
  from: CivilDate
  until?: CivilDate // first day that is not asked about, without one all to come
  employeeId?: string // of one person alone
}

const stands = (row: string) => sql.raw(standsSql('position_history', row))

/** People in service with a post in a unit, Plt, Plh and additional ones too, on these days: how many, the first names. */
export async function holdersOf(
  tx: Tx,
  { id, agencyId }: { id: number; agencyId: number },
  { from, until, employeeId }: Asked,
): Promise<{ count: number; names: string[] }> {
  const [found] = await tx.execute<{ count: number; names: string[] | null }>(sql`
    select count(*)::int as count, (array_agg(e.name order by e.name))[1:${sql.raw(String(NAMES_TOLD))}] as names
    from employees e
    where e.agency_id = ${agencyId} and e.merged_into_id is null and e.deceased_on is null
      and e.legal_status <> all(${sql.param(`{${LEFT_SERVICE}}`)}::text[])
      and ${employeeId ? sql`e.id = ${employeeId}` : sql`true`}
      and exists (
        select from position_history h
        where h.employee_id = e.id and h.unit_id = ${id} and ${stands('h')}
          and ${until ? sql`h.effective_on < ${until}` : sql`true`}
          and (h.effective_on > ${from}
            or (h.assignment <> 'definitive' and coalesce(h.ends_on, 'infinity') >= ${from})
            or (h.assignment = 'definitive' and not exists (
              select from position_history l
              where l.employee_id = e.id and l.assignment = 'definitive' and ${stands('l')} and l.effective_on <= ${from}
                and (l.effective_on, l.recorded_at) > (h.effective_on, h.recorded_at)))))`)
  return { count: found?.count ?? 0, names: found?.names ?? [] }
}

/** Holders as a refusal tells them: how many, the first names, and whether those are only some of them. */
export function factsOfHolders({ count, names }: Awaited<ReturnType<typeof holdersOf>>) {
  return { people: count, names: names.join(', '), isSome: count > names.length }
}

type Placed = Readonly<Record<string, unknown>>

/** Units in which a person holds a post on the day on which they are ended or later, each with the day and a name. */
export async function heldBeyondEnd(tx: Tx, employeeId: string) {
  const ended = await tx
    .selectDistinct({ id: units.id, agencyId: units.agencyId, name: units.name, closedOn: units.closedOn })
    .from(positionHistory)
    .innerJoin(units, eq(units.id, positionHistory.unitId))
    .where(and(eq(positionHistory.employeeId, employeeId), isNotNull(units.closedOn)))
  const held = []
  for (const { closedOn, ...unit } of ended) {
    if (closedOn && (await holdersOf(tx, unit, { from: closedOn, employeeId })).count > 0)
      held.push({ ...unit, closedOn })
  }
  return held
}

/**
 * Refuses history.reopens_unit when a change of a post lets somebody hold it, by its date alone, or another one in a unit
 * beyond its end, which they did not before; of a post placed in a unit anew `refuseEndedUnit` tells.
 *
 * @param before units of `heldBeyondEnd` before the change
 */
export async function refuseReopened(
  tx: Tx,
  row: Placed,
  replaced: Placed,
  before: readonly { id: number }[],
): Promise<void> {
  const known = [...before.map(({ id }) => id), ...(isPlacedAnew(row, replaced) ? [row.unitId] : [])]
  const reopened = (await heldBeyondEnd(tx, String(row.employeeId))).find(({ id }) => !known.includes(id))
  if (reopened) throw new Refusal('history.reopens_unit', { unit: reopened.name, on: reopened.closedOn })
}

/**
 * Refuses history.unit_ends on the unit of a post that is recorded, when the person still holds it on the day on which
 * the unit is ended or later. Of a correction that leaves unit and end as they were `refuseReopened` alone asks.
 */
export async function refuseEndedUnit(tx: Tx, employeeId: string, row: Placed, replaced: Placed | null): Promise<void> {
  if (!isPlacedAnew(row, replaced)) return
  const [unit] = await tx
    .select({ id: units.id, agencyId: units.agencyId, closedOn: units.closedOn })
    .from(units)
    .where(eq(units.id, Number(row.unitId)))
  if (!unit?.closedOn) return
  const { count } = await holdersOf(tx, unit, { from: unit.closedOn, employeeId })
  if (count > 0) throw new Refusal('invalid', { on: unit.closedOn }, { 'values.unitId': 'history.unit_ends' })
}

function isPlacedAnew({ unitId, endsOn }: Placed, replaced: Placed | null): boolean {
  return unitId !== replaced?.unitId || endsOn !== replaced?.endsOn
}
