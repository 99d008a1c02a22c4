import type { Evidence } from '@/lib/kinerja/evidence-piece'
import type { WaitingEvidence } from './device'
import { ask, Refused, upload } from './server'
import { evidence } from './waiting-rows'

let pieces: readonly WaitingEvidence[] = []
const listeners = new Set<() => void>()

export function waitingEvidence(): readonly WaitingEvidence[] {
  return pieces
}

export function watchEvidence(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(changed: readonly WaitingEvidence[]): void {
  pieces = changed
  for (const listener of listeners) listener()
}

export async function readEvidence(owner: string): Promise<void> {
  change((await evidence.read()).filter((piece) => piece.owner === owner))
}

/** Keeps a piece on the device until its entry and then itself is at the server. */
export async function keepEvidence(piece: WaitingEvidence): Promise<void> {
  await evidence.keep(piece)
  change([...pieces.filter(({ key }) => key !== piece.key), piece])
}

export async function dropEvidence(key: string): Promise<void> {
  await evidence.drop(key)
  change(pieces.filter((piece) => piece.key !== key))
}

/** Drops what was kept for an entry that is let go. */
export async function dropEvidenceOf(entryId: string): Promise<void> {
  for (const piece of pieces.filter((each) => each.entryId === entryId)) await dropEvidence(piece.key)
}

/** Takes a piece away from an entry at the server. */
export async function detach(id: string, entryId: string): Promise<void> {
  await ask('lepas', { id, entryId })
}

/**
 * Sends what belongs to entries that the server has; a whole piece again when the connection broke in the middle. Throws
 * what a lost connection throws; what the server refuses stays with its reason.
 */
export async function sendEvidence(isThere: (entryId: string) => boolean, sent: (piece: WaitingEvidence) => void) {
  for (const piece of pieces.filter(({ entryId, trouble }) => !trouble && isThere(entryId))) {
    try {
      await upload(piece)
      sent(piece)
      await dropEvidence(piece.key)
    } catch (error) {
      if (!(error instanceof Refused) || error.code === 'sign_in_required') throw error
      await keepEvidence({ ...piece, trouble: error.reason })
    }
  }
}

export function asEvidence({ key, kind, name, url, sizeBytes }: WaitingEvidence): Evidence {
  return { id: key, kind, name, url, sizeBytes }
}
