import 'server-only'
import { asc, count, eq, isNotNull, sql, sum } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { certificates, retentionDays } from '@/db/wbs/figures-schema'
import { reports } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { seesFigures } from '@/lib/wbs/closure'
import type { QuarterFigures } from '@/lib/wbs/figures'
import { figuresOf, publishedFigures } from '@/lib/wbs/figures.server'
import { findOfficer } from '@/lib/wbs/officer.server'
import { nextQuarter, type Quarter, quarterOf } from '@/lib/wbs/quarter'

/**
 * The figures for those of the office whose work they are: the quarters that are not published yet as they stand today, with
 * small cells kept back as they will be, the published ones, and what waits for its deletion. Undefined for everybody else.
 */
export function officeFigures(accountId: string | null, today: CivilDate) {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    if (!officer || !seesFigures(officer.roles)) return undefined
    const published = await publishedFigures(tx)
    return { running: await runningFigures(tx, published[0]?.quarter, today), published, ...(await keptOf(tx)) }
  })
}

/** From the quarter after the last published one to that of the day. */
async function runningFigures(tx: WbsTx, last: Quarter | undefined, today: CivilDate): Promise<QuarterFigures[]> {
  const current = quarterOf(today)
  const figures: QuarterFigures[] = []
  for (let quarter = last ? nextQuarter(last) : current; quarter <= current; quarter = nextQuarter(quarter))
    figures.unshift(await figuresOf(tx, quarter))
  return figures
}

/** Finished reports that wait for their day, by how they ended, and how many certificates wait for the next ceremony. */
async function keptOf(tx: WbsTx) {
  const finished = await tx
    .select({ state: reports.state, reports: count(), days: retentionDays.days })
    .from(reports)
    .innerJoin(retentionDays, eq(retentionDays.what, sql`${reports.state}::text`))
    .where(isNotNull(reports.settledOn))
    .groupBy(reports.state, retentionDays.days)
    .orderBy(asc(reports.state))
  const [waiting] = await tx.select({ reports: sum(certificates.reports) }).from(certificates)
  return { finished, destroyed: Number(waiting?.reports ?? 0) }
}
