import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import {
  type AnnouncedFormation,
  type AnnouncedProgramme,
  type Examined,
  type FinalLine,
  rankFinal,
  rankFormation,
  type SecondExamined,
  type Stage,
} from '@/lib/cat/announcement'
import type { announceInput } from '@/lib/cat/announcement-input'
import { hashOf } from '@/lib/cat/disclosure'
import { heldOut } from '@/lib/cat/held-scores.server'
import { objectionsEnd } from '@/lib/cat/objection'
import type { Section, SectionScores } from '@/lib/cat/programme'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import { type AnnouncedTest, isOfPlan, type PlannedTest, type RecordedTest } from '@/lib/cat/second-plan'
import { planOf } from '@/lib/cat/second-plan.server'
import { isDisqualified, ownScores } from '@/lib/cat/second-stage.server'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'

export type Ranked = {
  programme: AnnouncedProgramme
  formations: AnnouncedFormation<FinalLine>[]
  version: number // that it would be published as
  fingerprint: string // of everything above
}

/**
 * The ranking of a stage as it would be published now. Refuses with not_found, sessions_open, not_ranked,
 * grade_missing, grade_unconfirmed; the final stage also with first_stage_missing, second_stage_missing,
 * second_plan_differs, final_tie.
 */
export function computeRanking(context: Context, programmeId: string, stage: Stage): Promise<Ranked> {
  return transact(context, (tx) => rankingOf(tx, context, programmeId, stage))
}

/**
 * Publishes what was looked at, once and for all; a correction is another version with its reason. Refuses as
 * `computeRanking` does, and with ranking_changed, reason_missing, objections_short; the final stage with
 * second_own_scores, for whoever recorded scores of it.
 */
export function publishRanking(context: Context, input: z.output<typeof announceInput>): Promise<{ id: string }> {
  const { agencyId, accountId, name } = context.actor
  const { id: programmeId, stage, fingerprint, objectionsUntil } = input
  return transact(context, async (tx) => {
    await lockRanking(tx, programmeId, agencyId)
    const ranked = await rankingOf(tx, context, programmeId, stage)
    const own = stage === 'final' ? await ownScores(tx, context, programmeId) : 0
    if (own > 0) throw new Refusal('second_own_scores', { count: own })
    if (ranked.fingerprint !== fingerprint) throw new Refusal('ranking_changed')
    const reason = ranked.version === 1 ? null : input.reason
    if (reason !== null && reason.length < 5) throw new Refusal('invalid', {}, { reason: 'reason_missing' })
    if (objectionsUntil < objectionsEnd(await todayOf(tx, context))) {
      throw new Refusal('invalid', {}, { objectionsUntil: 'objections_short' })
    }
    const heads = ranked.formations.map(({ lines: _, ...head }) => head)
    const [added] = await tx.execute<{ id: string }>(sql`
      insert into exam_announcements (programme_id, agency_id, stage, version, reason, programme, formations,
        objections_until, published_by, published_name, published_at)
      values (${programmeId}, ${agencyId}, ${stage}, ${ranked.version}, ${reason}, ${JSON.stringify(ranked.programme)}::jsonb,
        ${JSON.stringify(heads)}::jsonb, ${objectionsUntil}, ${accountId}, ${name}, ${context.now.toISOString()})
      returning id`)
    if (!added) throw new Error('the announcement came back empty')
    const lines = ranked.formations.flatMap(({ code, lines }) =>
      lines.map(({ number, ...line }) => ({ formation: code, number, line })),
    )
    await tx.execute(sql`
      insert into exam_announcement_lines (announcement_id, position, agency_id, formation, number, line)
      select ${added.id}::uuid, n, ${agencyId}, l ->> 'formation', l ->> 'number', l -> 'line'
      from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) with ordinality as x (l, n)`)
    const after = { stage, version: ranked.version, lines: lines.length, fingerprint }
    const subject = { agencyId, subjectId: programmeId, reason }
    await recordAudit(tx, context, 'exam.announce', null, after, subject)
    return { id: added.id }
  })
}

async function todayOf(tx: Tx, { actor, now }: Context): Promise<string> {
  const [agency] = await tx.execute<{ zone: string }>(sql`
    select time_zone as zone from agencies where id = ${actor.agencyId}`)
  return civilDateIn(agency?.zone ?? 'Asia/Jakarta', now)
}

type ProgrammeRow = {
  code: string
  name: string
  sections: Section[]
  ranking: { tieBreak: string[]; perVacancy: number } | null
  weightPercent: number
  hasGrades: boolean
  open: number
  closed: number
  version: number
}

async function rankingOf(tx: Tx, { actor }: Context, programmeId: string, stage: Stage): Promise<Ranked> {
  const { agencyId } = actor
  const [row] = await tx.execute<ProgrammeRow>(sql`
    select code, name, sections, ranking, weight_percent as "weightPercent",
      exists (select from exam_passing_grades where programme_id = p.id) as "hasGrades",
      (select count(*)::int from exam_sessions where programme_id = p.id and agency_id = ${agencyId}
        and state not in ('closed', 'void')) as open,
      (select count(*)::int from exam_sessions where programme_id = p.id and agency_id = ${agencyId}
        and state = 'closed') as closed,
      (select coalesce(max(version), 0) + 1 from exam_announcements where programme_id = p.id
        and agency_id = ${agencyId} and stage = ${stage}) as version
    from exam_programmes p where id = ${programmeId}`)
  if (!row || row.open + row.closed === 0) throw new Refusal('not_found')
  if (row.open > 0) throw new Refusal('sessions_open', { count: row.open })
  if (!row.ranking) throw new Refusal('not_ranked')
  const programme: AnnouncedProgramme = {
    ...row.ranking,
    code: row.code,
    name: row.name,
    maximum: row.sections.reduce((sum, { itemCount, pointsPerItem }) => sum + itemCount * pointsPerItem, 0),
    weightPercent: row.weightPercent,
  }
  const heads = await formationsOf(tx, programmeId, agencyId, row.hasGrades)
  const { tests } = await planOf(tx, agencyId, programmeId)
  const formations =
    stage === 'first'
      ? await firstStage(tx, programmeId, agencyId, heads, programme)
      : await finalStage(tx, programmeId, agencyId, heads, programme, tests)
  const second = stage === 'final' && tests.length > 0 ? { second: tests.map(announcedTest) } : {}
  const whole = { programme: { ...programme, ...second }, formations, version: row.version }
  return { ...whole, fingerprint: hashOf(whole) }
}

function announcedTest({ programme, ...test }: PlannedTest): AnnouncedTest {
  return { ...test, programme: programme?.code ?? null }
}

type Head = Omit<AnnouncedFormation, 'lines'>

async function formationsOf(tx: Tx, programmeId: string, agencyId: number, needsGrade: boolean): Promise<Head[]> {
  const rows = await tx.execute<Omit<Head, 'grade'> & { grade: (Head['grade'] & { isConfirmed: boolean }) | null }>(sql`
    select f.code, f.position_name as "positionName", f.education, f.location, f.formation_kind as kind, f.vacancies,
      (select coalesce(jsonb_agg(a.id order by a.id), '[]') from exam_receipts r
        join exam_attempts a on a.id = r.attempt_id join exam_candidates c on c.id = a.candidate_id
        where c.formation_id = f.id and (c.is_disqualified or a.state = 'disqualified')) as disqualified,
      (select coalesce(jsonb_agg(jsonb_build_object('attempt', a.id, 'isAbsent', a.state = 'absent') order by a.id), '[]')
        from exam_receipts r
        join exam_attempts a on a.id = r.attempt_id join exam_candidates c on c.id = a.candidate_id
        where c.formation_id = f.id and r.receipt ->> 'disqualifiedAt' is not null
          and not (c.is_disqualified or a.state = 'disqualified')) as reinstated,
      (select coalesce(jsonb_agg(jsonb_build_object('attempt', a.id, 'from', r.receipt #>> '{formation,code}')
          order by a.id), '[]') from exam_receipts r
        join exam_attempts a on a.id = r.attempt_id join exam_candidates c on c.id = a.candidate_id
        where c.formation_id = f.id and r.receipt #>> '{formation,code}' <> f.code) as moved,
      (select to_jsonb(g) from (
        select minimum_by_section as "minimumBySection", minimum_total as "minimumTotal", fill_total as "fillTotal", source,
          is_confirmed as "isConfirmed"
        from exam_passing_grades
        where programme_id = f.programme_id and formation_kind = f.formation_kind and job_group in (f.job_group, '')
        order by job_group desc limit 1) g) as grade
    from exam_formations f where f.programme_id = ${programmeId} and f.agency_id = ${agencyId} order by f.code`)
  return rows.map(({ grade, ...head }) => {
    if (!grade && needsGrade) throw new Refusal('grade_missing', { formation: head.code })
    if (grade && !grade.isConfirmed) throw new Refusal('grade_unconfirmed', { formation: head.code })
    const { isConfirmed: _, ...own } = grade ?? { isConfirmed: true, ...NO_GRADE }
    return { ...head, grade: own }
  })
}

const NO_GRADE: Head['grade'] = { minimumBySection: {}, minimumTotal: null, fillTotal: null, source: '' }

async function firstStage(
  tx: Tx,
  programmeId: string,
  agencyId: number,
  heads: readonly Head[],
  programme: AnnouncedProgramme,
): Promise<AnnouncedFormation<FinalLine>[]> {
  const people = await tx.execute<Examined & { formation: string }>(sql`
    select f.code as formation, c.number,
      ${isDisqualified(sql`c`)} as "isDisqualified",
      (select o.scores from exam_attempts a join exam_scores o on o.attempt_id = a.id
        where a.candidate_id = c.id and a.state = 'finished' limit 1) as scores
    from exam_candidates c join exam_formations f on f.id = c.formation_id
    where c.programme_id = ${programmeId} and c.agency_id = ${agencyId} order by c.number`)
  return heads.map((head) => {
    const own = people.filter(({ formation }) => formation === head.code)
    const lines = rankFormation(own, head.vacancies, head.grade, programme)
    return { ...head, lines: lines.map((line) => ({ ...line, tests: [], final: null })) }
  })
}

type SecondRow = Omit<SecondExamined, 'tests'> & {
  candidate: string
  formation: string
  scores: SectionScores
  tests: RecordedTest[] | null
  isKnown: boolean
}

async function finalStage(
  tx: Tx,
  programmeId: string,
  agencyId: number,
  heads: readonly Head[],
  programme: AnnouncedProgramme,
  plan: readonly PlannedTest[],
): Promise<AnnouncedFormation<FinalLine>[]> {
  const people = await tx.execute<SecondRow>(sql`
    with first as (
      select id from exam_announcements where programme_id = ${programmeId} and agency_id = ${agencyId}
        and stage = 'first' order by version desc limit 1
    )
    select c.id as candidate, l.formation, c.number, l.line -> 'scores' as scores, c.diploma_hundredths as "diplomaHundredths",
      c.born_on as "bornOn", ${isDisqualified(sql`c`)} as "isDisqualified", s.tests, s.candidate_id is not null as "isKnown"
    from exam_announcement_lines l join first on first.id = l.announcement_id
    join exam_candidates c on c.programme_id = ${programmeId} and c.agency_id = ${agencyId} and c.number = l.number
    left join exam_second_scores s on s.candidate_id = c.id
    where l.line ->> 'result' = 'P/L' order by l.position`)
  if (people.length === 0) throw new Refusal('first_stage_missing')
  const unknown = people.filter(({ isKnown, isDisqualified }) => !isKnown && !isDisqualified).length
  if (unknown > 0) throw new Refusal('second_stage_missing', { count: unknown })
  const others = people.filter(({ tests }) => plan.length > 0 && tests && !isOfPlan(tests, plan)).length
  if (others > 0) throw new Refusal('second_plan_differs', { count: others })
  const out = new Set<string>()
  for (const { programme: held } of plan) {
    if (held) for (const each of await heldOut(tx, agencyId, held, people)) out.add(each)
  }
  return heads.map((head) => {
    const own = people.filter(({ formation }) => formation === head.code)
    const examined = own.map(({ candidate, tests, ...person }) => {
      const told = tests?.map(({ attempt: _, ...test }) => test) ?? null
      return { ...person, tests: told, isDisqualified: person.isDisqualified || out.has(candidate) }
    })
    return { ...head, lines: rankFinal(examined, head.vacancies, programme) }
  })
}
