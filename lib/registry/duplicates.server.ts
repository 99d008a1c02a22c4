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
        select e.id as one, o.id as other, similarity(e.name_key, o.name_key) as alike
        from ${employees} e cross join lateral (${sameName} union ${samePlace}) o
        where e.agency_id = ${agencyId} and ${inScope(context)} and e.merged_into_id is null
      )
      select e.id, e.name, e.nip, e.birth_place as "birthPlace", e.born_on::text as "bornOn", a.name as "agencyName",
        o.id as "otherId", o.name as "otherName", o.nip as "otherNip", o.birth_place as "otherBirthPlace",
        b.name as "otherAgencyName", round(p.alike * 100)::int as "similarityPercent", (count(*) over ())::int as total
      from pairs p
      join employees e on e.id = p.one join agencies a on a.id = e.agency_id
      join employees o on o.id = p.other join agencies b on b.id = o.agency_id
      where (o.agency_id <> e.agency_id or o.id > e.id) and not exists (
        select from distinct_people d where d.employee_id = least(e.id, o.id) and d.other_id = greatest(e.id, o.id))
      order by p.alike desc, e.name, e.id, o.id
      limit ${MOST_SHOWN}`)
    return { pairs: rows.map(({ total: _, ...pair }) => pair), total: rows[0]?.total ?? 0 }
  })
}

const theOther = sql`o.id <> e.id and o.merged_into_id is null and o.born_on = e.born_on`

/** Also where the NIP says another birth date than the record: such a pair is the likeliest to be one person. */
const sameName = sql`select o.id, o.name_key from employees o where o.name_key = e.name_key and ${theOther}`

/** The birth date is looked up in the NIP, which begins with it and has an index. */
const samePlace = sql`
  select o.id, o.name_key from employees o
  where o.nip >= to_char(e.born_on, 'YYYYMMDD') and o.nip < to_char(e.born_on, 'YYYYMMDD') || ':' and ${theOther}
    and ${placeKey('o')} = ${placeKey('e')} and similarity(e.name_key, o.name_key) >= ${LEAST_SIMILARITY}`

/** A birthplace for comparing: "Kab. Bangka" and "BANGKA" are one. */
function placeKey(row: 'e' | 'o') {
  const place = sql.raw(`${row}.birth_place`)
  return sql`regexp_replace(regexp_replace(lower(${place}), '^(kota|kabupaten|kab[.]?|desa|kec[.]?)[ ]+', ''), '[^a-z]', '', 'g')`
}

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
