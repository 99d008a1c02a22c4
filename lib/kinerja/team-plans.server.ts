import 'server-only'
import { and, asc, eq, gte, inArray, lte, or, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { planItems, plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'
import type { PlanState } from '@/lib/kinerja/plan'
import { todayOf } from '@/lib/kinerja/today'

/** Somebody whose appraiser the actor is, with the plan that holds or waits; or whose plan waits for the superior. */
export type TeamPlan = {
  waits: boolean // for the actor
  employeeId: string
  name: string
  position: string
  planId: string | null
  state: PlanState | null
  revision: number | null
  startsOn: string | null
  endsOn: string | null
}

/** The actor's team of today and their plans for this day; what waits for the actor first, whoever owns it. */
export async function listTeamPlans(context: Context): Promise<TeamPlan[]> {
  const { employeeId } = context.actor
  if (!employeeId) return []
  const today = todayOf(context)
  const waits = sql`(${plans.appraiserId} = ${employeeId} and ${plans.state} = 'proposed')
    or (${plans.superiorId} = ${employeeId} and ${plans.state} = 'referred')`
  return transact(context, async (tx) => {
    const rows = await tx
      .select({
        employeeId: plans.employeeId,
        name: sql<string>`${plans.people}->'employee'->>'name'`,
        position: sql<string>`${plans.people}->'employee'->>'position'`,
        planId: plans.id,
        state: plans.state,
        revision: plans.revision,
        startsOn: plans.startsOn,
        endsOn: plans.endsOn,
        waits: sql<boolean>`(${waits})`,
      })
      .from(plans)
      .where(
        or(
          waits,
          and(
            eq(plans.appraiserId, employeeId),
            inArray(plans.state, ['draft', 'referred', 'agreed']),
            sql`${today}::date between ${plans.startsOn} and ${plans.endsOn}`,
          ),
        ),
      )
      .orderBy(sql`not (${waits})`, sql`${plans.people}->'employee'->>'name'`, asc(plans.revision))
    const team = await tx.execute<{ employee_id: string; name: string; position_name: string | null }>(
      sql`select employee_id, name, position_name from team_of_actor(${today}::date) order by name`,
    )
    const without = team.filter((one) => !rows.some((row) => row.employeeId === one.employee_id))
    return [
      ...rows,
      ...without.map((one) => ({
        employeeId: one.employee_id,
        name: one.name,
        position: one.position_name ?? '',
        planId: null,
        waits: false,
        state: null,
        revision: null,
        startsOn: null,
        endsOn: null,
      })),
    ]
  })
}

/** Matriks peran hasil: the actor's own agreed results over the people whose agreed or proposed lines serve them. */
export async function readMatrix(context: Context) {
  const { employeeId } = context.actor
  const today = todayOf(context)
  if (!employeeId) return { results: [], people: [] }
  return transact(context, async (tx) => {
    const ofToday = and(lte(plans.startsOn, today), gte(plans.endsOn, today))
    const results = await tx
      .select({ lineId: planItems.lineId, text: planItems.text })
      .from(planItems)
      .innerJoin(plans, eq(plans.id, planItems.planId))
      .where(and(eq(plans.employeeId, employeeId), eq(plans.state, 'agreed'), ofToday))
      .orderBy(planItems.position)
    const lines = await tx
      .select({
        employeeId: plans.employeeId,
        name: sql<string>`${plans.people}->'employee'->>'name'`,
        planId: plans.id,
        text: planItems.text,
        servesLine: sql<string | null>`(select l.line_id from plan_items l where l.id = ${planItems.leaderItemId})`,
      })
      .from(planItems)
      .innerJoin(plans, eq(plans.id, planItems.planId))
      .where(and(eq(plans.appraiserId, employeeId), inArray(plans.state, ['agreed', 'proposed', 'referred']), ofToday))
      .orderBy(sql`${plans.people}->'employee'->>'name'`, plans.state, planItems.position)
    const people = new Map<string, { name: string; planId: string; lines: typeof lines }>()
    for (const line of lines) {
      const person = people.get(line.employeeId) ?? { name: line.name, planId: line.planId, lines: [] }
      if (person.planId === line.planId) person.lines.push(line)
      people.set(line.employeeId, person)
    }
    return { results, people: [...people.values()] }
  })
}
