import 'server-only'
import { transactWbs } from '@/db/wbs/client.server'
import type { CivilDate } from '@/lib/civil-date'
import { seesFigures } from '@/lib/wbs/closure'
import { keptDays } from '@/lib/wbs/days-in-force.server'
import { publishedFigures, unpublishedFigures } from '@/lib/wbs/figures.server'
import { lateFigures } from '@/lib/wbs/late-figures.server'
import { findOfficer } from '@/lib/wbs/officer.server'
import type { ReportState } from '@/lib/wbs/steps'
import { waitingCertificates } from '@/lib/wbs/transparency.server'

/**
 * The figures for those of the office whose work they are: the quarters that are over and not published yet, with small
 * cells kept back as they will be, the published ones, how long reports are kept, by how many days a deletion may drift and
 * how many destroyed ones a ceremony is to sign; for the head of the office what is long overdue. No other count runs with the day: two looks would tell the
 * report between (docs/decisions/0119). Undefined for everybody else.
 */
export function officeFigures(accountId: string | null, today: CivilDate) {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    if (!officer || !seesFigures(officer.roles)) return undefined
    const destroyed = (await waitingCertificates(tx, today)).reduce((sum, { count }) => sum + count, 0)
    const figures = { unpublished: await unpublishedFigures(tx, today), published: await publishedFigures(tx) }
    const late = officer.roles.includes('pimpinan') ? await lateFigures(tx, today) : null
    const { drift = 0, ...kept } = Object.fromEntries(await keptDays(tx, today))
    return { ...figures, late, drift, kept: statesOf(kept), destroyed }
  })
}

/** Masa simpan in days, by the state a report ended in. */
function statesOf(kept: Record<string, number>) {
  return Object.entries(kept).map(([state, days]) => ({ state: state as ReportState, days }))
}
