import type { Farewell } from '@/lib/wbs/farewell'
import type { Manifest } from '@/lib/wbs/manifest'
import type { Officer } from '@/lib/wbs/officer.server'
import { areTooFew } from '@/lib/wbs/report'

/**
 * What keeps an officer in a report, null where nothing does: whoever has a conflict leaves another reader, who goes on or
 * lets others in. Nothing presses who steps out: two people go on. Asked before a farewell is signed, and when it comes.
 *
 * @param readers holders of a running wrap, as the server knows them
 */
export function mustStay(
  reason: Farewell['reason'],
  readers: readonly string[],
  { keys }: Manifest,
  { keyIds }: Pick<Officer, 'keyIds'>,
): 'wbs_last_reader' | 'wbs_last_two' | null {
  const others = keys.filter(({ id, until }) => until === null && readers.includes(id) && !keyIds.includes(id))
  if (reason === 'conflict') return others.length > 0 ? null : 'wbs_last_reader'
  return areTooFew(others) ? 'wbs_last_two' : null
}
