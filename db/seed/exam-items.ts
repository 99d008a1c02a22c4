import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'

const SECTIONS = [
  { section: 'TWK', aspect: 'pilar_negara', count: 30 },
  { section: 'TIU', aspect: 'numerik_berhitung', count: 35 },
  { section: 'TKP', aspect: 'profesionalisme', count: 45 },
] as const
const STEPS = [0, 1, 2, 10, 11]

/** Sample items for a session where the bank of the agency has too few: sums, so that everybody sees what is right. */
export async function addSampleItems(sql: Sql, agencyId: number): Promise<void> {
  for (const { section, aspect, count } of SECTIONS) {
    const [found] = await sql<{ n: number }[]>`
      select count(*)::int as n from exam_items
      where agency_id = ${agencyId} and section = ${section} and state = 'approved'`
    if ((found?.n ?? 0) >= count) continue
    for (let at = 1; at <= count; at++) await addItem(sql, agencyId, section, aspect, at)
  }
}

async function addItem(sql: Sql, agencyId: number, section: string, aspect: string, at: number): Promise<void> {
  const [first, second] = [13 + at, 7 + at * 2]
  const ids = ['a', 'b', 'c', 'd', 'e']
  const options = ids.map((id, index) => ({ id, body: `<p>${first + second + (STEPS[index] ?? 0)}</p>` }))
  const points = ids.map((_, index) => (section === 'TKP' ? 5 - index : index === 0 ? 5 : 0))
  await sql`
    with item as (
      insert into exam_items (agency_id, code, section, aspect, state)
      values (${agencyId}, ${`CONTOH-${section}-${String(at).padStart(3, '0')}`}, ${section}, ${aspect}, 'approved')
      on conflict do nothing returning id
    ), version as (
      insert into exam_item_versions (item_id, agency_id, number, stem, options, source, written_by, reviewed_by, reviewed_at)
      select id, ${agencyId}, 1, ${`<p>Butir contoh ${section} ${at}. Berapakah hasil dari ${first} + ${second}?</p>`},
        ${sql.json(options)}, 'contoh', ${randomUUID()}, ${randomUUID()}, now()
      from item returning id
    )
    insert into exam_item_keys (version_id, agency_id, option, points)
    select version.id, ${agencyId}, k.option, k.points
    from version, unnest(${ids}::text[], ${points}::int[]) as k(option, points)`
}
