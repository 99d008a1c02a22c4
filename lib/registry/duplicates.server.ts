import 'server-only'
import { aliasedTable, and, asc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { agencies, employees } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { ofScope } from '@/lib/registry/employee-scope.server'

const other = aliasedTable(employees, 'other')
const otherAgencies = aliasedTable(agencies, 'other_agencies')

/** Two records that may be one person, and why. */
export type Duplicate = Awaited<ReturnType<typeof listDuplicates>>[number]

/** Names at least this much alike, of people born on one day in one place. */
const LEAST_SIMILARITY = 0.5
const MOST_SHOWN = 100

/**
 * Pairs that may be one person, the surest first: the same name and birth date, or a similar name, the same birth date
 * and birthplace. Looks among the people of the actor's agencies; at BKN Pusat one agency at a time, against everybody.
 */
export async function listDuplicates(context: Context, agencyId: number) {
  const similarity = sql<number>`similarity(${employees.nameKey}, ${other.nameKey})`
  return transact(context, (tx) =>
    tx
      .select({
        id: employees.id,
        name: employees.name,
        nip: employees.nip,
        birthPlace: employees.birthPlace,
        bornOn: employees.bornOn,
        agencyName: agencies.name,
        otherId: other.id,
        otherName: other.name,
        otherNip: other.nip,
        otherBirthPlace: other.birthPlace,
        otherAgencyName: otherAgencies.name,
        similarityPercent: sql<number>`round(${similarity} * 100)::int`,
      })
      .from(employees)
      .innerJoin(other, samePerson(similarity))
      .innerJoin(agencies, eq(agencies.id, employees.agencyId))
      .innerJoin(otherAgencies, eq(otherAgencies.id, other.agencyId))
      .where(
        and(
          ofScope(context),
          eq(employees.agencyId, agencyId),
          isNull(employees.mergedIntoId),
          isNull(other.mergedIntoId),
          or(sql`${other.agencyId} <> ${employees.agencyId}`, gt(other.id, employees.id)),
        ),
      )
      .orderBy(sql`${similarity} desc`, asc(employees.name), asc(employees.id))
      .limit(MOST_SHOWN),
  )
}

/** The birth date is looked up in the NIP, which begins with it and has an index. */
function samePerson(similarity: SQL<number>): SQL {
  const day = sql`to_char(${employees.bornOn}, 'YYYYMMDD')`
  return sql`${other.nip} >= ${day} and ${other.nip} < ${day} || ':' and ${other.bornOn} = ${employees.bornOn}
    and ${other.id} <> ${employees.id}
    and (${other.nameKey} = ${employees.nameKey}
      or (${other.birthPlace} = ${employees.birthPlace} and ${similarity} >= ${LEAST_SIMILARITY}))`
}
