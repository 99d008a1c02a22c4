import type { Sql } from 'postgres'
import { demonstrationItems } from '@/db/seed/items'
import { SKD_CELLS } from '@/db/seed/skd-blueprint'
import { drawOptionIds } from '@/lib/cat/option-ids.server'

const WRITER = 'penulis.soal'
const REVIEWER = 'penelaah.soal'
const EITHER_WAY = 1

/**
 * The blueprint of every programme all of whose sections have a usual number of items, once it has none: from then on it
 * is the administrator's. A cell may have one item less or more than usual, so that forms differ.
 */
export async function loadBlueprints(sql: Sql): Promise<void> {
  const cells = SKD_CELLS.map(({ usual, ...cell }) => ({
    ...cell,
    minimum: usual - EITHER_WAY,
    maximum: usual + EITHER_WAY,
  }))
  await sql`
    with usual as (
      select * from jsonb_to_recordset(${sql.json(cells)})
        as c(section text, items int, aspect text, minimum int, maximum int)
    )
    insert into exam_blueprint_cells (programme_id, section, aspect, minimum, maximum)
    select p.id, c.section, c.aspect, c.minimum, c.maximum
    from exam_programmes p
    cross join jsonb_to_recordset(p.sections) as s(code text, "itemCount" int)
    join usual c on c.section = s.code and c.items = s."itemCount"
    where not exists (select from exam_blueprint_cells b where b.programme_id = p.id) and not exists (
      select from jsonb_to_recordset(p.sections) as o(code text, "itemCount" int)
      where not exists (select from usual u where u.section = o.code and u.items = o."itemCount"))`
}

/** The demonstration bank, once the agency of its writer has none. */
export async function seedItems(sql: Sql): Promise<void> {
  const people = await sql<{ userId: string; id: string; agencyId: number; name: string }[]>`
    select a.user_id as "userId", a.id, a.agency_id as "agencyId", e.name from accounts a
    join employees e on e.id = a.employee_id where a.user_id in (${WRITER}, ${REVIEWER})`
  const writer = people.find(({ userId }) => userId === WRITER)
  const reviewer = people.find(({ userId }) => userId === REVIEWER)
  if (!writer || !reviewer) throw new Error('the accounts of the item bank are missing')
  await fillBank(sql, writer.agencyId, writer, reviewer)
}

type Person = { id: string; name: string }

/** The demonstration items, approved: one person wrote them and another one reviewed them. Leaves a filled bank alone. */
export async function fillBank(sql: Sql, agencyId: number, writer: Person, reviewer: Person): Promise<void> {
  await sql.begin(async (tx) => {
    const [found] = await tx`select exists (select from exam_items where agency_id = ${agencyId}) as filled`
    if (found?.filled) return
    for (const item of demonstrationItems()) {
      const ids = drawOptionIds(item.options.length)
      const options = item.options.map((option, at) => ({ ...option, id: ids[at] ?? '' }))
      const names = item.options.map(({ id }) => id)
      const points = names.map((name, at) => ({ option: ids[at] ?? '', points: item.key[name] ?? 0 }))
      const steps = [
        { step: 'write', ...writer },
        { step: 'submit', ...writer },
        { step: 'approve', ...reviewer },
      ].map(({ step, id, name }, hours) => ({ step, account: id, name, hours }))
      await tx`
        with item as (
          insert into exam_items (agency_id, code, section, aspect, state)
          values (${agencyId}, ${item.code}, ${item.section}, ${item.aspect}, 'approved') returning id
        ), version as (
          insert into exam_item_versions (item_id, agency_id, number, stimulus, stem, options, option_names,
            keeps_order, explanation, source, written_by, reviewed_by, reviewed_at)
          select id, ${agencyId}, 1, ${item.stimulus}, ${item.stem}, ${tx.json(options)}, ${names}::text[],
            ${item.keepsOrder}, ${item.explanation}, 'tulis', ${writer.id}, ${reviewer.id}, now() from item returning id, item_id
        ), keys as (
          insert into exam_item_keys (version_id, agency_id, option, points)
          select v.id, ${agencyId}, k.option, k.points
          from version v, jsonb_to_recordset(${tx.json(points)}) k (option text, points int)
        )
        insert into exam_item_steps (item_id, version_id, agency_id, step, account_id, actor_name, at)
        select v.item_id, v.id, ${agencyId}, s.step::exam_item_step, s.account, s.name,
          now() - interval '3 hours' + make_interval(hours => s.hours)
        from version v, jsonb_to_recordset(${tx.json(steps)}) s (step text, account uuid, name text, hours int)`
    }
  })
}
