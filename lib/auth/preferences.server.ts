import 'server-only'
import { eq } from 'drizzle-orm'
import { cookies } from 'next/headers'
import { cache } from 'react'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { chosenBy } from '@/lib/auth/chosen-preferences.server'
import type { preferencesInput } from '@/lib/auth/inputs'
import { sessionIdOfRequest } from '@/lib/auth/session.server'
import type { Locale } from '@/lib/format'
import { localeFrom, type Theme, themeFrom } from '@/lib/i18n/preferences'

/** Language and appearance of this request: what the person chose wherever they sign in, else what this browser keeps. */
export const preferences = cache(async (): Promise<{ locale: Locale; theme: Theme }> => {
  const [chosen, kept] = [await chosenBy(await sessionIdOfRequest()), await cookies()]
  return {
    locale: localeFrom(chosen?.locale ?? kept.get('locale')?.value),
    theme: themeFrom(chosen?.theme ?? kept.get('theme')?.value),
  }
})

/** Keeps a choice with the person's account. */
export async function keepPreferences(
  { actor, now }: Context,
  chosen: z.output<typeof preferencesInput>,
): Promise<void> {
  const { accountId } = actor
  if (accountId === null) return
  const context: Context = { actor: { ...actor, scope: { kind: 'system' } }, now }
  await transact(context, async (tx) => {
    await tx.update(accounts).set(chosen).where(eq(accounts.id, accountId))
    await recordAudit(tx, context, 'auth.preferences', null, chosen, { subjectId: accountId })
  })
}
