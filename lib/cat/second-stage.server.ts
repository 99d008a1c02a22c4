import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { secondStageInput } from '@/lib/cat/announcement-input'
import type { SecondStageTest } from '@/lib/cat/integration'
import { requireTakingPart } from '@/lib/cat/results-read.server'
import { isSameScore, readSecondStage } from '@/lib/cat/second-stage'
import { csvLine } from '@/lib/csv'
import { Refusal } from '@/lib/refusal'

const SHORTEST_REASON = 5

/**
 * Brings in the second stage of everybody who went on, all or nothing. What is recorded already stays unless it
 * differs: then the reason says why, and once the final result is announced it changes for an accepted objection alone.
 * Each score is written down with what stood there. Refuses with not_found, first_stage_missing,
 * second_reason_missing, second_announced and as `readSecondStage` does.
 */
export function importSecondStage(
  context: Context,
  { id: programmeId, text, reason }: z.output<typeof secondStageInput>,
): Promise<{ rows: number; changed: number }> {
  const { agencyId, accountId, name } = context.actor
  if (!accountId) throw new Error('scores have a person who recorded them')
  return transact(context, async (tx) => {
    await lockRanking(tx, programmeId, agencyId)
    const people = await finalists(tx, agencyId, programmeId)
    const known = new Map(people.map((person) => [person.number, person]))
    const given = readSecondStage(text, new Set(known.keys())).flatMap(({ number, tests }) => {
      const person = known.get(number)
      return person && !(person.isRecorded && isSameScore(person.tests, tests)) ? [{ ...person, after: tests }] : []
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

/** Scores and the ranking that is made of them are written one after the other. */
export async function lockRanking(tx: Tx, programmeId: string, agencyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`announce ${programmeId} ${agencyId}`}, 0))`)
}

export type SecondStageView = {
  own: number // scores that the actor recorded
  changed: {
    number: string
    before: SecondStageTest[] | null
    after: SecondStageTest[] | null
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
    return { own, changed: changed.map((row) => ({ ...row, at: new Date(row.at) })) }
  })
}

/** How many scores of the second stage the actor recorded: nobody announces what is their own work. */
export async function ownScores(tx: Tx, { actor }: Context, programmeId: string): Promise<number> {
  const [found] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from exam_second_scores s join exam_candidates c on c.id = s.candidate_id
    where c.programme_id = ${programmeId} and s.agency_id = ${actor.agencyId} and s.recorded_by = ${actor.accountId}`)
  return found?.count ?? 0
}

/** A table to fill in, with the numbers of those who went on. Refuses with not_found, first_stage_missing. */
export async function secondStageTemplate(context: Context, programmeId: string): Promise<string> {
  const people = await transact(context, (tx) => finalists(tx, context.actor.agencyId, programmeId))
  return `\uFEFF${[['nomor', 'CAT/500/100'], ...people.map(({ number }) => [number, ''])].map(csvLine).join('')}`
}

type FinalistRow = {
  candidate: string
  number: string
  isRecorded: boolean
  tests: SecondStageTest[] | null
  isFree: boolean // not announced yet, or an accepted objection waits for another version
}

async function finalists(tx: Tx, agencyId: number, programmeId: string): Promise<FinalistRow[]> {
  await requireTakingPart(tx, agencyId, programmeId)
  const rows = await tx.execute<FinalistRow>(sql`
    with newest as (
      select distinct on (stage) id, stage, published_at from exam_announcements
      where programme_id = ${programmeId} and agency_id = ${agencyId} order by stage, version desc
    )
    select c.id as candidate, l.number, s.candidate_id is not null as "isRecorded", s.tests,
      final.id is null or exists (
        select from exam_objections o where o.candidate_id = c.id and o.stage = 'final' and o.state = 'accepted'
          and o.answered_at > final.published_at
      ) as "isFree"
    from newest first join exam_announcement_lines l on l.announcement_id = first.id
    join exam_candidates c on c.programme_id = ${programmeId} and c.agency_id = ${agencyId} and c.number = l.number
    left join exam_second_scores s on s.candidate_id = c.id
    left join newest final on final.stage = 'final'
    where first.stage = 'first' and l.line ->> 'result' = 'P/L' order by l.position`)
  if (rows.length === 0) throw new Refusal('first_stage_missing')
  return [...rows]
}
