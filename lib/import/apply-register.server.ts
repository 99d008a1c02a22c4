import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { GRADES, gradeOf } from '@/lib/registry/positions'
import type { ImportRun } from './run'

/** Units of the sheet `unor` that the agency's tree lacks, and their places in it. */
export async function addMissingUnits(tx: Tx, { id, agencyId }: ImportRun): Promise<void> {
  const added = await tx.execute(sql`
    insert into units (agency_id, code, name, head_title, head_echelon)
    select agency_id, code, name, head_title, head_echelon from import_units
    where run_id = ${id} order by row_no
    on conflict do nothing
    returning id`)
  if (added.length === 0) return
  await tx.execute(sql`
    update units u set parent_id = p.id
    from import_units i join units p on p.agency_id = i.agency_id and p.code = i.parent_code
    where i.run_id = ${id} and u.agency_id = i.agency_id and u.code = i.code and u.parent_id is null and p.id <> u.id`)
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

const KETERAMPILAN: readonly string[] = GRADES.slice(0, 4)

/** Titles of posts that no agency has used yet. */
export async function addMissingPositions(tx: Tx, { id }: ImportRun): Promise<void> {
  const missing = await tx.execute<{ kind: string; name: string }>(sql`
    select distinct s.position_kind as kind, s.position_name as name from import_rows s
    where s.run_id = ${id} and s.resolution in ('new', 'updated') and s.position_name is not null
      and not exists (select from positions p where p.kind = s.position_kind and p.name = s.position_name)`)
  if (missing.length === 0) return
  const titles = missing.map(({ kind, name }) => {
    const grade = kind === 'functional' ? gradeOf(name) : null
    const category = grade && (KETERAMPILAN.includes(grade) ? 'keterampilan' : 'keahlian')
    return { kind, name, category, grade }
  })
  await tx.execute(sql`select add_positions(${JSON.stringify(titles)}::jsonb)`)
}
