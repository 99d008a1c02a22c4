import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { saveAnswers } from './answers.server'
import { aRunningSession } from './exam.fixture'
import { addExamTime, pauseExam, resumeExam } from './exam-day.server'

const database = await testDatabase()
afterEach(database.reset)

const aMoment = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const REASON = 'Gangguan listrik di gedung'

test('two thousand stand still and go on together while they answer, and each gets the same time back', async () => {
  const ids = await aRunningSession(database.owner, 2_000)
  const [session] = await database.owner<{ id: string; agencyId: number }[]>`
    select id, agency_id as "agencyId" from exam_sessions`
  const { id = '', agencyId = 0 } = session ?? {}
  const supervisor: Context = {
    actor: {
      accountId: '019a0000-0000-7000-8000-00000000000a',
      employeeId: null,
      name: 'Lestari',
      agencyId,
      role: 'exam_supervisor',
      scope: { kind: 'agencies', agencyIds: [agencyId] },
    },
    now: new Date(),
  }
  const whom = { id, attemptIds: [], reason: REASON }

  let isOver = false
  const kept = new Map<string, number>()
  /** Answers as fast as it may; during a pause it tries again. */
  const atWork = async (attemptId: string) => {
    for (let seq = 1; !isOver; ) {
      const saved = await saveAnswers(
        { attemptId, epoch: 1 },
        [{ seq, item: (seq % 110) + 1, option: 'a' }],
        new Date(),
      ).catch((error) => {
        if (error instanceof Refusal && error.code === 'exam_not_running') return undefined
        throw error
      })
      if (saved) kept.set(attemptId, seq)
      if (saved) seq += 1
      await aMoment(20)
    }
  }
  const working = Promise.all([...ids.slice(0, 100), ...ids.slice(-100)].map(atWork))
  for (let round = 1; round <= 3; round++) {
    const [, given] = await Promise.all([
      pauseExam(supervisor, whom),
      Promise.allSettled(
        ids
          .slice(0, 20)
          .map((attempt) =>
            addExamTime(supervisor, { id: attempt, minutes: 1, seenSeconds: 5_940 + round * 60, reason: REASON }),
          ),
      ),
    ])
    expect(given.filter(({ status }) => status === 'rejected')).toEqual([])
    await aMoment(300)
    await resumeExam(supervisor, whom)
    await aMoment(300)
  }
  isOver = true
  await working

  const times = await database.owner<{ seconds: number; attempts: number }[]>`
    select paused_seconds as seconds, count(*)::int as attempts from exam_attempts where state = 'running' group by 1`
  expect(times).toMatchObject([{ attempts: 2_000 }])
  const noted = await database.owner<{ kind: string; instants: number; incidents: number; seconds: number }[]>`
    select kind, count(distinct recorded_at)::int as instants, count(*)::int as incidents,
      (sum(seconds) / 2000)::int as seconds from exam_incidents where kind <> 'extra_time' group by 1 order by 1`
  expect(noted).toEqual([
    { kind: 'pause', instants: 3, incidents: 6_000, seconds: null },
    { kind: 'resume', instants: 3, incidents: 6_000, seconds: times[0]?.seconds },
  ])
  const events = await database.owner<{ id: string; last: number }[]>`
    select attempt_id as id, max(client_seq) as last from exam_answer_events group by 1`
  for (const { id: attempt, last } of events) expect(last).toBe(kept.get(attempt))
  expect(events).toHaveLength(200)
}, 60_000)
