import { forget, type KeptDays, readAll, remove, type Waiting, type WaitingEvidence } from './device'

type Piece = Pick<WaitingEvidence, 'key' | 'entryId'>

/** How many entries and pieces of evidence are on this device alone. Evidence of entries that never came to be goes. */
export async function countWaiting(): Promise<number> {
  const outbox = await readAll<Waiting>('outbox')
  const pieces = await readAll<WaitingEvidence>('evidence')
  const kept = await readAll<KeptDays | null>('days', () => [null])
  const entries = [
    ...outbox.map(({ key }) => key),
    ...kept.flatMap((own) => own?.days.entries.map(({ id }) => id) ?? []),
  ]
  const left = kept.includes(null) ? [] : abandoned(pieces, entries) // of days that cannot be read nothing is known
  for (const { key } of left) await remove('evidence', key)
  return outbox.length + pieces.length - left.length
}

/** Evidence of entries that neither wait nor are at the server: of a draft that its writer left. */
export function abandoned<P extends Piece>(pieces: readonly P[], entries: readonly string[]): P[] {
  return pieces.filter(({ entryId }) => !entries.includes(entryId))
}

/** Takes what was asked of the server, and drafts, off the device. What waits stays: it is nowhere else. */
export async function forgetDays(): Promise<void> {
  await forget(['days', 'drafts', 'favourites'])
}
