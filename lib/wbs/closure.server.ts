import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, count, eq, ne } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { closures } from '@/db/wbs/figures-schema'
import type { CivilDate } from '@/lib/civil-date'
import { type Closure, coarseDays } from '@/lib/wbs/closure'
import { type Quarter, quarterOf } from '@/lib/wbs/quarter'

/** Keeps what the closer tells for the statistics, in place of what was told when the report was closed before. */
export async function recordClosure(tx: WbsTx, reportId: string, closure: Closure, on: CivilDate): Promise<void> {
  const { days, ...told } = closure
  const coarse = (exact: number | null) => (exact === null ? null : coarseDays(exact))
  await tx.delete(closures).where(eq(closures.reportId, reportId))
  await tx.insert(closures).values({
    ...told,
    id: randomUUID(),
    reportId,
    quarter: quarterOf(on),
    acknowledgeDays: coarse(days.acknowledge),
    verifyDays: coarse(days.verify),
    reviewDays: coarse(days.review),
    investigateDays: coarse(days.investigate),
    followUpDays: coarse(days.follow_up),
  })
}

const UNREADABLE = 'unreadable'

/** How many reports of a quarter ended because nobody could open them: nothing else is known of them. */
export async function unreadableIn(tx: WbsTx, quarter: Quarter): Promise<number> {
  const isOf = and(eq(closures.quarter, quarter), eq(closures.result, UNREADABLE))
  const [counted] = await tx.select({ reports: count() }).from(closures).where(isOf)
  return counted?.reports ?? 0
}

/** What was told of the reports that were concluded in a quarter, whether they are still there or not. */
export async function closuresOf(tx: WbsTx, quarter: Quarter): Promise<Closure[]> {
  const isTold = and(eq(closures.quarter, quarter), ne(closures.result, UNREADABLE))
  const rows = await tx.select().from(closures).where(isTold)
  return rows.map((row) => ({
    category: row.category as Closure['category'],
    agencyKind: row.agencyKind as Closure['agencyKind'],
    result: row.result as Closure['result'],
    days: {
      acknowledge: row.acknowledgeDays,
      verify: row.verifyDays,
      review: row.reviewDays,
      investigate: row.investigateDays,
      follow_up: row.followUpDays,
    },
    hasCorrectiveAction: row.hasCorrectiveAction,
    hasRetaliation: row.hasRetaliation,
  }))
}
