import 'server-only'
import { and, inArray, notInArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { promotionBatches, promotionProposals, proposalEvents } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, isCivilDate, yearOf } from '@/lib/civil-date'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { cutOff } from '@/lib/sapk/period'
import { getPeriod } from '@/lib/sapk/periods.server'
import { endStates } from '@/lib/sapk/proposal'
import { type Assessment, assessEmployees, figuresOf } from '@/lib/sapk/proposal-assess.server'
import { attachArchived } from '@/lib/sapk/proposal-documents.server'
import { civilDay, dueDate, nextNumber, officeName } from '@/lib/sapk/proposal-step.server'

export const createInput = z.object({
  effectiveOn: z.string().refine(isCivilDate, 'invalid_date'),
  employeeIds: z.array(z.uuid()).min(1, 'none_selected').max(1000, 'too_many'),
})
export type CreateInput = z.infer<typeof createInput>

/** What became of the people picked in the nominatif. */
export type CreateResult = { batchId: string | null; created: number; skipped: { employeeId: string; code: string }[] }

/**
 * Proposes several people of the actor's agency for one period in one batch. Whoever is not eligible or has an open
 * proposal is skipped with the reason; documents that the archive holds already are attached. Refuses conditions_unmet
 * after the cut-off of the period, and not_found for a date that is none.
 */
export function createProposals(context: Context, input: CreateInput): Promise<CreateResult> {
  return transact(context, (tx) => createProposalsIn(tx, context, input))
}

/** @param into the batch that takes them, a new one when it is missing */
export async function createProposalsIn(
  tx: Tx,
  context: Context,
  input: CreateInput,
  into: string | null = null,
): Promise<CreateResult> {
  const { effectiveOn } = input
  refuseUnless([cutOff(await getPeriod(tx, effectiveOn), civilDay(context.now))])
  const people = await assessEmployees(tx, context, input.employeeIds, effectiveOn)
  const assessments = new Map(people.map((assessment) => [assessment.person.id, assessment]))
  const open = await withOpenProposal(tx, input.employeeIds)
  const skipped: CreateResult['skipped'] = []
  const accepted: Assessment[] = []
  for (const employeeId of new Set(input.employeeIds)) {
    const assessment = assessments.get(employeeId)
    const code = skipReason(assessment, context.actor.agencyId, open.has(employeeId))
    if (code || !assessment) skipped.push({ employeeId, code: code ?? 'not_found' })
    else accepted.push(assessment)
  }
  if (accepted.length === 0) return { batchId: into, created: 0, skipped }
  const frame: Frame = {
    batchId: into ?? (await createBatch(tx, context, effectiveOn)),
    effectiveOn,
    dueOn: await dueDate(tx, context, { id: '', state: 'draft', sentAt: null, effectiveOn }),
    office: await officeName(tx, context.actor.agencyId),
  }
  for (const assessment of accepted) {
    if (await createProposal(tx, context, frame, assessment)) continue
    skipped.push({ employeeId: assessment.person.id, code: 'already_proposed' }) // somebody was faster
  }
  return { batchId: frame.batchId, created: new Set(input.employeeIds).size - skipped.length, skipped }
}

/** What all proposals of one batch share. */
type Frame = { batchId: string; effectiveOn: CivilDate; dueOn: CivilDate | null; office: string }

function skipReason(assessment: Assessment | undefined, agencyId: number, isOpen: boolean): string | null {
  if (!assessment || assessment.person.agencyId !== agencyId) return 'not_found'
  if (isOpen) return 'already_proposed'
  if (assessment.outcome === 'ineligible' || !assessment.after) {
    return assessment.findings.find((finding) => !finding.met)?.code ?? 'conditions_unmet'
  }
  return null
}

/** The condition of the unique index that lets a person have one proposal at a time. */
const isOpen = sql`state not in ('done', 'rejected', 'cancelled', 'turned_down', 'technical_revoked')`

/** Who has a proposal that is still on its way. The unique index of the table refuses what slips through. */
async function withOpenProposal(tx: Tx, employeeIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ employeeId: promotionProposals.employeeId })
    .from(promotionProposals)
    .where(
      and(
        inArray(promotionProposals.employeeId, [...employeeIds]),
        notInArray(promotionProposals.state, [...endStates]),
      ),
    )
  return new Set(rows.map((row) => row.employeeId))
}

/** A new batch with the next number of the period, such as U-2027-04-003. */
export async function createBatch(tx: Tx, context: Context, effectiveOn: CivilDate): Promise<string> {
  const { agencyId, accountId } = context.actor
  const period = effectiveOn.slice(0, 7)
  const sequence = await nextNumber(tx, agencyId, `batch:${period}`, yearOf(effectiveOn))
  const [batch] = await tx
    .insert(promotionBatches)
    .values({
      agencyId,
      effectiveOn,
      number: `U-${period}-${String(sequence).padStart(3, '0')}`,
      createdBy: accountId ?? '',
    })
    .returning({ id: promotionBatches.id })
  if (!batch) throw new Refusal('not_found')
  return batch.id
}

/** False when the person got an open proposal meanwhile. */
async function createProposal(
  tx: Tx,
  context: Context,
  { batchId, effectiveOn, dueOn, office }: Frame,
  assessment: Assessment,
): Promise<boolean> {
  const { actor, now } = context
  const { person, type } = assessment
  const period = effectiveOn.slice(0, 7)
  const sequence = await nextNumber(tx, actor.agencyId, `proposal:${period}`, yearOf(effectiveOn))
  const [proposal] = await tx
    .insert(promotionProposals)
    .values({
      number: `KP-${period}-${String(sequence).padStart(4, '0')}`,
      batchId,
      agencyId: actor.agencyId,
      employeeId: person.id,
      unitId: person.unitId,
      effectiveOn,
      ...figuresOf(assessment),
      madeBy: actor.accountId ?? '',
      enteredStateAt: now,
      dueOn,
    })
    .onConflictDoNothing({ target: promotionProposals.employeeId, where: isOpen })
    .returning()
  if (!proposal) return false
  await tx.insert(proposalEvents).values({
    proposalId: proposal.id,
    at: now,
    position: 0,
    event: 'create',
    toState: 'draft',
    accountId: actor.accountId,
    actorName: actor.name,
    actorRole: actor.role,
    actorOffice: office,
  })
  await attachArchived(tx, context, proposal)
  await recordAudit(
    tx,
    context,
    'promotion.create',
    null,
    { number: proposal.number, state: 'draft', type },
    {
      agencyId: proposal.agencyId,
      employeeId: proposal.employeeId,
      subjectId: proposal.id,
    },
  )
  return true
}
