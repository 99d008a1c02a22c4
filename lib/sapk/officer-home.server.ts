import 'server-only'
import { and, asc, count, eq, inArray, lte, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { promotionProposals, proposalEvents } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { addDays, type CivilDate, civilDay } from '@/lib/civil-date'
import { readHolidays } from '@/lib/registry/holidays.server'
import { countNominative } from '@/lib/sapk/nominative-list.server'
import { currentPeriod } from '@/lib/sapk/period'
import { listPeriods } from '@/lib/sapk/periods.server'
import { statesOf } from '@/lib/sapk/proposal'
import { listTabs, stateCount } from '@/lib/sapk/proposal-list'
import { countProposals, listProposals, queueFilter } from '@/lib/sapk/proposal-read.server'
import { withinScope } from '@/lib/sapk/proposal-step.server'
import { readable } from '@/lib/sapk/proposal-where.server'
import { addWorkingDays, isWorkingDay } from '@/lib/working-days'

const QUEUE_ROWS = 7
const RETURNED_ROWS = 3
const WORKING_DAYS = 10

/** What the mutation officer sees first: the period, its five figures, the queue, what BKN returned, the days to come. */
export async function officerHome(context: Context) {
  const today = civilDay(context.now)
  const periods = await transact(context, (tx) => listPeriods(tx, today))
  const period = currentPeriod(periods, today)
  const queue = await queueFilter(context)
  const later = periods.map((one) => one.effectiveOn).filter((day) => day !== period?.effectiveOn)
  const [listed, returned, deadlines, reasons, otherPeriods] = await Promise.all([
    listProposals(context, queue, { offset: 0, limit: QUEUE_ROWS }),
    listProposals(context, { states: ['returned'] }, { offset: 0, limit: RETURNED_ROWS }),
    upcomingDeadlines(context, today),
    lastReturns(context),
    countByPeriod(context, later),
  ])
  return {
    today,
    period,
    figures: period && (await periodFigures(context, period.effectiveOn)),
    otherPeriods,
    queue: listed,
    returned: {
      total: returned.total,
      rows: returned.rows.map((row) => ({ ...row, reason: reasons.get(row.id) ?? null })),
    },
    ...deadlines,
  }
}

export type OfficerHomeData = Awaited<ReturnType<typeof officerHome>>

/** The figures under the period; each is the total of the list that it opens. */
async function periodFigures(context: Context, effectiveOn: CivilDate) {
  const [nominative, proposals] = await Promise.all([
    countNominative(context, effectiveOn, {}),
    countProposals(context, { effectiveOn }),
  ])
  const tabs = listTabs(context.actor.role)
  const inTab = (key: string) => stateCount(proposals, tabs.find((tab) => tab.key === key)?.states ?? [])
  return {
    eligible: nominative.eligible.total,
    proposed: nominative.eligible.proposed,
    unproposed: nominative.eligible.total - nominative.eligible.proposed,
    atBkn: inTab('bkn'),
    decree: inTab('decree'),
  }
}

/** How many proposals stand in each of some periods; the queue holds those of all of them. */
async function countByPeriod(context: Context, days: readonly CivilDate[]) {
  if (days.length === 0) return []
  const { effectiveOn } = promotionProposals
  return transact(context, (tx) =>
    tx
      .select({ effectiveOn, total: count() })
      .from(promotionProposals)
      .where(and(readable(context), inArray(effectiveOn, [...days])))
      .groupBy(effectiveOn)
      .orderBy(asc(effectiveOn)),
  )
}

/** How many tasks of the actor fall due on each of the next working days, and how many until tomorrow. */
async function upcomingDeadlines(context: Context, today: CivilDate) {
  return transact(context, async (tx) => {
    const free = await readHolidays(tx, today)
    const first = isWorkingDay(today, free) ? today : addWorkingDays(today, 1, free)
    const working = Array.from({ length: WORKING_DAYS }, (_, index) => addWorkingDays(first, index, free))
    const last = working.at(-1) ?? today
    const rows = await tx
      .select({ dueOn: promotionProposals.dueOn, total: count() })
      .from(promotionProposals)
      .where(
        and(
          withinScope(context),
          inArray(promotionProposals.state, statesOf(context.actor.role)),
          lte(promotionProposals.dueOn, last),
        ),
      )
      .groupBy(promotionProposals.dueOn)
    const until = (day: CivilDate) =>
      rows.reduce((sum, row) => (row.dueOn && row.dueOn <= day ? sum + row.total : sum), 0)
    return {
      dueSoon: until(addDays(today, 1)),
      days: working.map((day, index) => {
        const before = working[index - 1] // what fell due on a free day or earlier stands on the next working day
        return { day, total: until(day) - (before ? until(before) : 0) }
      }),
    }
  })
}

/** What BKN wrote when it last returned a proposal. */
async function lastReturns(context: Context): Promise<Map<string, string>> {
  return transact(context, async (tx) => {
    const rows = await tx
      .selectDistinctOn([proposalEvents.proposalId], { id: proposalEvents.proposalId, detail: proposalEvents.detail })
      .from(proposalEvents)
      .innerJoin(promotionProposals, eq(promotionProposals.id, proposalEvents.proposalId))
      .where(and(withinScope(context), eq(promotionProposals.state, 'returned'), eq(proposalEvents.event, 'return')))
      .orderBy(asc(proposalEvents.proposalId), sql`${proposalEvents.at} desc`)
    return new Map(rows.map(({ id, detail }) => [id, detail ?? '']))
  })
}
