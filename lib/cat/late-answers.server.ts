import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { examLateAnswers } from '@/db/schema/cat-exam'
import { visitorContext } from '@/lib/auth/actor'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { choicesLine, type lateAnswers } from '@/lib/cat/late-answers'
import type { Paper } from '@/lib/cat/paper'
import { Refusal } from '@/lib/refusal'

/** More pieces than devices of one attempt ever have. */
const MOST_PIECES = 20

/**
 * Keeps what a device of the attempt could not send before the end, or before another device answered: an incident for
 * the supervisor, with the seat at which they were chosen, never part of the score. The same piece sent again is kept once. Answers at how many questions the
 * server had not taken them. Refuses with not_found, superseded_device, wrong_state while they could still be sent as
 * answers, no_such_item, no_such_option, too_many_late_answers.
 */
export function keepLateAnswers(
  { attemptId, epoch: holder }: AttemptClaim,
  { epoch, changes }: z.output<typeof lateAnswers>,
  now: Date,
): Promise<{ kept: number }> {
  return transact(visitorContext('exam', now), async (tx) => {
    const [attempt] = await tx.execute<Attempt>(sql`
      select a.agency_id as "agencyId", a.state, a.epoch, p.paper, coalesce((
          select l ->> 'place' from jsonb_array_elements(a.left_seats) with ordinality as o(l, n)
          where (l ->> 'epoch')::int >= ${epoch} order by n limit 1
        ), r.name || ' ' || a.seat, '') as seat,
        coalesce((select max(client_seq) from exam_answer_events where attempt_id = a.id and epoch = ${epoch}), 0) as taken
      from exam_attempts a join exam_papers p on p.attempt_id = a.id left join exam_rooms r on r.id = a.room_id
      where a.id = ${attemptId} for update of a`)
    if (!attempt) throw new Refusal('not_found')
    if (epoch > holder) throw new Refusal('superseded_device')
    const hasEnded = ['finished', 'disqualified', 'void'].includes(attempt.state)
    if (!hasEnded && epoch >= attempt.epoch) throw new Refusal('wrong_state', { state: attempt.state, event: 'late' })

    const late = changes.filter(({ seq }) => seq > attempt.taken)
    if (late.length === 0) return { kept: 0 }
    const kept = new Set(late.map(({ item }) => item)).size
    const choices = choicesLine(late, attempt.paper)
    const digest = createHash('sha256')
      .update(JSON.stringify([epoch, late]))
      .digest('hex')
    const known = await tx.execute<{ digest: string }>(sql`
      select digest from exam_late_answers where attempt_id = ${attemptId}`)
    if (known.some((piece) => piece.digest === digest)) return { kept }
    if (known.length >= MOST_PIECES) throw new Refusal('too_many_late_answers')
    const { agencyId, seat } = attempt
    const row = { attemptId, agencyId, epoch, digest, changes: late, choices, seat, receivedAt: now }
    await tx.insert(examLateAnswers).values(row)
    return { kept }
  })
}

type Attempt = { agencyId: number; state: string; epoch: number; paper: Paper; seat: string; taken: number }
