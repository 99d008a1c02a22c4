import 'server-only'
import { type SQL, sql } from 'drizzle-orm'

/** The names in `gradeOf` under which a candidate of the formation is marked. */
export const OWN_GRADE = sql`g.minimum_by_section as "minimumBySection", g.minimum_total as "minimumTotal", g.source`

/**
 * The passing grade of a formation, no row where the programme has none for it: that of its group of jobs where there
 * is one, else that of every other job.
 *
 * @param programmeId the column or value that says whose grades they are
 * @param formation what the query calls `exam_formations`
 * @param columns what of the grade `g` is read
 */
export function gradeOf(programmeId: SQL, formation: SQL, columns: SQL = OWN_GRADE): SQL {
  return sql`select ${columns} from exam_passing_grades g
    where g.programme_id = ${programmeId} and g.formation_kind = ${formation}.formation_kind
      and g.job_group in (${formation}.job_group, '')
    order by g.job_group desc limit 1`
}
