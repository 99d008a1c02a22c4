import type { Decision } from '@/lib/wbs/decision'
import type { Inbox } from './own-report'
import type { Shown } from './shown'

type Event = Inbox['events'][number]
export type Line = { kind: 'event'; event: Event } | Shown

/**
 * What happened and what was said, as one story. An event is the server's word and has a day, no hour: it finds its place by
 * what was signed. Where a signed message tells the same, that stands in its place; what happened besides follows the last
 * such message, and what was said on earlier days. Every message stands, in its order, whatever the server says.
 */
export function storyOf(events: readonly Event[], shown: readonly Shown[]): Line[] {
  const left = [...shown]
  const lines: Line[] = []
  for (const event of events) {
    const told = left.findIndex((item) => tellsOf(item) === event.kind)
    if (told >= 0) {
      lines.push(...left.splice(0, told + 1))
      continue
    }
    const earlier = left.findLastIndex((item) => (dayOf(item) ?? event.on) < event.on)
    lines.push(...left.splice(0, earlier + 1), { kind: 'event', event })
  }
  return [...lines, ...left]
}

/**
 * Whether the reporter has written, or given evidence, after the clarification that was asked last, whoever says what since
 * then; the server counts it the same way. What they say of their identity is no answer.
 */
export function isAnswered(shown: readonly Shown[]): boolean {
  const asked = shown.findLastIndex(
    (item) => item.kind === 'decision' && item.isBinding && item.body.step === 'clarify',
  )
  const isOwn = (item: Shown) => (item.kind === 'message' || item.kind === 'file') && item.by === 'pelapor'
  return asked >= 0 && shown.slice(asked + 1).some(isOwn)
}

/** Whether two people stopped the conversation, and nobody opened it again. */
export function isFrozen(shown: readonly Shown[]): boolean {
  const last = shown.findLast(
    (item) => item.kind === 'decision' && item.isBinding && ['freeze', 'unfreeze'].includes(item.body.step),
  )
  return last?.kind === 'decision' && last.body.step === 'freeze'
}

/** Ended by no signed step: what the newest one came to is not what the report came to. */
const UNSIGNED_ENDS = ['withdrawn', 'unreadable']

/** What the newest signed step came to, where that ended the report. */
export function outcomeOf(shown: readonly Shown[], state: string): Decision | undefined {
  if (UNSIGNED_ENDS.includes(state)) return undefined
  const last = shown.findLast((item) => item.kind === 'decision' && item.isBinding)
  return last?.kind === 'decision' ? last.body : undefined
}

/** The kind of the event that a message makes needless. */
function tellsOf(item: Shown): string | undefined {
  if (item.kind === 'decision') return item.body.step
  if (item.kind !== 'identity') return undefined
  const { body } = item
  if (body.act === 'answered') return body.isGranted ? 'identity_granted' : 'identity_refused'
  return `identity_${body.act}`
}

function dayOf(item: Shown): string | undefined {
  if (item.kind === 'report') return item.content.writtenOn
  return item.kind === 'message' || item.kind === 'decision' || item.kind === 'file' ? item.body.on : undefined
}
