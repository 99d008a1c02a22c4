import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import {
  type AnnouncedFormation,
  type AnnouncedProgramme,
  type Examined,
  type FinalLine,
  isOut,
  rankFormation,
  type Stage,
} from '@/lib/cat/announcement'
import { hashOf } from '@/lib/cat/disclosure'
import { countedScore } from '@/lib/cat/earlier-score'
import { earlierScores } from '@/lib/cat/earlier-score.server'
import type { Move } from '@/lib/cat/fill'
import { fillRules, rankFinalStage } from '@/lib/cat/final-stage.server'
import type { FinalTie } from '@/lib/cat/final-tie'
import { isDisqualified } from '@/lib/cat/kept-out.server'
import { gradeOf, OWN_GRADE } from '@/lib/cat/passing-grade.server'
import { highestScore, type Section } from '@/lib/cat/programme'
import type { RankingPolicy } from '@/lib/cat/ranking'
import { ruledNumbers, withdrawnNumbers } from '@/lib/cat/ruling.server'
import type { AnnouncedTest, PlannedTest } from '@/lib/cat/second-plan'
import { planOf } from '@/lib/cat/second-plan.server'
import { Refusal } from '@/lib/refusal'

export type Ranked = {
  programme: AnnouncedProgramme
  formations: AnnouncedFormation<FinalLine>[]
  version: number // that it would be published as
  fingerprint: string // of everything above
  ties: FinalTie[] // that two people have to decide before it is published
  moves: Move[] // into vacancies that were left, with what explains each
  unconfirmed: number // rules for such moves that nobody confirmed, and that move nobody
}

/**
 * The ranking of a stage as it would be published now. Refuses with not_found, sessions_open, not_ranked,
 * grade_missing, grade_unconfirmed; the final stage also as `rankFinalStage` does.
 */
export function computeRanking(context: Context, programmeId: string, stage: Stage): Promise<Ranked> {
  return transact(context, (tx) => rankingOf(tx, context, programmeId, stage))
}

type ProgrammeRow = {
  code: string
  name: string
  sections: Section[]
  ranking: Omit<RankingPolicy, 'fillTotal'> | null
  isConfirmed: boolean
  weightPercent: number
  hasGrades: boolean
  open: number
  closed: number
  version: number
}

export async function rankingOf(tx: Tx, { actor }: Context, programmeId: string, stage: Stage): Promise<Ranked> {
  const { agencyId } = actor
  const [row] = await tx.execute<ProgrammeRow>(sql`
    select code, name, sections, ranking, weight_percent as "weightPercent", is_confirmed as "isConfirmed",
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
  const { earlier, ...ranking } = row.ranking
  const programme: AnnouncedProgramme = {
    ...ranking,
    ...(earlier && row.isConfirmed ? { earlier } : {}),
    code: row.code,
    name: row.name,
    maximum: highestScore(row.sections),
    weightPercent: row.weightPercent,
  }
  const heads = await formationsOf(tx, programmeId, agencyId, row.hasGrades)
  const { tests } = await planOf(tx, agencyId, programmeId)
  if (stage === 'first') return asRanked(programme, await firstStage(tx, programmeId, agencyId, heads, programme), row)
  const { rules, unconfirmed } = await fillRules(tx, programmeId)
  const second = tests.length > 0 ? { second: tests.map(announcedTest) } : {}
  const whole = { ...programme, ...second, ...(rules.length > 0 ? { fill: rules } : {}) }
  const final = await rankFinalStage(tx, { programmeId, agencyId }, heads, whole, tests)
  const ties = final.decided.length > 0 ? { ties: final.decided } : {}
  return {
    ...asRanked({ ...whole, ...ties }, final.formations, row),
    ties: final.ties,
    moves: final.moves,
    unconfirmed,
  }
}

function asRanked(
  programme: AnnouncedProgramme,
  formations: AnnouncedFormation<FinalLine>[],
  { version }: ProgrammeRow,
): Ranked {
  const whole = { programme, formations, version }
  return { ...whole, fingerprint: hashOf(whole), ties: [], moves: [], unconfirmed: 0 }
}

function announcedTest({ programme, ...test }: PlannedTest): AnnouncedTest {
  return { ...test, programme: programme?.code ?? null }
}

type Head = Omit<AnnouncedFormation, 'lines'>

const RANKING_GRADE = sql`${OWN_GRADE}, g.fill_total as "fillTotal", g.is_confirmed as "isConfirmed"`

async function formationsOf(tx: Tx, programmeId: string, agencyId: number, needsGrade: boolean): Promise<Head[]> {
  const isBarred = isDisqualified(sql`c`, { programmeId, agencyId })
  const rows = await tx.execute<
    Omit<Head, 'grade' | 'withdrawn'> & {
      withdrawn: string[] | null
      grade: (Head['grade'] & { isConfirmed: boolean }) | null
    }
  >(sql`
    select f.code, f.position_name as "positionName", f.education, f.location, f.formation_kind as kind, f.vacancies,
      (select coalesce(jsonb_agg(a.id order by a.id), '[]') from exam_receipts r
        join exam_attempts a on a.id = r.attempt_id join exam_candidates c on c.id = a.candidate_id
        where c.formation_id = f.id and ${isBarred}) as disqualified,
      (select jsonb_agg(a.id order by a.id) from exam_receipts r
        join exam_attempts a on a.id = r.attempt_id join exam_candidates c on c.id = a.candidate_id
        where c.formation_id = f.id and c.number in ${withdrawnNumbers({ programmeId, agencyId })}
          and not ${isBarred}) as withdrawn,
      (select coalesce(jsonb_agg(jsonb_build_object('attempt', a.id, 'isAbsent', a.state = 'absent') order by a.id), '[]')
        from exam_receipts r
        join exam_attempts a on a.id = r.attempt_id join exam_candidates c on c.id = a.candidate_id
        where c.formation_id = f.id and r.receipt ->> 'disqualifiedAt' is not null
          and not ${isBarred}) as reinstated,
      (select coalesce(jsonb_agg(jsonb_build_object('attempt', a.id, 'from', r.receipt #>> '{formation,code}')
          order by a.id), '[]') from exam_receipts r
        join exam_attempts a on a.id = r.attempt_id join exam_candidates c on c.id = a.candidate_id
        where c.formation_id = f.id and r.receipt #>> '{formation,code}' <> f.code) as moved,
      (select to_jsonb(own) from (${gradeOf(sql`f.programme_id`, sql`f`, RANKING_GRADE)}) own) as grade
    from exam_formations f where f.programme_id = ${programmeId} and f.agency_id = ${agencyId} order by f.code`)
  return rows.map(({ grade, withdrawn, ...head }) => {
    if (!grade && needsGrade) throw new Refusal('grade_missing', { formation: head.code })
    if (grade && !grade.isConfirmed) throw new Refusal('grade_unconfirmed', { formation: head.code })
    const { isConfirmed: _, ...own } = grade ?? { isConfirmed: true, ...NO_GRADE }
    return { ...head, ...(withdrawn ? { withdrawn } : {}), grade: own }
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
  const where = { programmeId, agencyId }
  const people = await tx.execute<Examined & { formation: string; attempt: string | null }>(sql`
    select f.code as formation, c.number, ${isDisqualified(sql`c`, where)} as "isDisqualified",
      c.number in ${withdrawnNumbers(where)} as "isWithdrawn", o.attempt_id as attempt, o.scores
    from exam_candidates c join exam_formations f on f.id = c.formation_id
    left join lateral (select o.attempt_id, o.scores from exam_attempts a join exam_scores o on o.attempt_id = a.id
      where a.candidate_id = c.id and a.state = 'finished' limit 1) o on true
    where c.programme_id = ${programmeId} and c.agency_id = ${agencyId} order by c.number`)
  const { earlier: rule, tieBreak } = programme
  const known = rule && (await earlierScores(tx, where, rule, ruledNumbers(where, 'earlier_score')))
  return heads.map((head) => {
    const own = people
      .filter(({ formation }) => formation === head.code)
      .map(({ formation: _, ...person }) => {
        const earlier = known?.get(person.number)
        return rule && earlier ? { ...person, ...countedScore(rule, tieBreak, person.scores, earlier) } : person
      })
    const replaced = own.flatMap(({ attempt, ...person }) =>
      attempt && 'earlier' in person && !isOut(person) ? [attempt] : [],
    )
    const lines = rankFormation(own, head.vacancies, head.grade, programme)
    const whole = replaced.length > 0 ? { ...head, replaced } : head
    return { ...whole, lines: lines.map((line) => ({ ...line, tests: [], final: null })) }
  })
}
