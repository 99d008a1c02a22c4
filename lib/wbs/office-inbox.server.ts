import 'server-only'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { transactWbs } from '@/db/wbs/client.server'
import { messages, reports, wraps } from '@/db/wbs/schema'
import { type InboxPart, partOf } from '@/lib/wbs/inbox-parts'
import type { Officer } from '@/lib/wbs/officer.server'

/** A report as the server knows it. */
export type InboxRow = Awaited<ReturnType<typeof officeInbox>>[number]

/** The reports of which an officer holds the running key: what is due first stands first, what is due no more last. */
export function officeInbox(officer: Officer) {
  return transactWbs(async (tx) => {
    const rows = await tx
      .select({
        id: reports.id,
        state: reports.state,
        receivedOn: reports.receivedOn,
        dueOn: reports.dueOn,
        isQuarantined: reports.isQuarantined,
        isAnswered: reports.isAnswered,
      })
      .from(reports)
      .innerJoin(wraps, and(eq(wraps.reportId, reports.id), eq(wraps.epoch, reports.epoch), eq(wraps.ring, 'pesan')))
      .where(eq(wraps.holder, officer.keyId))
      .orderBy(sql`${reports.dueOn} asc nulls last`, desc(reports.receivedOn), reports.id)
    const ids = rows.map(({ id }) => id)
    const last = await tx
      .selectDistinctOn([messages.reportId], { id: messages.reportId, party: messages.party })
      .from(messages)
      .where(and(eq(messages.ring, 'pesan'), inArray(messages.reportId, ids)))
      .orderBy(messages.reportId, desc(messages.seq))
    const byReporter = new Set(last.filter(({ party }) => party === 'reporter').map(({ id }) => id))
    return rows.map((row) => {
      const part: InboxPart = partOf(row, officer.roles)
      return { ...row, part, isReporterLast: byReporter.has(row.id) }
    })
  })
}
