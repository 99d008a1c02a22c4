import 'server-only'
import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { planBehaviours, plans } from '@/db/schema/kinerja-plan'
import type { CivilDate } from '@/lib/civil-date'
import type { CoreValue } from '@/lib/kinerja/plan'
import type { NewPlanInput, PlanInput, PlanItemInput } from '@/lib/kinerja/plan-input'
import { formOfLine } from '@/lib/kinerja/plan-lines'
import { readItems } from '@/lib/kinerja/plans-read.server'
import { standardLines } from '@/lib/kinerja/standard-results'

type Beginning = Pick<PlanInput, 'items' | 'behaviours' | 'resources' | 'accountability' | 'consequences'>
type Leading = readonly { id: string; text: string }[]

const NOTHING: Beginning = { items: [], behaviours: [], resources: '', accountability: '', consequences: '' }

/**
 * What a new plan starts from: nothing, the last one of the person under the same regime, or what the unit usually plans.
 * A line that served a result of the leader serves the one of the same words again; where there is none, the words stay
 * as a provisional link.
 */
export async function beginningOf(
  tx: Tx,
  source: NewPlanInput['source'],
  plan: { employeeId: string; regime: typeof plans.$inferSelect.regime; startsOn: CivilDate; unitName: string },
  leading: Leading,
): Promise<Beginning> {
  if (source === 'empty') return NOTHING
  if (source === 'unit') {
    const kind = plan.regime === 'pp46_2011' ? 'activity' : 'main'
    return { ...NOTHING, items: standardLines(plan.unitName, kind) }
  }
  const [last] = await tx
    .select()
    .from(plans)
    .where(
      and(
        eq(plans.employeeId, plan.employeeId),
        eq(plans.regime, plan.regime),
        lt(plans.startsOn, plan.startsOn),
        inArray(plans.state, ['agreed', 'ended']),
      ),
    )
    .orderBy(desc(plans.startsOn), desc(plans.revision))
    .limit(1)
  if (!last) return NOTHING
  const { resources, accountability, consequences } = last
  const items = (await readItems(tx, last.id)).map((item) => linkedAnew(formOfLine({ ...item, lineId: '' }), leading))
  return { items, behaviours: await readBehaviours(tx, last.id), resources, accountability, consequences }
}

/** Expectations of a plan in the fields of its form. */
export async function readBehaviours(tx: Tx, planId: string): Promise<PlanInput['behaviours']> {
  const rows = await tx
    .select({ value: planBehaviours.value, expectation: planBehaviours.expectation })
    .from(planBehaviours)
    .where(eq(planBehaviours.planId, planId))
  return rows.map(({ value, expectation }) => ({ value: value as CoreValue, expectation }))
}

/** A line whose link names a result that is offered, else one in words. */
export function linkedAnew(line: PlanItemInput, leading: Leading): PlanItemInput {
  if (leading.some(({ id }) => id === line.leaderItemId)) return line
  const same = leading.find(({ text }) => text === line.leaderText)
  return { ...line, leaderItemId: same?.id ?? '' }
}
