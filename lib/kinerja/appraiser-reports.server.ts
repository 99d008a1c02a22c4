import 'server-only'
import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { appraiserReports } from '@/db/schema/kinerja'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { isInService } from '@/lib/kinerja/in-service.server'
import { appraisalOn } from '@/lib/kinerja/plan-rows.server'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal } from '@/lib/refusal'

/** The actor's own appraiser of today, and whether a report about that waits. */
export async function ownAppraiser(context: Context) {
  const { employeeId } = context.actor
  if (!employeeId) return undefined
  return transact(context, async (tx) => {
    const { people, appraiserId } = await appraisalOn(tx, todayOf(context))
    const [open] = await tx
      .select({ id: appraiserReports.id })
      .from(appraiserReports)
      .where(and(eq(appraiserReports.employeeId, employeeId), isNull(appraiserReports.closedAt)))
    return { appraiser: appraiserId ? people.appraiser : null, isReported: open !== undefined }
  })
}

/** Says that the appraiser is the wrong one, and who it should be. Refuses with kinerja.reported while one is open. */
export async function reportAppraiser(context: Context, input: { rightful: string; reason: string }): Promise<void> {
  const { employeeId } = context.actor
  if (!employeeId) throw new Refusal('kinerja.no_employee')
  await transact(context, async (tx) => {
    const { agencyId } = await appraisalOn(tx, todayOf(context))
    const [report] = await tx
      .insert(appraiserReports)
      .values({ employeeId, agencyId, ...input, reportedAt: context.now })
      .onConflictDoNothing()
      .returning()
    if (!report) throw new Refusal('kinerja.reported')
    await recordAudit(tx, context, 'appraiser.report', null, report, { agencyId, employeeId, subjectId: report.id })
  })
}

/** Open reports of the actor's agency, oldest first, with whom the person has now. */
export function listReports(context: Context) {
  const today = todayOf(context)
  return transact(context, (tx) =>
    tx
      .select({
        id: appraiserReports.id,
        name: employees.name,
        nip: employees.nip,
        rightful: appraiserReports.rightful,
        reason: appraiserReports.reason,
        reportedAt: appraiserReports.reportedAt,
        present: sql<string | null>`(select p.name from appraisers a join employees p on p.id = a.appraiser_id
          where a.employee_id = ${appraiserReports.employeeId}
            and ${today}::date between a.starts_on and coalesce(a.ends_on, 'infinity'))`,
      })
      .from(appraiserReports)
      .innerJoin(employees, eq(employees.id, appraiserReports.employeeId))
      .where(isOpenAt(context.actor.agencyId))
      .orderBy(asc(appraiserReports.reportedAt)),
  )
}

/** How many of them there are. */
export async function countReports(tx: Tx, agencyId: number): Promise<number> {
  const [found] = await tx
    .select({ reports: count() })
    .from(appraiserReports)
    .innerJoin(employees, eq(employees.id, appraiserReports.employeeId))
    .where(isOpenAt(agencyId))
  return found?.reports ?? 0
}

const isOpenAt = (agencyId: number) => and(eq(appraiserReports.agencyId, agencyId), isNull(appraiserReports.closedAt))

/** Answers a report without a change. Refuses with not_found. */
export async function closeReport(context: Context, { id, answer }: { id: string; answer: string }): Promise<void> {
  const { agencyId, accountId } = context.actor
  await transact(context, async (tx) => {
    const [closed] = await tx
      .update(appraiserReports)
      .set({ closedAt: context.now, closedBy: accountId, answer })
      .where(
        and(eq(appraiserReports.id, id), eq(appraiserReports.agencyId, agencyId), isNull(appraiserReports.closedAt)),
      )
      .returning()
    if (!closed) throw new Refusal('not_found')
    const { employeeId } = closed
    await recordAudit(tx, context, 'appraiser.assign', null, closed, {
      agencyId,
      employeeId,
      subjectId: id,
      reason: answer,
    })
  })
}

/** How many people of the actor's agency who are in service have an appraiser today, and how many have none. */
export async function countAppraised(context: Context): Promise<{ people: number; without: number }> {
  const today = todayOf(context)
  const [row] = await transact(context, (tx) =>
    tx.execute<{ people: number; without: number }>(sql`
      select count(*)::int as people, count(*) filter (where not exists (select from appraisers a
        where a.employee_id = e.id and ${today}::date between a.starts_on and coalesce(a.ends_on, 'infinity')))::int
        as without
      from employees e where e.agency_id = ${context.actor.agencyId} and ${isInService}`),
  )
  return row ?? { people: 0, without: 0 }
}
