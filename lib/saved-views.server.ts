import 'server-only'
import { and, asc, count, eq, ne, or } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { savedViews } from '@/db/schema/lists'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import type { SavedView, ViewInput, ViewPage } from '@/lib/saved-view'

const MOST_VIEWS = 50

/** The views of a list: one's own, and those that colleagues of the agency share. */
export async function listViews(context: Context, page: ViewPage): Promise<SavedView[]> {
  const { accountId, agencyId } = context.actor
  if (accountId === null) return []
  return transact(context, async (tx) => {
    const rows = await tx
      .select({
        id: savedViews.id,
        name: savedViews.name,
        query: savedViews.query,
        isShared: savedViews.isShared,
        accountId: savedViews.accountId,
      })
      .from(savedViews)
      .where(
        and(
          eq(savedViews.page, page),
          or(
            eq(savedViews.accountId, accountId),
            and(eq(savedViews.agencyId, agencyId), eq(savedViews.isShared, true)),
          ),
        ),
      )
      .orderBy(asc(savedViews.name))
    return rows.map(({ accountId: owner, ...view }) => ({ ...view, isOwn: owner === accountId }))
  })
}

/** Keeps a view; the same name again replaces it. Refuses too_many beyond fifty. */
export async function saveView(context: Context, input: ViewInput): Promise<void> {
  const { accountId, agencyId } = context.actor
  if (accountId === null) throw new Refusal('forbidden')
  await transact(context, async (tx) => {
    const others = and(
      eq(savedViews.accountId, accountId),
      eq(savedViews.page, input.page),
      ne(savedViews.name, input.name),
    )
    const [held] = await tx.select({ total: count() }).from(savedViews).where(others)
    if ((held?.total ?? 0) >= MOST_VIEWS) throw new Refusal('too_many')
    const [view] = await tx
      .insert(savedViews)
      .values({ ...input, accountId, agencyId })
      .onConflictDoUpdate({
        target: [savedViews.accountId, savedViews.page, savedViews.name],
        set: { query: input.query, isShared: input.isShared },
      })
      .returning({ id: savedViews.id })
    await recordAudit(tx, context, 'list.save_view', null, input, { subjectId: view?.id })
  })
}

/** Removes one's own view. Refuses not_found for another's. */
export async function deleteView(context: Context, id: string): Promise<void> {
  const { accountId } = context.actor
  if (accountId === null) throw new Refusal('forbidden')
  await transact(context, async (tx) => {
    const [view] = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.id, id), eq(savedViews.accountId, accountId)))
      .returning({ name: savedViews.name })
    if (!view) throw new Refusal('not_found')
    await recordAudit(tx, context, 'list.save_view', view, null, { subjectId: id })
  })
}
