import type { EntryAnswer } from '@/lib/kinerja/entries.server'
import { type EntryInput, MOST_UNHEARD } from '@/lib/kinerja/entry-input'
import type { Waiting } from './device'

/**
 * What stays of a row of the outbox after the server's answer to what was sent of it, null for nothing. What was changed
 * while it was on its way goes again, as a change of what stands now.
 */
export function leftAfter(row: Waiting, sent: Waiting, answer: EntryAnswer & { reason?: string }): Waiting | null {
  const isSame = row.entry === sent.entry
  if (answer.answer === 'refused') {
    return { ...row, trouble: isSame ? { code: answer.code, reason: answer.reason ?? answer.code } : null }
  }
  return isSame ? null : { ...row, entry: { ...row.entry, version: answer.version }, unheard: [] }
}

/** The row when no answer to what was sent of it came: the server may have it, and is told so the next time. */
export function leftAfterSilence(row: Waiting, sent: Waiting): Waiting {
  const unheard = new Set([...(row.unheard ?? []), sent.entry.deviceAt])
  return { ...row, tries: row.tries + 1, unheard: [...unheard].slice(-MOST_UNHEARD) }
}

/** A row as it is sent: the entry, and which words on it this device sent before without hearing of them. */
export function asSent({ entry, unheard }: Waiting): EntryInput {
  return unheard && unheard.length > 0 ? { ...entry, unheard: [...unheard] } : entry
}
