import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { ImportRun } from './run'

/** A unit as it stood before an import, and what the import made of it; `before` is null for one that it added. */
type UnitBefore = { id: number; before: Standing | null; after: Standing }
type Standing = { name: string; head_title: string | null; head_echelon: string | null; parent_id: number | null }

/**
 * Units `u` that the sheet `unor` of a run describes otherwise, with what they become. A blank cell says nothing, NON
 * takes the head away, a unit that names itself as parent stays where it is.
 */
export const changedUnits = `
  select i.run_id, u.id, i.name, h.head_title, h.head_echelon
  from import_units i
  join units u on u.agency_id = i.agency_id and u.code = i.code
  left join units above on above.id = u.parent_id
  cross join lateral (select
    case i.head_echelon when 'NON' then null else coalesce(i.head_title, u.head_title) end as head_title,
    case i.head_echelon when 'NON' then null else coalesce(i.head_echelon, u.head_echelon) end as head_echelon) h
  where u.name <> i.name or (u.head_title, u.head_echelon) is distinct from (h.head_title, h.head_echelon)
    or (i.parent_code <> i.code and i.parent_code is distinct from above.code)`

/** Writes the sheet `unor` of a run to the agency's tree. Answers what to keep with the run, to take it back. */
export async function applyUnits(
  tx: Tx,
  context: Context,
  { id, agencyId, fileName }: ImportRun,
): Promise<UnitBefore[]> {
  const changed = await tx.execute<{ id: number; before: Standing }>(sql`
    select u.id, ${standing} as before from units u where u.id in (
      select c.id from (${sql.raw(changedUnits)}) c where c.run_id = ${id}) for update`)
  await tx.execute(sql`
    update units u set name = c.name, head_title = c.head_title, head_echelon = c.head_echelon
    from (${sql.raw(changedUnits)}) c where c.run_id = ${id} and c.id = u.id`)
  const added = await tx.execute<{ id: number }>(sql`
    insert into units (agency_id, code, name, head_title, head_echelon)
    select agency_id, code, name, head_title, nullif(head_echelon, 'NON') from import_units
    where run_id = ${id} order by row_no
    on conflict do nothing
    returning id`)
  if (changed.length + added.length === 0) return []
  await tx.execute(sql`
    update units u set parent_id = p.id
    from import_units i join units p on p.agency_id = i.agency_id and p.code = i.parent_code
    where i.run_id = ${id} and u.agency_id = i.agency_id and u.code = i.code and p.id <> u.id
      and u.parent_id is distinct from p.id`)
  await numberUnits(tx, agencyId)
  const ids = [...changed, ...added].map((unit) => unit.id)
  const now = await tx.execute<{ id: number; after: Standing }>(sql`
    select u.id, ${standing} as after from units u where u.id = any(${sql.param(`{${ids}}`)}::int[])`)
  const before = new Map(changed.map((unit) => [unit.id, unit.before]))
  const step = { step: 'units', file: fileName }
  const subject = { agencyId, subjectId: id }
  await recordAudit(tx, context, 'import.manage', { ...step, units: changed }, { ...step, units: now }, subject)
  return now.map((unit) => ({ ...unit, before: before.get(unit.id) ?? null }))
}

const standing = sql`jsonb_build_object('name', u.name, 'head_title', u.head_title, 'head_echelon', u.head_echelon,
  'parent_id', u.parent_id)`

/**
 * Takes back what a run made of the tree where it still stands so. A unit that the run added goes unless something
 * rests on it, people or other units: the database knows all that may.
 */
export async function undoUnits(tx: Tx, { agencyId, unitsBefore }: ImportRun): Promise<void> {
  const units = (unitsBefore ?? []) as UnitBefore[]
  if (units.length === 0) return
  await tx.execute(sql`
    update units u set name = b.before ->> 'name', head_title = b.before ->> 'head_title',
      head_echelon = b.before ->> 'head_echelon', parent_id = (b.before ->> 'parent_id')::int
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as b(id int, before jsonb, after jsonb)
    where u.id = b.id and u.agency_id = ${agencyId} and b.before ->> 'name' is not null and ${standing} = b.after`)
  const added = units.filter((unit) => unit.before === null).map((unit) => unit.id)
  await tx.execute(sql`select remove_unused_units(${agencyId}, ${sql.param(`{${added}}`)}::int[])`)
  await numberUnits(tx, agencyId)
}

/** Numbers the tree in pre-order: a subtree is one range, which each unit widens for all above it. */
async function numberUnits(tx: Tx, agencyId: number): Promise<void> {
  await tx.execute(sql`
    with recursive tree as (
      select id, array[code] as path, array[id] as above from units where agency_id = ${agencyId} and parent_id is null
      union all
      select u.id, t.path || u.code, t.above || u.id
      from units u join tree t on t.id = u.parent_id where cardinality(t.path) < 20
    ), numbered as (
      select id, above, row_number() over (order by path)::int as place from tree
    ), ranged as (
      select above.id, max(n.place) as last from numbered n, unnest(n.above) as above (id) group by above.id
    )
    update units u set preorder = n.place, last_preorder = r.last
    from numbered n join ranged r on r.id = n.id where n.id = u.id`)
}
