import { canonical } from '@/lib/canonical-json'
import { type CivilDate, daysBetween } from '@/lib/civil-date'
import type { Manifest } from '@/lib/wbs/manifest'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'
import { areHands, isHandler } from '@/lib/wbs/steps'
import { STATING_HANDS, type UnreadableReason } from '@/lib/wbs/unreadable-reasons'

/** What one reader states of a report that has no conversation to say it in; `by` is a key of the manifest. */
export type UnreadableStatement = { by: string; reason: UnreadableReason; on: CivilDate; signature: string }

export function signUnreadable(
  report: string,
  { reason, on }: Pick<UnreadableStatement, 'reason' | 'on'>,
  key: SigningKey,
): string {
  return sign(key, 'unreadable', canonical({ report, reason, on }))
}

/** That a report opens after all, as one reader signed it. */
export type Retraction = Pick<UnreadableStatement, 'by' | 'on' | 'signature'>

export function signRetraction(report: string, on: CivilDate, key: SigningKey): string {
  return sign(key, 'unreadable|retracted', canonical({ report, on }))
}

/** Whether somebody of the list who handles reports signed that this one opens after all, with a key that runs. */
export function isRetracted(report: string, { by, on, signature }: Retraction, { keys }: Manifest): boolean {
  const key = keys.find(({ id, until }) => id === by && until === null)
  if (!key || !isHandler(key.roles)) return false
  return isSigned(key.sign, 'unreadable|retracted', canonical({ report, on }), signature)
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

/**
 * How many days apart two statements may be to count as one finding: long enough for leave and a reminder, too short for
 * one that was forgotten and is true no more.
 */
export const STATEMENT_DAYS = 14

/**
 * The statements that count: two of the same reason, by two different people in the functions that it needs, at most
 * `STATEMENT_DAYS` apart; none where there are no such two, whatever the server says.
 */
export function statedByTwo(
  report: string,
  statements: readonly UnreadableStatement[],
  manifest: Manifest,
): UnreadableStatement[] {
  const signed = statements.filter((statement) => isStated(report, statement, manifest))
  for (const [index, one] of signed.entries())
    for (const other of signed.slice(index + 1)) if (isOneFinding(one, other, manifest)) return [one, other]
  return []
}

function isOneFinding(one: UnreadableStatement, other: UnreadableStatement, { keys }: Manifest): boolean {
  const people = [one, other].flatMap(({ by }) => keys.filter(({ id }) => id === by))
  const isNear = Math.abs(daysBetween(one.on, other.on)) <= STATEMENT_DAYS
  return one.reason === other.reason && isNear && areHands(STATING_HANDS[one.reason], people)
}
