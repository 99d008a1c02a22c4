import type { RoomWork } from '@/lib/cat/room'
import type { Aside, Change, Kept } from './device'

/**
 * What a device goes on with: what it kept, over what the server holds. Changes that were never acknowledged are
 * numbered on from what the server has of this device, under whatever epoch it writes now. Where another device has
 * answered since, they are kept aside: nobody knows which of two answers was meant, and neither may vanish.
 */
export function resumed(key: string, old: Kept | undefined, work: RoomWork): Kept {
  const isOurs = old !== undefined && old.epoch >= work.answeredEpoch
  const isAnswered = ({ seq }: Change) => old?.epoch === work.answeredEpoch && seq <= work.answeredSeq
  const unsent = old?.pending.filter((change) => !isAnswered(change)) ?? []
  const pending = isOurs ? unsent.map((change, at) => ({ ...change, seq: work.savedSeq + at + 1 })) : []
  const isForeign = old !== undefined && !isOurs && unsent.length > 0
  const areFlagsOurs = isOurs && (old.epoch === work.epoch || !old.areFlagsSent)
  return {
    key,
    epoch: work.epoch,
    seq: work.savedSeq + pending.length,
    pending,
    aside: [...(old?.aside ?? []), ...(isForeign ? [{ epoch: old.epoch, changes: unsent }] : [])],
    answers: answersWith(work.answers, pending),
    flags: areFlagsOurs ? old.flags : [...work.flags],
    areFlagsSent: !areFlagsOurs || old.areFlagsSent,
    item: old?.item ?? null,
  }
}

/** Of what the disk and the page have of one attempt, what was written last: each may lack choices of the other. */
export function newest(onDisk: Kept | undefined, inMemory: Kept | undefined): Kept | undefined {
  if (!onDisk || !inMemory) return onDisk ?? inMemory
  return (onDisk.epoch - inMemory.epoch || onDisk.seq - inMemory.seq) > 0 ? onDisk : inMemory
}

const MOST_TOGETHER = 500

/** All that the server has not acknowledged, in pieces that it takes. */
export function unsentOf({ aside, epoch, pending }: Kept): Aside[] {
  return [...aside, { epoch, changes: pending }].flatMap(({ epoch, changes }) =>
    Array.from({ length: Math.ceil(changes.length / MOST_TOGETHER) }, (_, at) => ({
      epoch,
      changes: changes.slice(at * MOST_TOGETHER, (at + 1) * MOST_TOGETHER),
    })),
  )
}

/** One more choice. */
export function choose(kept: Kept, item: number, option: string | null): void {
  kept.seq += 1
  kept.pending.push({ seq: kept.seq, item, option })
  change(kept.answers, item, option)
}

function answersWith(answers: RoomWork['answers'], changes: Kept['pending']): Kept['answers'] {
  const all = { ...answers }
  for (const { item, option } of changes) change(all, item, option)
  return all
}

function change(answers: Kept['answers'], item: number, option: string | null): void {
  if (option === null) delete answers[item]
  else answers[item] = option
}
