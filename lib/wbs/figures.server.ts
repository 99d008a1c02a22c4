import 'server-only'
import { and, count, desc, eq, gte, lt, min } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { closures, deletedReceipts, publications } from '@/db/wbs/figures-schema'
import { reports } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { closuresOf, unreadableIn } from '@/lib/wbs/closure.server'
import { type QuarterFigures, quarterFigures } from '@/lib/wbs/figures'
import { firstDayOf, nextQuarter, publishable, type Quarter, quarterOf } from '@/lib/wbs/quarter'

/** Publishes the figures of every quarter that is due and not published yet, as they are now and for good. */
export async function publishFigures(tx: WbsTx, on: CivilDate): Promise<void> {
  const first = await firstQuarter(tx)
  if (!first) return
  const published = await tx.select({ quarter: publications.quarter }).from(publications)
  const due = publishable(first, on).filter((quarter) => !published.some((row) => row.quarter === quarter))
  for (const quarter of due) {
    const figures = JSON.stringify(await figuresOf(tx, quarter))
    await tx.insert(publications).values({ quarter, figures, publishedOn: on }).onConflictDoNothing()
  }
}

/** The figures that are published, the newest quarter first. */
export async function publishedFigures(tx: WbsTx): Promise<QuarterFigures[]> {
  const rows = await tx.select().from(publications).orderBy(desc(publications.quarter))
  return rows.map(({ figures }) => JSON.parse(figures))
}

/** The figures of a quarter as they would be published today, small cells kept back. */
export async function figuresOf(tx: WbsTx, quarter: Quarter): Promise<QuarterFigures> {
  const counts = { received: await receivedIn(tx, quarter), unreadable: await unreadableIn(tx, quarter) }
  return quarterFigures(quarter, counts, await closuresOf(tx, quarter))
}

/** Reports that came in a quarter, those that are deleted since among them; what came in a flood is looked at apart. */
async function receivedIn(tx: WbsTx, quarter: Quarter): Promise<number> {
  const isOf = and(
    gte(reports.receivedOn, firstDayOf(quarter)),
    lt(reports.receivedOn, firstDayOf(nextQuarter(quarter))),
    eq(reports.isQuarantined, false),
  )
  const [there] = await tx.select({ reports: count() }).from(reports).where(isOf)
  const [gone] = await tx.select().from(deletedReceipts).where(eq(deletedReceipts.quarter, quarter))
  return (there?.reports ?? 0) + (gone?.reports ?? 0)
}

/**
 * The figures of quarters that are over and not published yet, the newest first. None of a running quarter: two looks would
 * tell what came between.
 */
export async function unpublishedFigures(tx: WbsTx, on: CivilDate): Promise<QuarterFigures[]> {
  const [last] = await publishedFigures(tx)
  const first = last ? nextQuarter(last.quarter) : await firstQuarter(tx)
  const figures: QuarterFigures[] = []
  for (let quarter = first; quarter && quarter < quarterOf(on); quarter = nextQuarter(quarter))
    figures.unshift(await figuresOf(tx, quarter))
  return figures
}

async function firstQuarter(tx: WbsTx): Promise<Quarter | undefined> {
  const [received] = await tx.select({ on: min(reports.receivedOn) }).from(reports)
  const [gone] = await tx.select({ quarter: min(deletedReceipts.quarter) }).from(deletedReceipts)
  const [closed] = await tx.select({ quarter: min(closures.quarter) }).from(closures)
  const all = [received?.on ? quarterOf(received.on) : null, gone?.quarter, closed?.quarter]
  return all.filter((quarter) => typeof quarter === 'string').sort()[0]
}
