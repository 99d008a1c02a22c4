import 'server-only'
import { eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import seeded from '@/db/seed/accounts.json'
import { type Role, systemContext } from '@/lib/auth/actor'
import { unseal } from '@/lib/auth/secret.server'
import type { Session } from '@/lib/auth/sessions.server'
import { codeAt, stepAt } from '@/lib/auth/totp'

export type DemonstrationAccount = { userId: string; role: Role; name: string }

/** Only the launcher turns it on, and only over its own embedded database. */
function isDemonstration(): boolean {
  return process.env.DEMONSTRATION === 'on'
}

/** The accounts of the demonstration agency with their one password, or undefined anywhere else. */
export function demonstrationAccounts(): { password: string; accounts: DemonstrationAccount[] } | undefined {
  return isDemonstration()
    ? { password: seeded.password, accounts: seeded.accounts as DemonstrationAccount[] }
    : undefined
}

/** The next unused code of a demonstration account, so that nobody needs a telephone to try the product. */
export async function demonstrationCode(session: Session, now: Date): Promise<string | undefined> {
  if (!isDemonstration() || !session.isDemonstration) return undefined
  const [account] = await transact(systemContext('demonstration', now), (tx) =>
    tx
      .select({ secret: accounts.totpSecret, lastStep: accounts.totpLastStep })
      .from(accounts)
      .where(eq(accounts.id, session.accountId)),
  )
  if (!account?.secret) return undefined
  const step = Math.max(stepAt(now), (account.lastStep ?? 0) + 1)
  return codeAt(unseal('totp', session.accountId, account.secret), step)
}
