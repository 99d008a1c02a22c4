import 'server-only'
import { and, asc, inArray, notInArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { stateIsNone } from '@/db/reference/proposal-ends'
import { employees } from '@/db/schema/registry'
import { promotionBatches, promotionProposals, proposalEvents } from '@/db/schema/sapk'
import { recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay, isCivilDate, yearOf } from '@/lib/civil-date'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { cutOff } from '@/lib/sapk/period'
import { getPeriod } from '@/lib/sapk/periods.server'
import { endStates, type Proposal } from '@/lib/sapk/proposal'
import { type Assessment, assessEmployees, figuresOf } from '@/lib/sapk/proposal-assess.server'
import { attachArchived } from '@/lib/sapk/proposal-documents.server'
import { nextNumber, officeName } from '@/lib/sapk/proposal-step.server'

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
  await holdPeople(tx, input.employeeIds)
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
    dueOn: (await getPeriod(tx, effectiveOn)).closesOn,
    office: await officeName(tx, context.actor.agencyId),
  }
  const made = new Set((await addProposals(tx, context, frame, accepted)).map(({ employeeId }) => employeeId))
  for (const { person } of accepted) {
    if (!made.has(person.id)) skipped.push({ employeeId: person.id, code: 'already_proposed' }) // somebody was faster
  }
  return { batchId: frame.batchId, created: made.size, skipped }
}

/** Nobody merges these people while they are proposed; who was merged a moment ago is seen to be gone. */
async function holdPeople(tx: Tx, employeeIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: employees.id })
    .from(employees)
    .where(inArray(employees.id, [...employeeIds]))
    .orderBy(asc(employees.id))
    .for('key share')
}

/** What all proposals of one batch share. */
type Frame = { batchId: string; effectiveOn: CivilDate; dueOn: CivilDate; office: string }

function skipReason(assessment: Assessment | undefined, agencyId: number, isOpen: boolean): string | null {
  if (!assessment || assessment.person.agencyId !== agencyId) return 'not_found'
  if (isOpen) return 'already_proposed'
  if (assessment.outcome === 'ineligible' || !assessment.after) {
    return assessment.findings.find((finding) => !finding.met)?.code ?? 'conditions_unmet'
  }
  return null
}

/** The condition of the unique index that lets a person have one proposal at a time. */
const isOpen = sql.raw(stateIsNone(endStates))

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

/** Whoever got an open proposal meanwhile is left out, and their number is not given again. */
async function addProposals(
  tx: Tx,
  context: Context,
  { batchId, effectiveOn, dueOn, office }: Frame,
  assessments: readonly Assessment[],
): Promise<Proposal[]> {
  const { actor, now } = context
  const period = effectiveOn.slice(0, 7)
  const first = await nextNumber(tx, actor.agencyId, `proposal:${period}`, yearOf(effectiveOn), assessments.length)
  const made = await tx
    .insert(promotionProposals)
    .values(
      assessments.map((assessment, index) => ({
        number: `KP-${period}-${String(first + index).padStart(4, '0')}`,
        batchId,
        agencyId: actor.agencyId,
        employeeId: assessment.person.id,
        unitId: assessment.person.unitId,
        effectiveOn,
        ...figuresOf(assessment),
        madeBy: actor.accountId ?? '',
        enteredStateAt: now,
        dueOn,
      })),
    )
    .onConflictDoNothing({ target: promotionProposals.employeeId, where: isOpen })
    .returning()
  if (made.length === 0) return made
  await tx.insert(proposalEvents).values(
    made.map(({ id }) => ({
      proposalId: id,
      at: now,
      position: 0,
      event: 'create',
      toState: 'draft' as const,
      accountId: actor.accountId,
      actorName: actor.name,
      actorRole: actor.role,
      actorOffice: office,
    })),
  )
  await attachArchived(tx, context, made)
  await recordAudits(
    tx,
    context,
    'promotion.create',
    made.map(({ id, number, type, agencyId, employeeId }) => ({
      before: null,
      after: { number, state: 'draft', type },
      subject: { agencyId, employeeId, subjectId: id },
    })),
  )
  return made
}
