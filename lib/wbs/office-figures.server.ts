import 'server-only'
import { asc, ne } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { retentionDays } from '@/db/wbs/figures-schema'
import type { CivilDate } from '@/lib/civil-date'
import { seesFigures } from '@/lib/wbs/closure'
import { publishedFigures, unpublishedFigures } from '@/lib/wbs/figures.server'
import { findOfficer } from '@/lib/wbs/officer.server'
import type { ReportState } from '@/lib/wbs/steps'
import { waitingCertificates } from '@/lib/wbs/transparency.server'

/**
 * The figures for those of the office whose work they are: the quarters that are over and not published yet, with small
 * cells kept back as they will be, the published ones, how long reports are kept and how many destroyed ones a ceremony is
 * to sign. No count runs with the day: two looks would tell the report between (docs/decisions/0119). Undefined for
 * everybody else.
 */
export function officeFigures(accountId: string | null, today: CivilDate) {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    if (!officer || !seesFigures(officer.roles)) return undefined
    const destroyed = (await waitingCertificates(tx, today)).reduce((sum, { count }) => sum + count, 0)
    const figures = { unpublished: await unpublishedFigures(tx, today), published: await publishedFigures(tx) }
    return { ...figures, kept: await keptDays(tx), destroyed }
  })
}

/** Masa simpan in days, by the state a report ended in. */
async function keptDays(tx: WbsTx) {
  const isState = ne(retentionDays.what, 'drift')
  const rows = await tx.select().from(retentionDays).where(isState).orderBy(asc(retentionDays.days))
  return rows.map(({ what, days }) => ({ state: what as ReportState, days }))
}
