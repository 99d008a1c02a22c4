import * as z from 'zod'
import { type AnswerEvent, linkOf, type Sha256 } from '@/lib/cat/chain'
import { type AttemptTime, acceptance } from '@/lib/cat/clock'
import type { Paper } from '@/lib/cat/paper'
import { Refusal } from '@/lib/refusal'

/** A piece of a device's journal, oldest first; `seq` counts the changes of this device from 1. */
export const answerChanges = z.object({
  changes: z
    .array(
      z.object({
        seq: z.int().min(1).max(1_000_000),
        item: z.int().min(1).max(1_000),
        option: z.string().nullable(), // one of its paper, whatever they are called there; null: cleared
      }),
    )
    .min(1)
    .max(1_000),
})

export type AnswerChange = z.infer<typeof answerChanges>['changes'][number]

/**
 * Changes that one attempt may have: two a second without a rest for more than two and a half hours. No person comes
 * near it; a script with a valid sign-in would fill the disk and slow the board for everybody else.
 */
export const MOST_CHANGES = 20_000

/** What decides whether changes are taken, and what they are chained to. */
export type OpenAttempt = {
  id: string
  epoch: number
  state: string
  time: AttemptTime | null // null before the start
  isOver?: boolean // by the database's clock, which may be another one than that of the web server
  paper: Paper
  eventCount: number
  head: string
  clientSeq: number // the last one taken from the device that writes now; 0: none yet
}

export type ChainedEvent = AnswerEvent & { clientSeq: number; at: number; isLate: boolean; link: string }

/**
 * The events that changes make of an attempt. What was taken before is passed over, so that a piece of a journal may be
 * sent again; what is new begins right after it and has no gap, so that all up to the last one taken is kept. Refuses
 * everything when one of them is impossible.
 *
 * Refuses with superseded_device, exam_not_running, exam_over, no_such_item, no_such_option, changes_out_of_order,
 * changes_missing, too_many_changes.
 *
 * @param epoch of the device that sends them
 */
export function chainChanges(
  attempt: OpenAttempt,
  epoch: number,
  changes: readonly AnswerChange[],
  now: Date,
  hash?: Sha256,
): ChainedEvent[] {
  if (epoch !== attempt.epoch) throw new Refusal('superseded_device')
  if (attempt.state !== 'running' || !attempt.time) throw new Refusal('exam_not_running', { state: attempt.state })
  const accepted = acceptance(attempt.time, now)
  if (accepted === 'over' || attempt.isOver) throw new Refusal('exam_over')

  const isLate = accepted === 'late'
  const at = now.getTime()
  const ts = now.toISOString()
  let head = attempt.head
  let seq = attempt.eventCount
  let before = 0
  let taken = attempt.clientSeq
  const events: ChainedEvent[] = []
  for (const change of changes) {
    if (change.seq <= before) throw new Refusal('changes_out_of_order')
    before = change.seq
    const place = attempt.paper[change.item - 1]
    if (!place) throw new Refusal('no_such_item', { item: change.item })
    if (change.option !== null && !place.options.includes(change.option))
      throw new Refusal('no_such_option', { item: change.item })
    if (change.seq <= taken) continue
    if (change.seq !== taken + 1) throw new Refusal('changes_missing', { after: taken })
    taken = change.seq
    seq += 1
    if (seq > MOST_CHANGES) throw new Refusal('too_many_changes', { most: MOST_CHANGES })
    const { item, option } = change
    const event = { attempt: attempt.id, item, option, seq, ts, clientSeq: taken, at, isLate, link: '' }
    head = linkOf(head, event, hash)
    event.link = head
    events.push(event)
  }
  return events
}
