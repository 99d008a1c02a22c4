import 'server-only'
import { and, gte, like, lt, type SQL } from 'drizzle-orm'
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
