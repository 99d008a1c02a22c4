import 'server-only'
import { eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import seeded from '@/db/seed/accounts.json'
import { type Role, systemContext } from '@/lib/auth/actor'
import { unseal } from '@/lib/auth/secret.server'
import type { Session } from '@/lib/auth/sessions.server'
import { codeAt, stepAt } from '@/lib/auth/totp'

type DemonstrationAccount = { userId: string; role: Role; name: string }

/** Only the launcher turns it on, and only over its own embedded database. */
function isDemonstration(): boolean {
  return process.env.DEMONSTRATION === 'on'
}

/** What people of the demonstration do, in the order in which a newcomer would try it. */
const groups = {
  agency: ['mutation_officer', 'agency_approver', 'agency_signer'],
  bkn: ['bkn_verifier', 'bkn_signer'],
  performance: ['employee', 'appraiser', 'performance_officer'],
  exam: ['exam_manager', 'exam_registrar', 'exam_supervisor', 'item_writer', 'item_reviewer'],
  reports: ['wbs_officer'],
  control: ['bkn_admin', 'auditor'],
} as const satisfies Record<string, readonly Role[]>

export type DemonstrationGroup = keyof typeof groups

/** The accounts of the demonstration by what people do, with their one password, or undefined anywhere else. */
export function demonstrationAccounts() {
  if (!isDemonstration()) return undefined
  const accounts = seeded.accounts as DemonstrationAccount[]
  const grouped = (Object.keys(groups) as DemonstrationGroup[]).map((group) => ({
    group,
    accounts: groups[group].flatMap((role) => accounts.filter((account) => account.role === role)),
  }))
  return { password: seeded.password, groups: grouped }
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
