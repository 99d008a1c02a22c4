import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { systemContext } from '@/lib/auth/actor'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { GRACE_SECONDS } from '@/lib/cat/clock'
import type { Paper } from '@/lib/cat/paper'
import { passingGradeFindings } from '@/lib/cat/passing-grade'
import { totalOf } from '@/lib/cat/programme'
import { scorePaper } from '@/lib/cat/scoring'
import { failureOf, log } from '@/lib/log.server'
import { Refusal } from '@/lib/refusal'

type Ending = {
  id: string
  agencyId: number
  epoch: number
  state: string
  paper: Paper
  content: string[]
  grade: { minimumBySection: Record<string, number>; minimumTotal: number | null; source: string } | null
}

/**
 * Ends an attempt by the candidate's own wish and scores it; a second time changes nothing. Refuses with not_found,
 * superseded_device, exam_not_running.
 */
export async function finishAttempt({ attemptId, epoch }: AttemptClaim, now: Date): Promise<void> {
  await transact(systemContext('exam', now), async (tx) => {
    const ending = await lockEnding(tx, attemptId)
    if (ending.state === 'finished') return
    if (ending.epoch !== epoch) throw new Refusal('superseded_device')
    if (ending.state !== 'running') throw new Refusal('exam_not_running', { state: ending.state })
    await end(tx, ending, 'candidate', now)
  })
}

/**
 * Ends what is past its deadline and its grace, whether or not a device is there. One that cannot be ended is logged and
 * keeps nobody else waiting.
 */
export async function finishExpired(now: Date): Promise<void> {
  const due = await transact(systemContext('exam', now), (tx) =>
    tx.execute<{ id: string }>(sql`
      select id from exam_attempts where state = 'running'
        and started_at + make_interval(secs => allowed_seconds + paused_seconds + ${GRACE_SECONDS}) <= ${now.toISOString()}::timestamptz`),
  )
  for (const { id } of due)
    await endOverdue(id, now).catch((error) => log('exam').error(failureOf(error), `attempt ${id} was not ended`))
}

function endOverdue(id: string, now: Date): Promise<void> {
  return transact(systemContext('exam', now), async (tx) => {
    const ending = await lockEnding(tx, id)
    if (ending.state === 'running') await end(tx, ending, 'time', now)
  })
}

async function lockEnding(tx: Tx, id: string): Promise<Ending> {
  const [found] = await tx.execute<Ending>(sql`
    select a.id, a.agency_id as "agencyId", a.epoch, a.state, p.paper, s.content,
      (select to_jsonb(g) from (
        select minimum_by_section as "minimumBySection", minimum_total as "minimumTotal", source from exam_passing_grades
        where programme_id = s.programme_id and formation_kind = f.formation_kind and job_group in (f.job_group, '')
        order by job_group desc limit 1) g) as grade
    from exam_attempts a
    join exam_papers p on p.attempt_id = a.id
    join exam_sessions s on s.id = a.session_id
    join exam_candidates c on c.id = a.candidate_id
    join exam_formations f on f.id = c.formation_id
    where a.id = ${id} for update of a`)
  if (!found) throw new Refusal('not_found')
  return found
}

async function end(tx: Tx, ending: Ending, by: 'candidate' | 'time', now: Date): Promise<void> {
  const { id, agencyId, paper, content, grade } = ending
  const [rows] = await tx.execute<{
    chosen: Record<string, string | null>
    keys: Record<string, Record<string, number>>
  }>(sql`
    select
      (select coalesce(jsonb_object_agg(item, option), '{}') from (
        select distinct on (item) item, option from exam_answer_events where attempt_id = ${id} order by item, seq desc
      ) e) as chosen,
      (select coalesce(jsonb_object_agg(version_id, points), '{}') from (
        select version_id, jsonb_object_agg(option, points) as points from exam_item_keys
        where version_id in (select jsonb_array_elements_text(${JSON.stringify(content)}::jsonb)::uuid) group by 1
      ) k) as keys`)
  const items = paper.map(({ place, section }) => ({ itemId: content[place] ?? '', section }))
  const chosen = new Map(items.map(({ itemId }, at) => [itemId, rows?.chosen[at + 1] ?? null]))
  const keys = new Map(
    Object.entries(rows?.keys ?? {}).map(([item, points]) => [item, new Map(Object.entries(points))]),
  )
  const scores = scorePaper(items, chosen, keys)
  const findings = grade ? passingGradeFindings(scores, grade) : []
  const isAboveGrade = findings.every(({ met }) => met)
  await tx.execute(sql`
    update exam_attempts set state = 'finished', finished_at = ${now.toISOString()}, finished_by = ${by} where id = ${id}`)
  await tx.execute(sql`
    insert into exam_scores (attempt_id, agency_id, scores, total, is_above_grade, findings, scored_at)
    values (${id}, ${agencyId}, ${JSON.stringify(scores)}::jsonb, ${totalOf(scores)}, ${isAboveGrade},
      ${JSON.stringify(findings)}::jsonb, ${now.toISOString()})`)
}
