import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { addMonths, lastOfMonth } from '@/lib/civil-date'
import { allowanceOf } from '@/lib/kinerja/allowance'
import type { PreviewAllowance } from '@/lib/kinerja/allowance-input'
import type { Step } from '@/lib/kinerja/working'
import { isOnLeave } from '@/lib/registry/leave.server'
import type { Predicate } from '@/lib/registry/predicate'
import { isWorkingDaySql } from '@/lib/working-days.server'

/** As many people of a unit as a screen compares. */
const MOST = 50

export type AllowancePreview = { people: PreviewPerson[]; total: number }

export type PreviewPerson = {
  id: string
  nip: string
  name: string
  position: string
  facts: {
    predicate: Predicate | null
    reports: number
    deficientReports: number
    approvedMinutes: number
    absences: number
  }
  /** Null: the post has no amount. */
  allowance: { fullRupiah: number; amountRupiah: number; needsNote: boolean; steps: Step[] } | null
}

type Row = {
  id: string
  nip: string
  name: string
  position: string
  isCpns: boolean
  baseRupiah: number | null
  due: number
  scheduled: number
  reports: number
  deficientReports: number
  approvedMinutes: number
  predicate: Predicate | null
  absences: number
  total: number
}

/**
 * What a rule would pay in a month to the people of a unit, with its arithmetic: those who had a working day in it. A
 * daily report is a day with entries; one that the appraiser rejected does not meet expectation. The predikat is of the
 * evaluation whose period holds the month. Nothing is paid here, and nothing is kept.
 */
export async function previewAllowance(
  context: Context,
  { rule, month, unitId }: PreviewAllowance,
): Promise<AllowancePreview> {
  const first = `${month}-01`
  const last = lastOfMonth(first)
  const { agencyId } = context.actor
  const rows = await transact(context, (tx) =>
    tx.execute<Row>(sql`
      with people as materialized (
        select r.id, r.nip, r.name, r.filled + r.missing as due, r.minutes, count(*) over ()::int as total
        from recap_people(${agencyId}::int, ${first}::date, ${addMonths(first, 1)}::date) r
        join units u on u.id = ${unitId} and u.agency_id = ${agencyId}
          and r.preorder between u.preorder and u.last_preorder
        order by r.name, r.id limit ${MOST}
      )
      select p.id, p.nip, p.name, coalesce(e.position_name, '') as position, e.status = 'cpns' as "isCpns",
        (select a.amount_rupiah::float8 from allowance_amounts a
          where a.agency_id = ${agencyId} and a.position_id = e.position_id and a.starts_on <= ${last}::date
          order by a.starts_on desc limit 1) as "baseRupiah",
        p.due, p.minutes as "approvedMinutes", p.total,
        (select count(*)::int from generate_series(${first}::date, ${last}::date, '1 day') d
          where ${isWorkingDaySql(sql`d::date`)}) as scheduled,
        coalesce(w.reports, 0)::int as reports, coalesce(w.deficient, 0)::int as "deficientReports",
        received_predicate(p.id, ${first}::date, ${last}::date) as predicate,
        (select count(*)::int from absences b where b.employee_id = p.id and b.withdrawn_at is null
          and b.absent_on between ${first}::date and ${last}::date and ${isWorkingDaySql(sql`b.absent_on`)}
          and not ${isOnLeave(sql`b.employee_id`, sql`b.absent_on`)}) as absences
      from people p join employees e on e.id = p.id
      left join lateral (
        select count(distinct d.work_on) as reports,
          count(distinct d.work_on) filter (where d.state = 'rejected') as deficient
        from daily_entries d where d.employee_id = p.id and d.agency_id = ${agencyId} and d.state <> 'withdrawn'
          and d.work_on between ${first}::date and ${last}::date
      ) w on true
      order by p.name, p.id`),
  )
  const people = rows.map(({ id, nip, name, position, ...row }) => {
    const { predicate, reports, deficientReports, approvedMinutes, absences } = row
    const facts = { predicate, reports, deficientReports, approvedMinutes, absences }
    return { id, nip, name, position, facts, allowance: allowanceBy(rule, row) }
  })
  return { people, total: rows[0]?.total ?? 0 }
}

/** Attendance is the share of the own working days without an absence. */
function allowanceBy(rule: PreviewAllowance['rule'], row: Omit<Row, 'id' | 'nip' | 'name' | 'position'>) {
  const { baseRupiah, due, scheduled, absences, isCpns, predicate, reports, deficientReports, approvedMinutes } = row
  if (baseRupiah === null) return null
  return allowanceOf(rule, {
    baseRupiah,
    isCpns,
    predicate,
    reports,
    deficientReports,
    approvedMinutes,
    days: { scheduled, worked: due },
    attendance: { attended: Math.max(due - absences, 0), of: due },
  })
}
