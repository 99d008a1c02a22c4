import 'server-only'
import { eq } from 'drizzle-orm'
import type * as z from 'zod'
import { accounts, actingAssignments } from '@/db/schema/access'
import { recordAudit } from '@/lib/audit.server'
import type { accountActingInput, accountResetInput } from '@/lib/auth/account'
import { asSystem, lockAccount, subjectOf } from '@/lib/auth/accounts.server'
import type { Context } from '@/lib/auth/actor'
import { mayHold } from '@/lib/auth/scope'
import { revokeSessions } from '@/lib/auth/sessions.server'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'

/**
 * Lets an account act in a role for a post whose holder is missing or away (Plt, Plh), in place of what it acted in
 * before; its sessions end. Refuses with account_role_foreign, account_role_held or account_acting_over.
 */
export async function assignActing(context: Context, input: z.output<typeof accountActingInput>): Promise<void> {
  const { id, version, ...acting } = input
  await asSystem(context, async (tx) => {
    const account = await lockAccount(tx, context, { id, version })
    if (!mayHold(acting.role, account.kind)) throw Refusal.onField('role', 'account_role_foreign')
    if (account.roles.includes(acting.role)) throw Refusal.onField('role', 'account_role_held')
    if (acting.until < civilDateIn('Asia/Jakarta', context.now)) {
      throw Refusal.onField('until', 'account_acting_over')
    }
    const row = { ...acting, grantedAt: context.now, grantedBy: context.actor.accountId }
    await tx
      .insert(actingAssignments)
      .values({ ...row, accountId: id })
      .onConflictDoUpdate({ target: actingAssignments.accountId, set: row })
    await tx
      .update(accounts)
      .set({ version: version + 1 })
      .where(eq(accounts.id, id))
    await revokeSessions(tx, id, 'roles_changed', context.now)
    await recordAudit(tx, context, 'account.update', { acting: account.acting }, { acting }, subjectOf(account))
  })
}

/** Ends it before its last day; the account's sessions end. Refuses with wrong_state when there is none. */
export async function endActing(context: Context, { id, version, reason }: z.output<typeof accountResetInput>) {
  await asSystem(context, async (tx) => {
    const account = await lockAccount(tx, context, { id, version })
    if (!account.acting) throw new Refusal('wrong_state', { state: account.state, event: 'end_acting' })
    await tx.delete(actingAssignments).where(eq(actingAssignments.accountId, id))
    await tx
      .update(accounts)
      .set({ version: version + 1 })
      .where(eq(accounts.id, id))
    await revokeSessions(tx, id, 'roles_changed', context.now)
    const subject = { ...subjectOf(account), reason }
    await recordAudit(tx, context, 'account.update', { acting: account.acting }, { acting: null }, subject)
  })
}
