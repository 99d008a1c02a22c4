import 'server-only'
import { randomInt } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { accounts, recoveryCodes } from '@/db/schema/access'
import { fingerprint, seal, unseal } from '@/lib/auth/secret.server'
import { acceptedStep } from '@/lib/auth/totp'

const RECOVERY_CODES = 10
/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

export type SecondFactor = 'totp' | 'recovery_code'

/** Spends a code of the authenticator or a recovery code; undefined when it is neither, or used already. */
export async function spendCode(
  tx: Tx,
  accountId: string,
  typed: string,
  now: Date,
): Promise<SecondFactor | undefined> {
  const code = typed.toLowerCase().replace(/[\s-]/g, '')
  const [account] = await tx
    .select({ totpSecret: accounts.totpSecret, lastStep: accounts.totpLastStep })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('update')
  if (!account?.totpSecret) return undefined
  if (!/^\d{6}$/.test(code)) return (await spendRecoveryCode(tx, accountId, code, now)) ? 'recovery_code' : undefined

  const step = acceptedStep(unseal('totp', accountId, account.totpSecret), code, now, account.lastStep)
  if (step === undefined) return undefined
  await tx.update(accounts).set({ totpLastStep: step }).where(eq(accounts.id, accountId))
  return 'totp'
}

/** Stores an authenticator whose first code has been shown to be right, and answers the ten recovery codes once. */
export async function storeSecondFactor(tx: Tx, accountId: string, secret: string, step: number): Promise<string[]> {
  const totpSecret = seal('totp', accountId, secret)
  await tx.update(accounts).set({ totpSecret, totpLastStep: step }).where(eq(accounts.id, accountId))
  return replaceRecoveryCodes(tx, accountId)
}

/** Ten new codes; the old ones stop working. */
export async function replaceRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId))
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ accountId, codeHash: hashOf(accountId, code) })))
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(tx: Tx, accountId: string): Promise<number> {
  return tx.$count(recoveryCodes, and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)))
}

async function spendRecoveryCode(tx: Tx, accountId: string, code: string, now: Date): Promise<boolean> {
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCodes.accountId, accountId),
        eq(recoveryCodes.codeHash, hashOf(accountId, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ accountId: recoveryCodes.accountId })
  return used.length > 0
}

/** 49 random bits: enough beside the throttle, short enough to type. */
function newRecoveryCode(): string {
  return Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

function hashOf(accountId: string, code: string): string {
  return fingerprint('recovery code', `${accountId} ${code}`)
}
