import { canonical } from '@/lib/canonical-json'
import type { CivilDate } from '@/lib/civil-date'
import type { Manifest } from '@/lib/wbs/manifest'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'
import { isHandler } from '@/lib/wbs/steps'
import type { UnreadableReason } from '@/lib/wbs/unreadable-reasons'

/** What one reader states of a report that has no conversation to say it in; `by` is a key of the manifest. */
export type UnreadableStatement = { by: string; reason: UnreadableReason; on: CivilDate; signature: string }

export function signUnreadable(
  report: string,
  { reason, on }: Pick<UnreadableStatement, 'reason' | 'on'>,
  key: SigningKey,
): string {
  return sign(key, 'unreadable', canonical({ report, reason, on }))
}

/** Whether a statement about this report was signed by somebody of the list who handles reports, with a key that ran then. */
export function isStated(
  report: string,
  { by, reason, on, signature }: UnreadableStatement,
  { keys }: Manifest,
): boolean {
  const key = keys.find(({ id }) => id === by)
  if (!key || !isHandler(key.roles) || (key.until !== null && on > key.until)) return false
  return isSigned(key.sign, 'unreadable', canonical({ report, reason, on }), signature)
}

/** The statements that count, when two different people made them; none where only one did, whatever the server says. */
export function statedByTwo(
  report: string,
  statements: readonly UnreadableStatement[],
  manifest: Manifest,
): UnreadableStatement[] {
  const signed = statements.filter((statement) => isStated(report, statement, manifest))
  const holders = new Set(signed.map(({ by }) => manifest.keys.find(({ id }) => id === by)?.holder))
  return holders.size >= 2 ? signed : []
}
