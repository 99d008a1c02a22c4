import 'server-only'
import { and, asc, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies, employees, nipAliases } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { ofScope } from '@/lib/registry/employee-scope.server'
import { normaliseName } from '@/lib/registry/name'
import { plainNip } from '@/lib/registry/nip'

/** One person found: what a line of the search shows. */
export type Found = Awaited<ReturnType<typeof searchEmployees>>[number]

const MOST_CHARACTERS = 80
const MIN_CHARACTERS = 2
const NIP_DIGITS = 18

/**
 * People by the beginning of a NIP, or by words of the name with a letter wrong here and there; best first.
 *
 * @param typed at least two characters; titles and punctuation do not matter
 */
export async function searchEmployees(context: Context, typed: string, limit = 12) {
  const digits = plainNip(typed)
  const name = normaliseName(typed.slice(0, MOST_CHARACTERS))
  if (digits.length === NIP_DIGITS && /^\d+$/.test(digits))
    return transact(context, (tx) => byWholeNip(tx, context, digits))
  if (/^\d{2,17}$/.test(digits)) return transact(context, (tx) => byNip(tx, context, digits, limit))
  return name.length < MIN_CHARACTERS ? [] : transact(context, (tx) => byName(tx, name, limit))
}

const columns = {
  id: employees.id,
  nip: employees.nip,
  name: employees.name,
  frontTitle: employees.frontTitle,
  backTitle: employees.backTitle,
  positionName: employees.positionName,
  agencyName: agencies.name,
}

/** A range instead of LIKE: comparing is leakproof, so the index also answers under row-level security. */
function byNip(tx: Tx, context: Context, digits: string, limit: number) {
  return tx
    .select(columns)
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, employees.agencyId))
    .where(
      and(
        gte(employees.nip, digits),
        lt(employees.nip, afterPrefix(digits)),
        isNull(employees.mergedIntoId),
        ofScope(context),
      ),
    )
    .orderBy(asc(employees.nip))
    .limit(limit)
}

/** A number that BKN took back, or of a record that was merged, still leads to the person who had it. */
async function byWholeNip(tx: Tx, context: Context, nip: string) {
  const [alias] = await tx.select({ id: nipAliases.employeeId }).from(nipAliases).where(eq(nipAliases.nip, nip))
  const known = alias ? sql`known.id = ${alias.id}` : sql`known.nip = ${nip}`
  const person = sql`(select coalesce(known.merged_into_id, known.id) from ${employees} known where ${known})`
  return tx
    .select(columns)
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, employees.agencyId))
    .where(and(eq(employees.id, person), ofScope(context)))
}

function byName(tx: Tx, name: string, limit: number) {
  const found = sql`search_people(${name}, ${limit})`
  return tx
    .select(columns)
    .from(sql`${found} as found (id, score)`)
    .innerJoin(employees, sql`${employees.id} = found.id`)
    .innerJoin(agencies, eq(agencies.id, employees.agencyId))
    .where(isNull(employees.mergedIntoId))
    .orderBy(desc(sql`found.score`), asc(employees.name), asc(employees.id))
}

/** The first text above every text that begins with the digits; above 9 stands the colon. */
export function afterPrefix(digits: string): string {
  const last = digits.charCodeAt(digits.length - 1)
  return digits.slice(0, -1) + String.fromCharCode(last + 1)
}
