import 'server-only'
import { and, gte, like, lt, type SQL, sql } from 'drizzle-orm'
import { employees } from '@/db/schema/registry'
import { normaliseName } from '@/lib/registry/name'
import { plainNip } from '@/lib/registry/nip'
import { afterPrefix } from '@/lib/registry/search.server'

/** People whose NIP begins with the digits, or whose name has every word of what was typed; titles do not matter. */
export function byNameOrNip(typed: string): SQL | undefined {
  const digits = plainNip(typed)
  if (/^\d{2,18}$/.test(digits)) return and(gte(employees.nip, digits), lt(employees.nip, afterPrefix(digits)))
  const words = normaliseName(typed).split(' ').filter(Boolean)
  return and(...words.map((word) => like(employees.nameKey, `%${word}%`)))
}

/** So many people with the words of a name are looked for; not all of them where there are more. */
export const MOST_CALLED_SO = 3_000

/**
 * Selects the ids of people in sight by the beginning of a NIP, or by words of the name with a letter wrong here and
 * there, through an index each; undefined when what was typed can be neither. By name they are no more than `most`.
 */
export function peopleCalled(typed: string): { ids: SQL; most?: number } | undefined {
  const digits = plainNip(typed)
  if (/^\d{2,18}$/.test(digits)) {
    return { ids: sql`select id from employees where nip >= ${digits} and nip < ${afterPrefix(digits)}` }
  }
  const name = normaliseName(typed)
  if (/\d/.test(typed) || !name) return undefined
  return { ids: sql`select id from search_people(${name}, ${MOST_CALLED_SO})`, most: MOST_CALLED_SO }
}
