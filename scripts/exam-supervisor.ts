import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import type { Context } from '@/lib/auth/actor'
import { addExamTime, endAttempt, pauseExam, resumeExam } from '@/lib/cat/exam-day.server'
import type { ScriptedCandidate } from './exam-candidate'

/** Reading a clock, rounding up to a second, and the way to the database. */
const SLACK_SECONDS = 1.1
/** What may lie between the last word of a server and its end. */
const UNHEARD_SECONDS = 10
const MOST_WAITING_MS = 60_000
const PERSON = randomUUID()
const REASON = 'Gangguan di ruang ujian'

/** Somebody in charge of the hall, by the product's own commands; what is done is noted with the candidates it is done to. */
export class ScriptedSupervisor {
  /** Pauses that gave back another time than they took. */
  wrongPauses = 0

  private constructor(
    public ownerUrl: string, // the database comes back under another port each time it was killed
    private readonly sessionId: string,
    private readonly agencyId: number,
  ) {}

  static async of(ownerUrl: string, sessionId: string): Promise<ScriptedSupervisor> {
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
    const [session] = await owner<{ agency: number }[]>`
      select agency_id as agency from exam_sessions where id = ${sessionId}`
    await owner.end()
    if (!session) throw new Error('the hall has no session')
    return new ScriptedSupervisor(ownerUrl, sessionId, session.agency)
  }

  /** Stops the clocks of these, has something happen, and lets them go on. */
  async pause(candidates: readonly ScriptedCandidate[], meanwhile: () => Promise<void>): Promise<void> {
    const whom = { id: this.sessionId, attemptIds: candidates.map(({ attemptId }) => attemptId), reason: REASON }
    await this.inHand(candidates, async () => {
      const asked = performance.now()
      await pauseExam(this.context(), whom)
      const paused = performance.now()
      await meanwhile()
      const askedBack = performance.now()
      await resumeExam(this.context(), whom)
      await this.notePauses(candidates, askedBack - paused, performance.now() - asked)
    })
  }

  /** Leaves these so much time, has the server be away for longer, and lets them go on: it must have stopped their clocks. */
  async outlast(candidates: readonly ScriptedCandidate[], seconds: number, away: () => Promise<void>): Promise<void> {
    const ids = candidates.map(({ attemptId }) => attemptId)
    await this.inHand(candidates, async () => {
      const owner = postgres(this.ownerUrl, { max: 1, onnotice: () => {} })
      const left = await owner<{ id: string; allowed: number }[]>`
        update exam_attempts set allowed_seconds = extract(epoch from now() - started_at)::int - paused_seconds + ${seconds}
        where id = any(${ids}::uuid[]) returning id, allowed_seconds as allowed`
      for (const candidate of candidates)
        candidate.allowedSeconds = left.find(({ id }) => id === candidate.attemptId)?.allowed ?? 0
      const asked = performance.now()
      await away()
      const askedBack = performance.now()
      await untilPaused(owner, ids)
      await owner.end()
      await resumeExam(this.context(), { id: this.sessionId, attemptIds: ids, reason: REASON })
      await this.notePauses(candidates, askedBack - asked, performance.now() - asked + UNHEARD_SECONDS * 1000)
    })
  }

  private async notePauses(candidates: readonly ScriptedCandidate[], leastMs: number, mostMs: number): Promise<void> {
    for (const { attempt, seconds } of await this.lastPauses(candidates.map(({ attemptId }) => attemptId))) {
      const candidate = candidates.find(({ attemptId }) => attemptId === attempt)
      if (candidate) candidate.pausedSeconds += seconds
      if (seconds < leastMs / 1000 || seconds > mostMs / 1000 + SLACK_SECONDS) this.wrongPauses++
    }
  }

  /** Gives one of them more time. */
  async addTime(candidate: ScriptedCandidate): Promise<void> {
    const minutes = 1 + Math.floor(Math.random() * 5)
    await this.inHand([candidate], async () => {
      const seenSeconds = candidate.allowedSeconds
      await addExamTime(this.context(), { id: candidate.attemptId, minutes, seenSeconds, reason: REASON })
      candidate.allowedSeconds += minutes * 60
    })
  }

  /** Ends the exam of one of them, who may be in the middle of an answer. */
  async finish(candidate: ScriptedCandidate): Promise<void> {
    const from = new Date()
    await endAttempt(this.context(), { id: candidate.attemptId, reason: REASON })
    candidate.endedBetween = { from, to: new Date() }
  }

  private async inHand(candidates: readonly ScriptedCandidate[], run: () => Promise<void>): Promise<void> {
    for (const candidate of candidates) candidate.isInHand = true
    await run()
    for (const candidate of candidates) candidate.isInHand = false
  }

  private async lastPauses(ids: readonly string[]) {
    const owner = postgres(this.ownerUrl, { max: 1, onnotice: () => {} })
    const pauses = await owner<{ attempt: string; seconds: number }[]>`
      select distinct on (attempt_id) attempt_id as attempt, seconds from exam_incidents
      where attempt_id = any(${[...ids]}::uuid[]) and kind = 'resume' order by attempt_id, recorded_at desc`
    await owner.end()
    return pauses
  }

  private context(): Context {
    const scope = { kind: 'agencies', agencyIds: [this.agencyId] } as const
    const { agencyId } = this
    const name = 'Pengawas'
    return {
      actor: { accountId: PERSON, employeeId: null, name, agencyId, role: 'exam_supervisor', scope },
      now: new Date(),
    }
  }
}

async function untilPaused(owner: postgres.Sql, ids: readonly string[]): Promise<void> {
  const patience = performance.now() + MOST_WAITING_MS
  for (;;) {
    const others = await owner<{ state: string }[]>`
      select state from exam_attempts where id = any(${[...ids]}::uuid[]) and state <> 'paused'`
    if (others.length === 0) return
    if (performance.now() > patience) throw new Error(`after the outage some are ${others[0]?.state}, not paused`)
    await sleep(100)
  }
}
