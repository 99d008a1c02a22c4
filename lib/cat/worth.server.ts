import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { FULL_POINTS } from '@/lib/cat/programme'

/** What points of the bank are worth in a section of the programme `p`. */
export function worthInProgramme(points: SQL, section: SQL): SQL {
  return sql`(${points} * (
    select (e ->> 'pointsPerItem')::int from jsonb_array_elements(p.sections) e where e ->> 'code' = ${section}
  ) / ${sql.raw(String(FULL_POINTS))})`
}
