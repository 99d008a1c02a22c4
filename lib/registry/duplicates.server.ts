import 'server-only'
import { and, count, inArray, isNull, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { distinctPeople, employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { ofScope } from '@/lib/registry/employee-scope.server'
import type { dismissInput } from '@/lib/registry/inputs'

/** Two records that may be one person, and why. */
export type Duplicate = {
  id: string
  name: string
  nip: string
  birthPlace: string
  bornOn: string
  agencyName: string
  otherId: string
  otherName: string
  otherNip: string
  otherBirthPlace: string
  otherAgencyName: string
  similarityPercent: number
}

/** Names at least this much alike, of people born on one day in one place. */
const LEAST_SIMILARITY = 0.5
const MOST_SHOWN = 100

/**
 * Pairs that may be one person, the surest first, and how many there are: the same name and birth date, or a similar
 * name, the same birth date and birthplace. Looks among the people of the actor's agencies; at BKN Pusat one agency at
 * a time, against everybody. Pairs that a verifier declared to be two people are left out.
 */
export async function listDuplicates(
  context: Context,
  agencyId: number,
): Promise<{ pairs: Duplicate[]; total: number }> {
  return transact(context, async (tx) => {
    const rows = await tx.execute<Duplicate & { total: number }>(sql`
      with pairs as materialized (
        select distinct ${ordered}, similarity(e.name_key, o.name_key) as alike
        from ${employees} e cross join lateral (${sameName} union ${samePlace}) o
        where e.agency_id = ${agencyId} and ${inScope(context)} and e.merged_into_id is null
      )
      select e.id, e.name, e.nip, e.birth_place as "birthPlace", e.born_on::text as "bornOn", a.name as "agencyName",
        o.id as "otherId", o.name as "otherName", o.nip as "otherNip", o.birth_place as "otherBirthPlace",
        b.name as "otherAgencyName", round(p.alike * 100)::int as "similarityPercent", (count(*) over ())::int as total
      from pairs p
      join employees e on e.id = p.one join agencies a on a.id = e.agency_id
      join employees o on o.id = p.other join agencies b on b.id = o.agency_id
      where ${isSuggested}
      order by p.alike desc, e.name, e.id, o.id
      limit ${MOST_SHOWN}`)
    return { pairs: rows.map(({ total: _, ...pair }) => pair), total: rows[0]?.total ?? 0 }
  })
}

/** How many pairs an agency has: as many as its list. */
export type DuplicateCount = { agencyId: number; agencyName: string; pairs: number }

/**
 * The agencies of the actor that have pairs, the most first. Counts what `listDuplicates` lists, for all agencies at
 * once: everybody is read a single time and matched by birth date, some seconds for a million people.
 */
export async function countDuplicates(context: Context): Promise<DuplicateCount[]> {
  return transact(context, async (tx) => [
    ...(await tx.execute<DuplicateCount>(sql`
      with places as materialized (
        select o.birth_place, ${placeKey('o')} as key from (select distinct birth_place from ${employees}) o
      ), people as materialized (
        select o.id, o.agency_id, o.born_on, left(o.nip, 8) as born_by_nip, o.name_key, p.key as place
        from ${employees} o join places p on p.birth_place = o.birth_place where o.merged_into_id is null
      ), pairs as (
        select ${ordered}, e.agency_id
        from people e join people o on o.born_on = e.born_on and o.name_key = e.name_key and o.id <> e.id
        where ${inScope(context)}
        union
        select ${ordered}, e.agency_id
        from people e join people o on o.born_on = e.born_on and o.born_by_nip = to_char(e.born_on, 'YYYYMMDD')
          and o.place = e.place and o.id <> e.id
        where ${inScope(context)} and similarity(e.name_key, o.name_key) >= ${LEAST_SIMILARITY}
      )
      select p.agency_id as "agencyId", a.name as "agencyName", count(*)::int as pairs
      from pairs p join agencies a on a.id = p.agency_id
      where ${isSuggested}
      group by p.agency_id, a.name
      order by pairs desc, a.name`)),
  ])
}

const theOther = sql`o.id <> e.id and o.merged_into_id is null and o.born_on = e.born_on`

/** Also where the NIP says another birth date than the record: such a pair is the likeliest to be one person. */
const sameName = sql`select o.id, o.agency_id, o.name_key from employees o where o.name_key = e.name_key and ${theOther}`

/** The birth date is looked up in the NIP, which begins with it and has an index. */
const samePlace = sql`
  select o.id, o.agency_id, o.name_key from employees o
  where o.nip >= to_char(e.born_on, 'YYYYMMDD') and o.nip < to_char(e.born_on, 'YYYYMMDD') || ':' and ${theOther}
    and ${placeKey('o')} = ${placeKey('e')} and similarity(e.name_key, o.name_key) >= ${LEAST_SIMILARITY}`

/** A birthplace for comparing: "Kab. Bangka" and "BANGKA" are one. */
function placeKey(row: 'e' | 'o') {
  const place = sql.raw(`${row}.birth_place`)
  return sql`regexp_replace(regexp_replace(lower(${place}), '^(kota|kabupaten|kab[.]?|desa|kec[.]?)[ ]+', ''), '[^a-z]', '', 'g')`
}

/** A pair within one agency is one pair, whichever of the two finds the other. */
const ordered = sql`
  case when o.agency_id = e.agency_id then least(e.id, o.id) else e.id end as one,
  case when o.agency_id = e.agency_id then greatest(e.id, o.id) else o.id end as other`

/** Of the pairs `p`: unless a verifier declared the two to be two people. */
const isSuggested = sql`not exists (
  select from distinct_people d where d.employee_id = least(p.one, p.other) and d.other_id = greatest(p.one, p.other))`

function inScope({ actor: { scope } }: Context) {
  if (scope.kind === 'national' || scope.kind === 'system') return sql`true`
  return scope.kind === 'agencies' && scope.agencyIds.length > 0
    ? sql`e.agency_id in ${[...scope.agencyIds]}`
    : sql`false`
}

/** Declares that two records are two people. Refuses not_found outside the actor's scope. */
export async function dismissDuplicate(context: Context, input: z.output<typeof dismissInput>): Promise<void> {
  const [employeeId, otherId] = [input.employeeId, input.otherId].sort() as [string, string]
  const { reason } = input
  await transact(context, async (tx) => {
    if (employeeId === otherId || !(await canSeeAll(tx, context, [employeeId, otherId]))) throw new Refusal('not_found')
    await tx
      .insert(distinctPeople)
      .values({ employeeId, otherId, reason, decidedBy: context.actor.accountId })
      .onConflictDoNothing()
    await recordAudit(tx, context, 'duplicate.dismiss', null, { otherId }, { employeeId, subjectId: otherId, reason })
  })
}

async function canSeeAll(tx: Tx, context: Context, ids: readonly string[]): Promise<boolean> {
  const [seen] = await tx
    .select({ people: count() })
    .from(employees)
    .where(and(inArray(employees.id, [...ids]), isNull(employees.mergedIntoId), ofScope(context)))
  return seen?.people === ids.length
}
