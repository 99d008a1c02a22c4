import type { Sql } from 'postgres'
import { type AnswerEvent, brokenAt } from '@/lib/cat/chain'
import type { Acknowledged, ScriptedCandidate } from './exam-candidate'

/** An answer is listened to for three seconds, and the seconds in it are rounded up. */
const MOST_TIME_ERROR_SECONDS = 4

export type FaultReport = {
  candidates: number
  moments: number
  acknowledged: number
  lost: number
  otherPapers: number
  wrongTimes: number // a start that moved, time that nobody gave, or a screen that was wrong
  wrongPauses: number // that gave back another time than they took
  ended: number // by the supervisor
  wrongEnds: number // not at once, not scored, or with an answer after it
  brokenChains: number
  wrongAnswers: number
}

/** What stands in the database after everything, against what the candidates know. */
export async function judged(
  owner: Sql,
  candidates: readonly ScriptedCandidate[],
  moments: number,
  wrongPauses: number,
  say: (line: string) => void,
): Promise<FaultReport> {
  const rows = await eventsOf(owner, candidates)
  const starts = await startsOf(owner, candidates)
  const pieces = await owner<{ attempt: string; epoch: number; changes: { seq: number }[] }[]>`
    select attempt_id as attempt, epoch, changes from exam_late_answers`
  const report: FaultReport = {
    candidates: candidates.length,
    moments,
    acknowledged: 0,
    lost: 0,
    otherPapers: 0,
    wrongTimes: 0,
    wrongPauses,
    ended: 0,
    wrongEnds: 0,
    brokenChains: 0,
    wrongAnswers: 0,
  }
  for (const candidate of candidates) {
    const events = rows.filter(({ attempt }) => attempt === candidate.attemptId)
    const kept = pieces.filter(({ attempt }) => attempt === candidate.attemptId)
    const start = starts.find(({ id }) => id === candidate.attemptId)
    report.acknowledged += candidate.acknowledged.length
    report.lost += candidate.acknowledged.filter((change) => !events.some((event) => isSame(event, change))).length
    report.lost += candidate.unsent.filter(
      ({ seq, epoch }) =>
        !events.some((event) => event.epoch === epoch && event.clientSeq === seq) &&
        !kept.some((piece) => piece.epoch === epoch && piece.changes.some((change) => change.seq === seq)),
    ).length
    report.otherPapers += candidate.papers.size - 1
    report.brokenChains += brokenAt(events) === undefined ? 0 : 1
    const isMoved =
      start?.at?.getTime() !== candidate.startedAt ||
      start.allowed !== candidate.allowedSeconds ||
      start.paused !== candidate.pausedSeconds
    report.wrongTimes += isMoved || candidate.timeErrors.some((error) => error > MOST_TIME_ERROR_SECONDS) ? 1 : 0

    const latest = new Map(events.map(({ item, option }) => [item, option]))
    const doubtful = new Set([...candidate.unsent.map(({ item }) => item), ...candidate.leftBehind]) // never promised
    const wrong = [...candidate.answers].filter(([item, option]) => !doubtful.has(item) && latest.get(item) !== option)
    report.wrongAnswers += wrong.length
    for (const [item, option] of wrong) say(difference(candidate, item, option, events))
    const answered = [...latest.values()].filter((option) => option !== null).length
    const counted = await candidate.finish()
    if (counted !== answered) {
      report.wrongAnswers += 1
      say(`${candidate.number}: the server counts ${counted} answers of ${answered}`)
    }
    if (candidate.endedBetween) {
      report.ended += 1
      if (!isEndedIn(candidate.endedBetween, start, events)) report.wrongEnds += 1
    }
  }
  return report
}

/** What the candidate meant with a question, what of it came to the server, and what it acknowledged. */
function difference(candidate: ScriptedCandidate, item: number, meant: string | null, events: readonly Row[]): string {
  const kept = events
    .filter((event) => event.item === item)
    .map((each) => `${each.option}@${each.epoch}.${each.clientSeq}`)
  const acknowledged = candidate.acknowledged
    .filter((each) => each.item === item)
    .map((each) => `${each.option}@${each.epoch}.${each.seq}`)
  const end = candidate.endedBetween?.to.toISOString() ?? 'never'
  return `${candidate.number}: ${item} is ${meant}, kept ${kept}, acknowledged ${acknowledged}, ended ${end}`
}

/** When the exams of these began, what time they have, and how they ended. */
export function startsOf(owner: Sql, candidates: readonly ScriptedCandidate[]) {
  return owner<Start[]>`
    select a.id, a.started_at as at, a.allowed_seconds as allowed, a.paused_seconds as paused, a.finished_at as "endedAt",
      a.finished_by as "endedBy", o.attempt_id is not null as "isScored"
    from exam_attempts a left join exam_scores o on o.attempt_id = a.id
    where a.id = any(${candidates.map(({ attemptId }) => attemptId)}::uuid[])`
}

type Start = {
  id: string
  at: Date | null
  allowed: number
  paused: number
  endedAt: Date | null
  endedBy: string | null
  isScored: boolean
}

type Row = AnswerEvent & { link: string; epoch: number; clientSeq: number }

async function eventsOf(owner: Sql, candidates: readonly ScriptedCandidate[]): Promise<Row[]> {
  const rows = await owner<(Omit<Row, 'ts'> & { at: string })[]>`
    select attempt_id as attempt, seq, epoch, client_seq as "clientSeq", item, option, at::text, link
    from exam_answer_events where attempt_id = any(${candidates.map(({ attemptId }) => attemptId)}::uuid[])
    order by attempt_id, seq`
  return rows.map(({ at, ...event }) => ({ ...event, ts: new Date(Number(at)).toISOString() }))
}

function isEndedIn({ from, to }: { from: Date; to: Date }, start: Start | undefined, events: readonly Row[]): boolean {
  const { endedAt, endedBy, isScored } = start ?? {}
  if (!endedAt || endedBy !== 'supervisor' || !isScored) return false
  const isAtOnce = endedAt >= new Date(from.getTime() - 1) && endedAt <= new Date(to.getTime() + 1)
  return isAtOnce && events.every(({ ts }) => new Date(ts) <= to)
}

function isSame(event: Row, change: Acknowledged): boolean {
  return (
    event.epoch === change.epoch &&
    event.clientSeq === change.seq &&
    event.item === change.item &&
    event.option === change.option
  )
}
