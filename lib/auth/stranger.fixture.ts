import type { TestDatabase } from '@/db/testing.server'
import { fillEveryTable, listTables, type Person } from '@/db/testing-rows.server'
import { testAccount } from '@/lib/auth/testing.server'

type Picture = Record<string, { id?: unknown }[]>

/** Somebody of another agency, with a row in every table: what nobody else may read or change. */
export type Stranger = { person: Person; ids: string[]; picture: () => Promise<Picture> }

export async function aStranger({ owner, app }: TestDatabase, agencyId: number): Promise<Stranger> {
  const { id, employeeId } = await testAccount(owner, agencyId, ['mutation_officer'])
  const person = { agencies: String(agencyId), employee: employeeId, account: id }
  await fillEveryTable(owner, person)
  const tables = await owner<{ name: string }[]>`
    select name from unnest(${await listTables(owner)}::text[]) as name
    where name <> 'audit_events' and (has_table_privilege('satya_app', name, 'select') or has_any_column_privilege('satya_app', name, 'select'))`
  const columns = await owner<{ name: string; columns: string }[]>`
    select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relname = any(${tables.map(({ name }) => name)}) and c.relnamespace = 'public'::regnamespace
      and has_column_privilege('satya_app', c.oid, a.attnum, 'select')
    group by c.relname order by c.relname`
  const parts = columns.map(
    ({ name, columns }) =>
      `select '${name}' as name, (select coalesce(jsonb_agg(to_jsonb(t) order by t::text), '[]') from (select ${columns} from ${name}) t) as rows`,
  )
  const query = parts.join(' union all ')
  /** Longer than to look takes it to plan how. */
  const planned = { prepare: true, simple: false } as object
  /** All that the stranger may see, as row-level security shows it to them, but for the trail, which every call makes longer. */
  const picture = () =>
    app.begin(async (tx) => {
      await tx`select set_config('satya.agencies', ${person.agencies}, true),
        set_config('satya.employee', ${person.employee}, true), set_config('satya.account', ${person.account}, true)`
      const rows = await tx.unsafe<{ name: string; rows: { id?: unknown }[] }[]>(query, [], planned)
      return Object.fromEntries(rows.map(({ name, rows }) => [name, rows])) as Picture
    })
  return { person, ids: idsIn(await picture()), picture }
}

/** The identifiers of all rows in a picture. */
export function idsIn(picture: Picture): string[] {
  const ids = Object.values(picture).flatMap((rows) => rows.map((row) => row.id))
  return [...new Set(ids.filter((each): each is string => typeof each === 'string' && /^[0-9a-f-]{36}$/.test(each)))]
}
