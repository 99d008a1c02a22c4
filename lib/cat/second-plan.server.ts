import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { secondTestInput } from '@/lib/cat/announcement-input'
import { highestScore, type Section } from '@/lib/cat/programme'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import { requireTakingPart } from '@/lib/cat/results-read.server'
import { MOST_TESTS, type PlannedTest, type SecondRule, secondPlanFindings } from '@/lib/cat/second-plan'
import { SHORTEST_REASON } from '@/lib/reason'
import { type Finding, Refusal } from '@/lib/refusal'

/** What the second stage of an agency is made of; version 0 while nothing is planned. */
export type SecondPlan = { tests: PlannedTest[]; version: number; findings: Finding[] }

/** The plan with what its limits say of it. Refuses with not_found. */
export async function planOf(tx: Tx, agencyId: number, programmeId: string): Promise<SecondPlan> {
  await requireTakingPart(tx, agencyId, programmeId)
  const [row] = await tx.execute<Omit<SecondPlan, 'findings'> & { rules: SecondRule[] }>(sql`
    select coalesce(l.tests, '[]') as tests, coalesce(l.version, 0) as version, coalesce((
        select jsonb_agg(jsonb_build_object('agencies', r.agencies, 'rule', r.rule, 'value', r.value, 'source', r.source,
          'isConfirmed', r.is_confirmed) order by r.rule)
        from exam_second_rules r where r.programme_id = ${programmeId}
          and r.agencies = case when g.kind in ('province', 'regency', 'city') then 'local' else 'central' end
      ), '[]') as rules
    from agencies g left join exam_second_plans l on l.agency_id = g.id and l.programme_id = ${programmeId}
    where g.id = ${agencyId}`)
  const { tests = [], version = 0, rules = [] } = row ?? {}
  return { tests, version, findings: secondPlanFindings(tests, rules) }
}

/**
 * Adds, changes or removes one test. Once scores are recorded the reason says why, and they have to be brought in again;
 * once the final result is announced the plan stays. Refuses with not_found, stale, second_plan_announced,
 * second_plan_reason, second_too_many, and on its fields.
 */
export function saveSecondTest(context: Context, input: z.output<typeof secondTestInput>): Promise<void> {
  const { agencyId } = context.actor
  const { id: programmeId, version, reason } = input
  return transact(context, async (tx) => {
    await lockRanking(tx, programmeId, agencyId)
    const before = await planOf(tx, agencyId, programmeId)
    if (before.version !== version) throw new Refusal('stale')
    await refuseTooLate(tx, agencyId, programmeId, reason)
    const held = input.remove ? null : await heldIn(tx, agencyId, programmeId, input.heldIn)
    const tests = changed(before.tests, input, held)
    await tx.execute(sql`
      insert into exam_second_plans (programme_id, agency_id, tests) values (${programmeId}, ${agencyId}, ${JSON.stringify(tests)}::jsonb)
      on conflict (programme_id, agency_id) do update set tests = excluded.tests, version = exam_second_plans.version + 1`)
    const subject = { agencyId, subjectId: programmeId, reason: reason || null }
    await recordAudit(tx, context, 'exam.plan_second', { tests: before.tests }, { tests }, subject)
  })
}

async function refuseTooLate(tx: Tx, agencyId: number, programmeId: string, reason: string): Promise<void> {
  const [found] = await tx.execute<{ scores: number; isAnnounced: boolean }>(sql`
    select count(*)::int as scores, exists (
        select from exam_announcements where programme_id = ${programmeId} and agency_id = ${agencyId} and stage = 'final'
      ) as "isAnnounced"
    from exam_second_scores s join exam_candidates c on c.id = s.candidate_id
    where c.programme_id = ${programmeId} and s.agency_id = ${agencyId}`)
  if (found?.isAnnounced) throw new Refusal('second_plan_announced')
  if (found && found.scores > 0 && reason.length < SHORTEST_REASON)
    throw new Refusal('second_plan_reason', { count: found.scores })
}

type Held = { id: string; code: string; maximum: number }

/** Another programme of the agency, with the points that it gives at most. */
async function heldIn(tx: Tx, agencyId: number, own: string, id: string): Promise<Held | null> {
  if (id === '') return null
  const held = (await heldProgrammes(tx, agencyId, own)).find((each) => each.id === id)
  if (!held) throw Refusal.onField('heldIn', 'second_unheld')
  return held
}

/** The programmes that a test of the second stage may be held in: those of which the agency has a session. */
export async function heldProgrammes(
  tx: Tx,
  agencyId: number,
  programmeId: string,
): Promise<(Held & { name: string })[]> {
  const rows = await tx.execute<{ id: string; code: string; name: string; sections: Section[] }>(sql`
    select p.id, p.code, p.name, p.sections from exam_programmes p
    where p.id <> ${programmeId}
      and exists (select from exam_sessions s where s.programme_id = p.id and s.agency_id = ${agencyId}
        and s.state <> 'void')
    order by p.year desc, p.code`)
  return rows.map(({ sections, ...row }) => ({ ...row, maximum: highestScore(sections) }))
}

function changed(
  tests: readonly PlannedTest[],
  { name, kind, maximum, weightPercent, minimum, remove }: z.output<typeof secondTestInput>,
  held: Held | null,
): PlannedTest[] {
  if (remove) return tests.filter((test) => test.name !== name)
  const most = held?.maximum ?? maximum ?? 0
  if (minimum !== null && minimum > most) throw new Refusal('invalid', {}, { minimum: 'cat.number_range' })
  const programme = held && { id: held.id, code: held.code }
  const test = { name, kind, maximum: most, weightPercent, minimum, programme }
  const isTwice = tests.some((each) => each.name !== name && programme !== null && each.programme?.id === programme.id)
  if (isTwice) throw new Refusal('invalid', {}, { heldIn: 'cat.held_twice' })
  if (tests.some((each) => each.name === name)) return tests.map((each) => (each.name === name ? test : each))
  if (tests.length === MOST_TESTS) throw new Refusal('second_too_many', { most: MOST_TESTS })
  return [...tests, test]
}
