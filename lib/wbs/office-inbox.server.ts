import 'server-only'
import { and, asc, desc, eq } from 'drizzle-orm'
import { transactWbs } from '@/db/wbs/client.server'
import { reports, wraps } from '@/db/wbs/schema'
import { findOfficer } from '@/lib/wbs/officer.server'

/** The reports of which somebody holds the running key, those due first before the others; undefined for nobody inside. */
export function officeInbox(accountId: string | null) {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    if (!officer) return undefined
    const rows = await tx
      .select({
        id: reports.id,
        state: reports.state,
        receivedOn: reports.receivedOn,
        dueOn: reports.dueOn,
        isQuarantined: reports.isQuarantined,
      })
      .from(reports)
      .innerJoin(wraps, and(eq(wraps.reportId, reports.id), eq(wraps.epoch, reports.epoch), eq(wraps.ring, 'pesan')))
      .where(eq(wraps.holder, officer.keyId))
      .orderBy(asc(reports.dueOn), desc(reports.receivedOn), reports.id)
    return { officer, reports: rows }
  })
}

/** A report as the server knows it. */
export type InboxRow = NonNullable<Awaited<ReturnType<typeof officeInbox>>>['reports'][number]
