import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { secondStageInput } from '@/lib/cat/announcement-input'
import { type Held, heldScores } from '@/lib/cat/held-scores.server'
import { isDisqualified } from '@/lib/cat/kept-out.server'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import { requireTakingPart } from '@/lib/cat/results-read.server'
import { withdrawnNumbers } from '@/lib/cat/ruling.server'
import { bindingFindings, type PlannedTest, type RecordedTest } from '@/lib/cat/second-plan'
import { heldProgrammes, planOf, type SecondPlan } from '@/lib/cat/second-plan.server'
import { isSameScore, readSecondStage } from '@/lib/cat/second-stage'
import { csvLine } from '@/lib/csv'
import { SHORTEST_REASON } from '@/lib/reason'
import { Refusal, refuseUnless } from '@/lib/refusal'

/**
 * Brings in the second stage of everybody who went on, all or nothing: what is held here from its sealed sessions, the
 * other tests from a table; who was disqualified or withdrew since may be left out. What is recorded already stays unless it
 * differs: then the reason says why, and once the final result is announced it changes for an accepted objection, or a
 * correction that two people decided, alone. Each score is written down with what stood there. Refuses with not_found, first_stage_missing, second_plan_missing,
 * conditions_unmet, second_reason_missing, second_announced, and as `readSecondStage` and `heldScores` do.
 */
export function importSecondStage(
  context: Context,
  { id: programmeId, text, reason }: z.output<typeof secondStageInput>,
): Promise<{ rows: number; changed: number }> {
  const { agencyId, accountId, name } = context.actor
  if (!accountId) throw new Error('scores have a person who recorded them')
  return transact(context, async (tx) => {
    await lockRanking(tx, programmeId, agencyId)
    const people = await finalistsOf(tx, agencyId, programmeId)
    const plan = await planOf(tx, agencyId, programmeId)
    if (plan.tests.length === 0) throw new Refusal('second_plan_missing')
    refuseUnless(bindingFindings(plan.findings))
    const results = await resultsOf(tx, agencyId, plan.tests, people, text)
    const given = people.flatMap((person) => {
      const after = results.get(person.candidate) ?? null
      const isLeftOut = person.isOut && after === null
      const isKnown = person.isRecorded && isSameScore(person.tests, after)
      return isLeftOut || isKnown ? [] : [{ ...person, after }]
    })
    const changed = given.filter(({ isRecorded }) => isRecorded)
    const told = changed.find(({ isFree }) => !isFree)
    if (told) throw new Refusal('second_announced', { number: told.number })
    if (changed.length > 0 && reason.length < SHORTEST_REASON)
      throw new Refusal('second_reason_missing', { count: changed.length })
    const rows = given.map(({ candidate, after }) => ({ candidate, tests: after }))
    await tx.execute(sql`
      insert into exam_second_scores as s (candidate_id, agency_id, tests, imported_at, recorded_by, recorded_name)
      select (r ->> 'candidate')::uuid, ${agencyId}, nullif(r -> 'tests', 'null'::jsonb), ${context.now.toISOString()},
        ${accountId}, ${name}
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r
      on conflict (candidate_id) do update set tests = excluded.tests, imported_at = excluded.imported_at,
        recorded_by = excluded.recorded_by, recorded_name = excluded.recorded_name, reason = ${reason}, replaced = s.tests`)
    const counts = { rows: people.length, changed: changed.length }
    const subject = { agencyId, subjectId: programmeId }
    await recordAudit(
      tx,
      context,
      'exam.import_second',
      null,
      { ...counts, new: given.length - changed.length },
      subject,
    )
    await recordAudits(
      tx,
      context,
      'exam.import_second',
      given.map(({ candidate, isRecorded, tests, after }) => ({
        before: isRecorded ? { tests } : null,
        after: { tests: after },
        subject: { agencyId, subjectId: candidate, reason: isRecorded ? reason : null },
      })),
    )
    return counts
  })
}

/** The tests of everybody, by candidate; who was absent from one of them has none. */
async function resultsOf(
  tx: Tx,
  agencyId: number,
  tests: readonly PlannedTest[],
  people: readonly FinalistRow[],
  text: string,
): Promise<Map<string, RecordedTest[]>> {
  const typed = tests.filter(({ programme }) => programme === null)
  const numbersOf = (some: readonly FinalistRow[]) => new Set(some.map(({ number }) => number))
  const staying = people.filter(({ isOut }) => !isOut)
  const needed = numbersOf(staying)
  const rows = typed.length > 0 ? readSecondStage(text, typed, needed, numbersOf(people)) : null
  const scoresBy = new Map(rows?.map(({ number, scores }) => [number, scores]))
  const held = new Map<PlannedTest, Map<string, Held>>()
  for (const test of tests) if (test.programme) held.set(test, await heldScores(tx, agencyId, test.programme, staying))
  const scored = people.map(({ candidate, number }): [string, RecordedTest[] | null] => {
    const given = scoresBy.get(number)
    const own = tests.map((test): RecordedTest | null => {
      const { name, maximum, weightPercent, minimum } = test
      const facts = { name, maximum, weightPercent, minimum }
      const sealed = held.get(test)?.get(candidate)
      if (sealed)
        return { ...facts, scoreThousandths: sealed.total * 1000, session: sealed.session, attempt: sealed.attempt }
      const score = given?.[typed.indexOf(test)]
      return score === undefined ? null : { ...facts, scoreThousandths: score }
    })
    return [candidate, own.some((test) => test === null) ? null : own.filter((test) => test !== null)]
  })
  return new Map(scored.filter((each): each is [string, RecordedTest[]] => each[1] !== null))
}

export type SecondStageView = {
  plan: SecondPlan
  heldIn: { id: string; code: string; name: string; maximum: number }[] // programmes that a test may be held in
  scores: number // recorded so far
  own: number // of them by the actor
  changed: {
    number: string
    before: RecordedTest[] | null
    after: RecordedTest[] | null
    reason: string
    by: string
    at: Date
  }[]
}

/** What somebody has to know who announces the second stage: what the actor recorded, and which scores were changed. */
export function secondStageView(context: Context, programmeId: string): Promise<SecondStageView> {
  return transact(context, async (tx) => {
    const changed = await tx.execute<SecondStageView['changed'][number]>(sql`
      select c.number, s.replaced as before, s.tests as after, s.reason, s.recorded_name as by, s.imported_at as at
      from exam_second_scores s join exam_candidates c on c.id = s.candidate_id
      where c.programme_id = ${programmeId} and s.agency_id = ${context.actor.agencyId} and s.reason is not null
      order by s.imported_at desc, c.number limit 500`)
    const own = await ownScores(tx, context, programmeId)
    const plan = await planOf(tx, context.actor.agencyId, programmeId)
    const heldIn = await heldProgrammes(tx, context.actor.agencyId, programmeId)
    const [count] = await tx.execute<{ scores: number }>(sql`
      select count(*)::int as scores from exam_second_scores s join exam_candidates c on c.id = s.candidate_id
      where c.programme_id = ${programmeId} and s.agency_id = ${context.actor.agencyId}`)
    return {
      plan,
      heldIn,
      scores: count?.scores ?? 0,
      own,
      changed: changed.map((row) => ({ ...row, at: new Date(row.at) })),
    }
  })
}

/** How many scores of the second stage the actor recorded: nobody announces what is their own work. */
export async function ownScores(tx: Tx, { actor }: Context, programmeId: string): Promise<number> {
  const [found] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from exam_second_scores s join exam_candidates c on c.id = s.candidate_id
    where c.programme_id = ${programmeId} and s.agency_id = ${actor.agencyId} and s.recorded_by = ${actor.accountId}`)
  return found?.count ?? 0
}

/**
 * A table to fill in, with the numbers of those who went on and the tests that are not held here. Refuses with not_found,
 * first_stage_missing, second_plan_missing.
 */
export function secondStageTemplate(context: Context, programmeId: string): Promise<string> {
  const { agencyId } = context.actor
  return transact(context, async (tx) => {
    const people = (await finalistsOf(tx, agencyId, programmeId)).filter(({ isOut }) => !isOut)
    const { tests } = await planOf(tx, agencyId, programmeId)
    const typed = tests.filter(({ programme }) => programme === null)
    if (typed.length === 0) throw new Refusal('second_plan_missing')
    const header = ['nomor', ...typed.map(({ name, maximum, weightPercent }) => `${name}/${maximum}/${weightPercent}`)]
    const rows = people.map(({ number }) => [number, ...typed.map(() => '')])
    return `\uFEFF${[header, ...rows].map(csvLine).join('')}`
  })
}

type FinalistRow = {
  candidate: string
  number: string
  isRecorded: boolean
  tests: RecordedTest[] | null
  isOut: boolean // disqualified or withdrawn since: needs no scores
  isFree: boolean // not announced yet, or an accepted objection or a correction waits for another version
}

async function finalistsOf(tx: Tx, agencyId: number, programmeId: string): Promise<FinalistRow[]> {
  await requireTakingPart(tx, agencyId, programmeId)
  const where = { programmeId, agencyId }
  const rows = await tx.execute<FinalistRow>(sql`
    with newest as (
      select distinct on (stage) id, stage from exam_announcements
      where programme_id = ${programmeId} and agency_id = ${agencyId} order by stage, version desc
    )
    select c.id as candidate, l.number, s.candidate_id is not null as "isRecorded", s.tests,
      (${isDisqualified(sql`c`, where)} or c.number in ${withdrawnNumbers(where)}) as "isOut",
      final.id is null or exists (
        select from exam_objections o where o.candidate_id = c.id and o.stage = 'final' and o.state = 'accepted'
          and o.answered_under = final.id
      ) or exists (
        select from exam_rulings r where r.announcement_id = final.id and r.numbers ? c.number
          and r.decided_at is not null and r.decline_reason is null
      ) as "isFree"
    from newest first join exam_announcement_lines l on l.announcement_id = first.id
    join exam_candidates c on c.programme_id = ${programmeId} and c.agency_id = ${agencyId} and c.number = l.number
    left join exam_second_scores s on s.candidate_id = c.id
    left join newest final on final.stage = 'final'
    where first.stage = 'first' and l.line ->> 'result' = 'P/L' order by l.position`)
  if (rows.length === 0) throw new Refusal('first_stage_missing')
  return [...rows]
}
