import 'server-only'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { accounts, sessions } from '@/db/schema/access'
import { systemContext } from '@/lib/auth/actor'

/** Language and appearance that the person of a session chose, wherever they sign in. */
export async function chosenBy(id: string | undefined) {
  if (!id) return undefined
  const now = new Date()
  return transact(systemContext('preferences', now), async (tx) => {
    const [row] = await tx
      .select({ theme: accounts.theme, locale: accounts.locale })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.accountId))
      .where(and(eq(sessions.id, id), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
    return row
  })
}
