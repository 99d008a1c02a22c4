import { canonical } from '@/lib/canonical-json'
import type { CivilDate } from '@/lib/civil-date'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'

/** Pencabutan, as the reporter signed it; `after` is the number of the last message that they saw. */
export type Withdrawal = { on: CivilDate; after: number; signature: string }

const PURPOSE = 'withdrawal'

export function signWithdrawal(report: string, said: Omit<Withdrawal, 'signature'>, key: SigningKey): Withdrawal {
  return { ...said, signature: sign(key, PURPOSE, textOf(report, said)) }
}

/** Whether the key of the reporter signed that this report is taken back. */
export function isWithdrawalOf(report: string, withdrawal: Withdrawal, reporterKey: string): boolean {
  return isSigned(reporterKey, PURPOSE, textOf(report, withdrawal), withdrawal.signature)
}

/**
 * Whether a report stands as its reporter signed that it is taken back, whatever the server says of it: a decision that came
 * later, to go on with it, has led it on, and the old signature is of no use any more.
 *
 * @param decided the number of the last message that decided something
 */
export function isWithdrawn(
  report: string,
  withdrawal: Withdrawal | null,
  { reporterKey, decided }: { reporterKey: string; decided: number },
): boolean {
  return withdrawal !== null && decided <= withdrawal.after && isWithdrawalOf(report, withdrawal, reporterKey)
}

function textOf(report: string, { on, after }: Omit<Withdrawal, 'signature'>): string {
  return canonical({ report, on, after })
}
