import 'server-only'
import { eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { plans } from '@/db/schema/kinerja-plan'
import { recordAudit } from '@/lib/audit.server'
import type { AuditEvent } from '@/lib/audit-event'
import type { Context } from '@/lib/auth/actor'
import { newPlanFindings } from '@/lib/kinerja/plan-findings'
import type { NewPlanInput, PlanInput, PlanItemInput } from '@/lib/kinerja/plan-input'
import {
  appraisalDay,
  appraisalOn,
  leaderResults,
  lockPlan,
  lockPlansOf,
  type PlanRow,
  standingPlans,
  writeLines,
} from '@/lib/kinerja/plan-rows.server'
import { beginningOf } from '@/lib/kinerja/plan-sources.server'
import { readItems } from '@/lib/kinerja/plans-read.server'
import { regimeOn } from '@/lib/kinerja/regime'
import { Refusal, refuseUnless } from '@/lib/refusal'

/** A draft for a period of the actor's own work; returns its id. Refuses with the unmet findings of the period. */
export async function createPlan(context: Context, input: NewPlanInput): Promise<string> {
  const { employeeId } = context.actor
  if (!employeeId) throw new Refusal('kinerja.no_employee')
  return transact(context, async (tx) => {
    await lockPlansOf(tx, employeeId)
    return addPlan(tx, context, employeeId, input)
  })
}

/** The same within a transaction that holds the lock of the person's plans. */
export async function addPlan(tx: Tx, context: Context, employeeId: string, input: NewPlanInput): Promise<string> {
  const { startsOn, endsOn, source } = input
  const { people, appraiserId, ...place } = await appraisalOn(tx, appraisalDay(context, input))
  refuseUnless(newPlanFindings(input, appraiserId !== null, await standingPlans(tx, employeeId)))
  const { regime } = regimeOn(startsOn)
  if (!appraiserId || regime === 'pp10_1979') throw new Error('the findings let it through')
  const leading = await leaderResults(tx, appraiserId, input)
  const { items, behaviours, ...attachments } = await beginningOf(
    tx,
    source,
    { employeeId, regime, startsOn, unitName: people.employee.unit },
    leading,
  )
  const [plan] = await tx
    .insert(plans)
    .values({
      employeeId,
      ...place,
      appraiserId,
      people,
      regime,
      model: regime === 'permenpanrb6_2022' ? input.model : null,
      startsOn,
      endsOn,
      ...attachments,
      createdAt: context.now,
    })
    .returning()
  if (!plan) throw new Error('no plan was written')
  await writeLines(tx, plan.id, items, behaviours, [])
  await recordPlan(tx, context, 'plan.create', null, plan)
  return plan.id
}

/**
 * Writes a draft anew as its owner has it. Refuses with not_found, wrong_state, stale, or with kinerja.plan_link for a
 * result that the appraiser does not have.
 */
export async function savePlan(context: Context, input: PlanInput): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, input, 'employeeId')
    if (plan.state !== 'draft') throw new Refusal('wrong_state', { state: plan.state, event: 'edit' })
    const offered = (await leaderResults(tx, plan.appraiserId, plan)).map(({ id }) => id)
    if (input.items.some(({ leaderItemId }) => leaderItemId !== '' && !offered.includes(leaderItemId)))
      throw new Refusal('kinerja.plan_link')
    const known = (await readItems(tx, plan.id)).map(({ lineId }) => lineId)
    const items = input.items.map((item) => ({ ...item, kind: kindIn(plan, item) }))
    await writeLines(tx, plan.id, items, input.behaviours, known)
    const { resources, accountability, consequences } = input
    await changePlan(tx, context, 'plan.edit', plan, {
      model: plan.model && input.model,
      resources,
      accountability,
      consequences,
    })
  })
}

function kindIn({ model }: PlanRow, { kind }: PlanItemInput): PlanItemInput['kind'] {
  if (model === null) return 'activity'
  return kind === 'additional' ? 'additional' : 'main'
}

/** Writes what changed in a locked plan, and that it did. */
export async function changePlan(
  tx: Tx,
  context: Context,
  event: AuditEvent,
  plan: PlanRow,
  changes: Partial<PlanRow>,
  reason?: string,
): Promise<PlanRow> {
  const changed = { ...changes, version: plan.version + 1 }
  const after = { ...plan, ...changed }
  await tx.update(plans).set(changed).where(eq(plans.id, plan.id))
  await recordPlan(tx, context, event, plan, after, reason)
  return after
}

/** The trail of a plan: its facts and lines are in the plan itself. */
export async function recordPlan(
  tx: Tx,
  context: Context,
  event: AuditEvent,
  before: PlanRow | null,
  after: PlanRow,
  reason?: string,
): Promise<void> {
  const { agencyId, employeeId, id: subjectId } = after
  await recordAudit(tx, context, event, before, after, { agencyId, employeeId, subjectId, reason })
}
