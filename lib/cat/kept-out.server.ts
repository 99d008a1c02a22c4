import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { Exclusion } from '@/lib/cat/candidate-check'
import type { AgencyProgramme } from '@/lib/cat/exam-scope.server'
import { Refusal } from '@/lib/refusal'

/** Who of these was disqualified in another programme, of whatever agency, and is kept out of this one still. */
export async function excludedAmong(tx: Tx, programmeId: string, niks: string[]): Promise<Map<string, Exclusion>> {
  const rows = await tx.execute<Exclusion & { nik: string }>(sql`
    select nik, programme, ends_on::text as "endsOn" from exam_exclusions(${programmeId}, ${sql.param(niks)}::text[])`)
  return new Map(rows.map(({ nik, ...exclusion }) => [nik, exclusion]))
}

/** Refuses with exam_excluded, or exam_excluded_for_good, whoever is kept out of the exam that an attempt is in. */
export async function refuseKeptOut(tx: Tx, attemptId: string): Promise<void> {
  const [found] = await tx.execute<Exclusion>(sql`
    select e.programme, e.ends_on::text as "endsOn" from exam_attempts a join exam_candidates c on c.id = a.candidate_id,
      exam_exclusions(c.programme_id, array[c.nik]) e where a.id = ${attemptId}`)
  if (!found) return
  const { programme, endsOn } = found
  throw endsOn
    ? new Refusal('exam_excluded', { programme, endsOn })
    : new Refusal('exam_excluded_for_good', { programme })
}

/**
 * Whether a candidate is out of every stage, whatever was announced before: disqualified here, or in another programme and
 * kept out of this one. `candidate` names the table's row.
 */
export function isDisqualified(candidate: SQL, where: AgencyProgramme): SQL {
  return sql`(${candidate}.is_disqualified or exists (
    select from exam_attempts x where x.candidate_id = ${candidate}.id and x.state = 'disqualified')
    or ${candidate}.nik in (select e.nik from ${exclusionsOf(where)} e))`
}

export type KeptOut = Exclusion & { number: string; name: string }

/** Who of a programme's candidates in the actor's agency is kept out by what was decided in another one. */
export async function keptOutOf(context: Context, programmeId: string): Promise<KeptOut[]> {
  const where = { programmeId, agencyId: context.actor.agencyId }
  const rows = await transact(context, (tx) =>
    tx.execute<KeptOut>(sql`
      select c.number, c.name, e.programme, e.ends_on::text as "endsOn"
      from exam_candidates c join ${exclusionsOf(where)} e on e.nik = c.nik
      where c.programme_id = ${programmeId} and c.agency_id = ${where.agencyId} order by c.number limit 500`),
  )
  return [...rows]
}

/** All of them at once: the function is asked once for a programme and not for each candidate. */
function exclusionsOf({ programmeId, agencyId }: AgencyProgramme): SQL {
  return sql`exam_exclusions(${programmeId}, array(
    select o.nik from exam_candidates o
    where o.programme_id = ${programmeId} and o.agency_id = ${agencyId} and o.nik is not null))`
}
