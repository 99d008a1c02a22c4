import type { Sql, TransactionSql } from 'postgres'
import type { Context } from '@/lib/auth/actor'
import { publishRanking } from '@/lib/cat/announcing.server'
import { saveAnswers } from '@/lib/cat/answers.server'
import { bestOptions, closeDay, type ExamDay, examPerson, SECOND, signIn } from '@/lib/cat/exam-day.fixture'
import { releaseSession } from '@/lib/cat/exam-day.server'
import { finishAttempt } from '@/lib/cat/finish.server'
import { startAttempt } from '@/lib/cat/room-state.server'
import { saveSecondTest } from '@/lib/cat/second-plan.server'
import { importSecondStage, secondStageTemplate, secondStageView } from '@/lib/cat/second-stage.server'
import { computeRanking } from '@/lib/cat/stage-ranking.server'

/** What two exam managers do with the results of one exam day. */
export function announcing(owner: Sql, today: () => ExamDay) {
  const manager = () => examPerson(today(), undefined, 'exam_manager')
  const colleague = () => examPerson(today(), SECOND, 'exam_manager')

  /** Everybody who is registered answers so many items right. */
  async function heldAndClosed(right: readonly number[]) {
    const { sessionId } = today()
    await releaseSession(examPerson(today()), sessionId)
    for (const [at, count] of right.entries()) {
      const claim = await signIn(at)
      await startAttempt(claim)
      const best = await bestOptions(owner, claim.attemptId)
      const changes = best.slice(0, count).map((option, n) => ({ seq: n + 1, item: n + 1, option }))
      await saveAnswers(claim, changes, new Date())
      await finishAttempt(claim, new Date())
    }
    await closeDay(examPerson(today()), sessionId)
  }

  async function publish(stage: 'first' | 'final' = 'first', reason = '', by = manager()) {
    const { programmeId } = today()
    const { fingerprint } = await computeRanking(by, programmeId, stage)
    return publishRanking(by, { id: programmeId, stage, fingerprint, objectionsUntil: '2099-12-31', reason })
  }

  /** One test by computer, of which the scores come from a table. */
  const planned = (version = 0, change: object = {}) =>
    saveSecondTest(manager(), {
      id: today().programmeId,
      version,
      name: 'CAT',
      kind: 'cat',
      heldIn: '',
      maximum: 500,
      weightPercent: 100,
      minimum: null,
      reason: '',
      remove: false,
      ...change,
    })

  /** A table of the second stage with these scores, one for each of those who went on; nobody's: absent. */
  async function bringIn(by: Context, scores: readonly number[], reason = '') {
    const { programmeId } = today()
    const { plan } = await secondStageView(manager(), programmeId)
    if (plan.version === 0) await planned()
    const template = await secondStageTemplate(manager(), programmeId)
    const lines = template.split('\r\n').map((line, at) => (at === 0 ? line : `${line}${scores[at - 1] ?? ''}`))
    return importSecondStage(by, { id: programmeId, text: lines.join('\r\n'), reason })
  }

  return { manager, colleague, heldAndClosed, publish, planned, bringIn }
}

/** The next version of what was announced last, which says the same. Written as the owner. */
export async function writeNextVersion(owner: Sql | TransactionSql, stage: 'first' | 'final'): Promise<void> {
  await owner`
    with newest as (
      select * from exam_announcements where stage = ${stage} order by version desc limit 1
    ), next as (
      insert into exam_announcements (programme_id, agency_id, stage, version, reason, programme, formations,
        objections_until, published_name, published_at)
      select programme_id, agency_id, stage, version + 1, 'Perbaikan', programme, formations, objections_until,
        published_name, now()
      from newest returning id
    )
    insert into exam_announcement_lines (announcement_id, position, agency_id, formation, number, line)
    select next.id, l.position, l.agency_id, l.formation, l.number, l.line
    from next, newest join exam_announcement_lines l on l.announcement_id = newest.id`
}
