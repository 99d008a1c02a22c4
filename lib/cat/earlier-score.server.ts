import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { type EarlierRule, type EarlierScore, mayUseEarlier } from '@/lib/cat/earlier-score'
import type { AgencyProgramme } from '@/lib/cat/exam-scope.server'
import { Refusal } from '@/lib/refusal'

/**
 * The scores that these candidates may use from an earlier selection, of whatever agency, by their numbers here. They are
 * found by NIK, in sessions that were sealed.
 *
 * @param numbers a list for `in`
 */
export async function earlierScores(
  tx: Tx,
  { programmeId, agencyId }: AgencyProgramme,
  rule: EarlierRule,
  numbers: SQL,
): Promise<Map<string, EarlierScore>> {
  const mine = sql`c.programme_id = ${programmeId} and c.agency_id = ${agencyId} and c.nik is not null
    and c.number in ${numbers}`
  const rows = await tx.execute<EarlierScore & { number: string }>(sql`
    select c.number, e.scores, e.session, e.is_above_grade as "isAboveGrade", e.first, e.final
    from exam_candidates c join exam_earlier_scores(${rule.programme}, array(
      select c.nik from exam_candidates c where ${mine})) e on e.nik = c.nik
    where ${mine}`)
  return new Map(rows.filter((row) => mayUseEarlier(rule, row)).map(({ number, ...earlier }) => [number, earlier]))
}

/** Refuses with earlier_none where nothing earlier counts in a programme, and earlier_not_found, naming the number. */
export async function refuseWithoutEarlier(tx: Tx, where: AgencyProgramme, numbers: readonly string[]): Promise<void> {
  const [programme] = await tx.execute<{ earlier: EarlierRule | null }>(sql`
    select ranking -> 'earlier' as earlier from exam_programmes where id = ${where.programmeId} and is_confirmed`)
  if (!programme?.earlier) throw new Refusal('earlier_none')
  const list = sql`(select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb))`
  const found = await earlierScores(tx, where, programme.earlier, list)
  const number = numbers.find((each) => !found.has(each))
  if (number !== undefined) throw new Refusal('earlier_not_found', { number, programme: programme.earlier.programme })
}
