import 'server-only'
import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { employees, positions, units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { ofScope, ownsFile } from '@/lib/registry/employee-scope.server'
import type { Option } from '@/lib/registry/history-lists.server'

const MOST_FOUND = 50
const MOST_CHARACTERS = 200
const MIN_CHARACTERS = 2

/**
 * Posts that a history of this person may name and whose title holds every word typed, in any order; those whose title
 * begins with it first. Refuses not_found for a person of another agency.
 *
 * @param typed at least two characters
 */
export async function searchPositions(context: Context, employeeId: string, typed: string): Promise<Option[]> {
  const words = typed.slice(0, MOST_CHARACTERS).toLowerCase().split(/\s+/).filter(Boolean)
  return transact(context, async (tx) => {
    const [holder] = await tx
      .select({ id: employees.id, agencyId: employees.agencyId })
      .from(employees)
      .where(and(eq(employees.id, employeeId), ofScope(context)))
    if (!holder || !ownsFile(context, holder)) throw new Refusal('not_found')
    if (words.join('').length < MIN_CHARACTERS) return []
    const name = sql`lower(${positions.name})`
    const holds = words.map((word) => sql`position(${word} in ${name}) > 0`)
    const rows = await tx
      .select({ id: positions.id, name: positions.name, kind: positions.kind })
      .from(positions)
      .where(and(...holds, mayBeHeldIn(tx, holder.agencyId)))
      .orderBy(sql`not starts_with(${name}, ${words.join(' ')})`, asc(positions.name), asc(positions.kind))
      .limit(MOST_FOUND)
    return rows.map(positionOption)
  })
}

/** Titles of the whole country, and the structural posts of this agency. */
export function mayBeHeldIn(tx: Tx, agencyId: number): SQL | undefined {
  const headed = tx.select({ title: units.headTitle }).from(units).where(eq(units.agencyId, agencyId))
  const held = tx.select({ id: employees.positionId }).from(employees).where(eq(employees.agencyId, agencyId))
  return or(sql`${positions.kind} <> 'structural'`, inArray(positions.name, headed), inArray(positions.id, held))
}

export function positionOption({ id, name, kind }: { id: number; name: string; kind: string }): Option {
  return { value: String(id), label: name, group: kind }
}
