import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { type AnnouncedFormation, type AnnouncedProgramme, isOut } from '@/lib/cat/announcement'
import type { EarlierOrigin } from '@/lib/cat/earlier-score'
import type { AgencyProgramme } from '@/lib/cat/exam-scope.server'
import type { FillRule } from '@/lib/cat/fill'
import { type FinalRanking, rankFinals, type SecondExamined } from '@/lib/cat/final-ranking'
import type { DecidedTie } from '@/lib/cat/final-tie'
import { heldOut } from '@/lib/cat/held-scores.server'
import { isDisqualified } from '@/lib/cat/kept-out.server'
import { awaitsVersion } from '@/lib/cat/objections.server'
import type { SectionScores } from '@/lib/cat/programme'
import { withdrawnNumbers } from '@/lib/cat/ruling.server'
import { isOfPlan, type PlannedTest, type RecordedTest } from '@/lib/cat/second-plan'
import { Refusal } from '@/lib/refusal'

/**
 * The final ranking as it stands. Refuses with first_stage_missing, objections_waiting, second_stage_missing,
 * second_plan_differs.
 */
export async function rankFinalStage(
  tx: Tx,
  where: AgencyProgramme,
  heads: readonly Omit<AnnouncedFormation, 'lines'>[],
  programme: AnnouncedProgramme,
  plan: readonly PlannedTest[],
): Promise<FinalRanking> {
  const people = await finalistsOf(tx, where, plan)
  const formations = heads.map((head) => ({
    ...head,
    people: people.filter(({ formation }) => formation === head.code).map(({ formation: _, ...person }) => person),
  }))
  return rankFinals(formations, programme, await decidedTies(tx, where))
}

type SecondRow = Omit<SecondExamined, 'tests' | 'earlier'> & {
  earlier: EarlierOrigin | null
  candidate: string
  formation: string
  scores: SectionScores
  tests: RecordedTest[] | null
  isKnown: boolean
}

async function finalistsOf(
  tx: Tx,
  { programmeId, agencyId }: AgencyProgramme,
  plan: readonly PlannedTest[],
): Promise<(SecondExamined & { formation: string })[]> {
  const people = await tx.execute<SecondRow>(sql`
    with first as (
      select id from exam_announcements where programme_id = ${programmeId} and agency_id = ${agencyId}
        and stage = 'first' order by version desc limit 1
    )
    select c.id as candidate, l.formation, c.number, l.line -> 'scores' as scores, l.line -> 'earlier' as earlier, c.diploma_hundredths as "diplomaHundredths",
      c.born_on as "bornOn", ${isDisqualified(sql`c`, { programmeId, agencyId })} as "isDisqualified",
      c.number in ${withdrawnNumbers({ programmeId, agencyId })} as "isWithdrawn", s.tests, s.candidate_id is not null as "isKnown"
    from exam_announcement_lines l join first on first.id = l.announcement_id
    join exam_candidates c on c.programme_id = ${programmeId} and c.agency_id = ${agencyId} and c.number = l.number
    left join exam_second_scores s on s.candidate_id = c.id
    where l.line ->> 'result' = 'P/L' order by l.position`)
  if (people.length === 0) throw new Refusal('first_stage_missing')
  await refuseObjected(tx, { programmeId, agencyId })
  const unknown = people.filter(({ isKnown, ...standing }) => !isKnown && !isOut(standing)).length
  if (unknown > 0) throw new Refusal('second_stage_missing', { count: unknown })
  const others = people.filter(({ tests }) => plan.length > 0 && tests && !isOfPlan(tests, plan)).length
  if (others > 0) throw new Refusal('second_plan_differs', { count: others })
  const out = new Set<string>()
  for (const { programme: held } of plan) {
    if (held) for (const each of await heldOut(tx, agencyId, held, people)) out.add(each)
  }
  return people.map(({ candidate, isKnown: _, tests, earlier, ...person }) => {
    const told = tests?.map(({ attempt: _, ...test }) => test) ?? null
    return {
      ...person,
      ...(earlier ? { earlier } : {}),
      tests: told,
      isDisqualified: person.isDisqualified || out.has(candidate),
    }
  })
}

/** Who passes the first stage is settled: each objection to it is answered, and an accepted one led to another version. */
async function refuseObjected(tx: Tx, { programmeId, agencyId }: AgencyProgramme): Promise<void> {
  const [found] = await tx.execute<{ filed: number; accepted: number }>(sql`
    select count(*) filter (where o.state = 'filed')::int as filed,
      count(*) filter (where ${awaitsVersion(sql`o`)})::int as accepted
    from exam_objections o join exam_announcements n on n.id = o.announcement_id
    where n.programme_id = ${programmeId} and n.agency_id = ${agencyId} and o.stage = 'first'`)
  const { filed = 0, accepted = 0 } = found ?? {}
  if (filed + accepted > 0) throw new Refusal('objections_waiting', { filed, accepted })
}

/** The rules by which vacancies that are left are filled, and how many more nobody confirmed. */
export async function fillRules(tx: Tx, programmeId: string): Promise<{ rules: FillRule[]; unconfirmed: number }> {
  const rows = await tx.execute<FillRule & { isConfirmed: boolean }>(sql`
    select position, into_kind as "into", from_kind as "from", is_same_location as "isSameLocation", source,
      is_confirmed as "isConfirmed"
    from exam_fill_rules where programme_id = ${programmeId} order by position`)
  const rules = rows.flatMap(({ isConfirmed, ...rule }) => (isConfirmed ? [rule] : []))
  return { rules, unconfirmed: rows.length - rules.length }
}

async function decidedTies(tx: Tx, { programmeId, agencyId }: AgencyProgramme): Promise<DecidedTie[]> {
  const rows = await tx.execute<DecidedTie>(sql`
    select ahead, behind, reason from exam_final_ties
    where programme_id = ${programmeId} and agency_id = ${agencyId} and decided_at is not null and decline_reason is null
    order by decided_at desc, id`)
  return [...rows]
}
