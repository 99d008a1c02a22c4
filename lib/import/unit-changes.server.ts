import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { refuseBrokenStructure, unitEvents } from '@/lib/registry/unit-events.server'
import { UNKNOWN_START } from '@/lib/registry/unit-structure'
import { entryOf } from './apply-steps.server'
import type { ImportRun } from './run'

type Standing = { name: string; head_title: string | null; head_echelon: string | null; parent_id: number | null }

/** What the sheet says of the head of a unit. */
const headSaid = `select
    case i.head_echelon when 'NON' then null else coalesce(i.head_title, u.head_title) end as head_title,
    case i.head_echelon when 'NON' then null else coalesce(i.head_echelon, u.head_echelon) end as head_echelon`

/**
 * Units `u` that the sheet `unor` of a run describes otherwise, with what they become. A blank cell says nothing, NON
 * takes the head away, a unit that names itself as parent stays where it is.
 */
export const changedUnits = `
  select i.run_id, u.id, i.name, h.head_title, h.head_echelon
  from import_units i
  join units u on u.agency_id = i.agency_id and u.code = i.code
  left join units above on above.id = u.parent_id
  cross join lateral (${headSaid}) h
  where u.name <> i.name or (u.head_title, u.head_echelon) is distinct from (h.head_title, h.head_echelon)
    or (i.parent_code <> i.code and i.parent_code is distinct from above.code)`

/**
 * Writes, under `lockStructure`, the sheet `unor` of a run to the history of the agency's units, from which they follow.
 * A unit that is new to the agency stands since a day that nobody wrote down; what is said otherwise of one counts from
 * the day that the file speaks of, or from the last change when that is later.
 */
export async function applyUnits(tx: Tx, context: Context, run: ImportRun): Promise<void> {
  const { id, agencyId, fileName } = run
  const changed = await tx.execute<{ id: number; before: Standing }>(sql`
    select u.id, ${standing} as before from units u where u.id in (
      select c.id from (${sql.raw(changedUnits)}) c where c.run_id = ${id}) for update`)
  const added = await tx.execute<{ id: number }>(sql`
    insert into units (agency_id, code, name)
    select agency_id, code, name from import_units where run_id = ${id} order by row_no
    on conflict do nothing
    returning id`)
  const ids = [...changed, ...added].map((unit) => unit.id)
  if (ids.length === 0) return
  await tx.execute(sql`
    with said as (
      select u.id, u.id = any(${integers(added)}) as is_new, u.name <> i.name as renames, i.name,
        (u.head_title, u.head_echelon) is distinct from (h.head_title, h.head_echelon) as heads, h.*,
        p.id is not null and u.parent_id is distinct from p.id as moves, p.id as above
      from import_units i
      join units u on u.agency_id = i.agency_id and u.code = i.code
      left join units p on p.agency_id = i.agency_id and p.code = i.parent_code and p.id <> u.id
      cross join lateral (${sql.raw(headSaid)}) h
      where i.run_id = ${id} and u.id = any(${sql.param(`{${ids}}`)}::int[])
    ), changes as (
      select id, 'found' as change, name, above, head_title, head_echelon from said where is_new
      union all select id, 'rename', name, null, null, null from said where renames and not is_new
      union all select id, 'move', null, above, null, null from said where moves and not is_new
      union all select id, 'head', null, null, head_title, head_echelon from said where heads and not is_new
    )
    insert into unit_history (unit_id, change, effective_on, source, source_id, recorded_by, name, parent_id, head_title,
      head_echelon)
    select c.id, c.change::unit_change,
      case c.change when 'found' then ${UNKNOWN_START}::date else greatest(${run.dataOn}::date, (
        select max(h.effective_on) from unit_history h
        where h.unit_id = c.id and h.effective_on <= current_date)) end,
      'import', ${id}::text, ${context.actor.accountId}::uuid, c.name, c.above, c.head_title, c.head_echelon
    from changes c`)
  refuseBrokenStructure(await unitEvents(tx, agencyId), civilDateIn('Asia/Jakarta', context.now))
  const now = await tx.execute<{ id: number; after: Standing }>(sql`
    select u.id, ${standing} as after from units u where u.id = any(${sql.param(`{${ids}}`)}::int[])`)
  const step = { step: 'units', file: fileName }
  const subject = { agencyId, subjectId: id }
  await recordAudit(tx, context, 'import.manage', { ...step, units: changed }, { ...step, units: now }, subject)
}

const standing = sql`jsonb_build_object('name', u.name, 'head_title', u.head_title, 'head_echelon', u.head_echelon,
  'parent_id', u.parent_id)`

/**
 * Takes back, under `lockStructure`, what a run said of units where nothing was said since. A unit that the run added
 * goes unless something rests on it, people or other units: the database knows all that may. Refuses when what others
 * said of units since makes no tree with what stood before the import: from today on, and without the units that go from
 * the first day touched on.
 */
export async function undoUnits(tx: Tx, context: Context, { id, agencyId, fileName }: ImportRun): Promise<void> {
  const voided = await tx.execute<{ id: string; on: CivilDate }>(sql`
    select h.id, h.effective_on::text as on from unit_history h
    where h.source_id = ${id}::text and h.change <> 'found' and not exists (
      select from unit_history later
      where later.unit_id = h.unit_id and (later.replaces_id = h.id
        or (later.change = h.change and later.recorded_at > h.recorded_at)))
    order by h.effective_on`)
  const ids = voided.map((row) => row.id)
  if (voided[0]) {
    const left = (await unitEvents(tx, agencyId)).filter((event) => !ids.includes(event.id))
    refuseBrokenStructure(left, civilDateIn('Asia/Jakarta', context.now))
  }
  await tx.execute(sql`
    insert into unit_history
    select made.* from unit_history h
    cross join lateral jsonb_populate_record(null::unit_history, to_jsonb(h)
      || ${entryOf({ id }, context.actor.accountId, `Pembatalan impor ${fileName}`)}
      || jsonb_build_object('replaces_id', h.id, 'is_void', true)) as made
    where h.id = any(${sql.param(`{${ids}}`)}::uuid[])`)
  const added = await tx.execute<{ id: number }>(sql`
    select h.unit_id as id from unit_history h where h.source_id = ${id}::text and h.change = 'found'`)
  await tx.execute(sql`select remove_unused_units(${agencyId}, ${integers(added)})`)
  if (voided[0]) refuseBrokenStructure(await unitEvents(tx, agencyId), voided[0].on)
  await tx.execute(sql`select number_units(${agencyId})`)
}

const integers = (found: readonly { id: number }[]) => sql`${`{${found.map(({ id }) => id)}}`}::int[]`
