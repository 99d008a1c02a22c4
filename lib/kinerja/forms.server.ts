import 'server-only'
import { and, eq, or } from 'drizzle-orm'
import * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'
import { plans } from '@/db/schema/kinerja-plan'
import { agencies } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn, yearOf } from '@/lib/civil-date'
import { issueDocument } from '@/lib/documents/issue.server'
import { documentTemplates, type TemplateData } from '@/lib/documents/templates'
import { evaluationRef, isFinalState } from '@/lib/kinerja/evaluation'
import { todayOf } from '@/lib/kinerja/evaluation-load.server'
import { type FoundEvaluation, findEvaluation } from '@/lib/kinerja/evaluations-read.server'
import {
  conversionForm,
  documentForm,
  evaluationForm,
  FORM_TEMPLATES,
  FORMS,
  type Form,
  formNumber,
  planForm,
} from '@/lib/kinerja/forms'
import type { PlanPerson } from '@/lib/kinerja/plan'
import { findPlan } from '@/lib/kinerja/plans-read.server'
import { Refusal } from '@/lib/refusal'
import { gradeOf } from '@/lib/registry/positions'
import { loadReference } from '@/lib/registry/reference.server'
import { rowOn } from '@/lib/registry/validity'

/** Which form of which plan; of an evaluation, its period too. */
export const formInput = evaluationRef.extend({ form: z.enum(FORMS) })

type FormInput = z.output<typeof formInput>

/** A form that is about to be printed: its words, its number, whose it is. */
type Prepared = {
  data: Omit<TemplateData<(typeof FORM_TEMPLATES)[Form]>, 'letterhead' | 'signatory' | 'number' | 'date' | 'place'>
  number: string
  planId: string
  employeeId: string
  agencyId: number
  appraiserId: string
  people: { employee: PlanPerson; appraiser: PlanPerson }
}

/**
 * Prints and signs a form in the name of the appraiser, who alone may; what was signed before is given again. Refuses with
 * not_found, or wrong_state before a plan is agreed or an evaluation final.
 */
export async function issueForm(context: Context, input: FormInput): Promise<{ documentId: string }> {
  const { employeeId: signerId } = context.actor
  const prepared = await prepare(context, input)
  if (!prepared || !signerId || prepared.appraiserId !== signerId) throw new Refusal('not_found')
  const { data, number, planId, employeeId, agencyId, people } = prepared
  const template = FORM_TEMPLATES[input.form]
  return transact(context, async (tx) => {
    await tx.select({ id: plans.id }).from(plans).where(eq(plans.id, planId)).for('update')
    const [known] = await issuedOf(tx, employeeId, [{ form: input.form, number }])
    if (known) return { documentId: known.id }
    const [agency] = await tx.select().from(agencies).where(eq(agencies.id, agencyId))
    if (!agency) throw new Error(`plan ${planId} of no agency`)
    const { name, nip, rank } = people.appraiser
    const issued = await issueDocument(tx, context, {
      template,
      data: {
        ...data,
        letterhead: { kind: 'office', parent: null, office: agency.name, address: agency.address, logo: agency.logo },
        signatory: { capacity: ['Pejabat Penilai Kinerja,'], name, rank, nip: /^\d{18}$/.test(nip) ? nip : null },
        number,
        date: todayOf(context),
        place: agency.seat || agency.name,
      } as TemplateData<typeof template>,
      agencyId,
      issuedByAgencyId: agencyId,
      employeeId,
      holderName: people.employee.name,
      issuingOffice: agency.name,
      signatoryTitle: 'Pejabat Penilai Kinerja',
      official: { id: signerId, name, organisation: agency.name },
      signedById: signerId,
    })
    return { documentId: issued.id }
  })
}

async function prepare(context: Context, input: FormInput): Promise<Prepared | undefined> {
  const plan = await findPlan(context, input.planId)
  if (!plan) return undefined
  const { id: planId, employeeId, agencyId, appraiserId, people } = plan
  const party = { planId, employeeId, agencyId, appraiserId, people }
  if (input.form === 'plan') {
    if (!plan.agreedAt) throw new Refusal('wrong_state', { state: plan.state, event: 'issue_form' })
    const agreedOn = civilDateIn('Asia/Jakarta', plan.agreedAt)
    const data = { ...planForm(plan, agreedOn), copies: [] }
    return { ...party, data, number: formNumber('plan', yearOf(plan.startsOn), planId) }
  }
  const evaluation = await findEvaluation(context, input)
  if (!evaluation) return undefined
  const { state, row, period } = evaluation
  if (!row || !isFinalState(state)) throw new Refusal('wrong_state', { state, event: 'issue_form' })
  const number = formNumber(input.form, yearOf(period.startsOn), row.id)
  const rated = { ...evaluation, row }
  if (input.form === 'evaluation') return { ...party, data: { ...evaluationForm(rated), copies: [] }, number }
  if (input.form === 'document') return { ...party, data: { ...documentForm(rated), copies: [] }, number }
  const grade = await creditGrade(context, evaluation)
  return grade && { ...party, data: { ...conversionForm(rated, grade), copies: [] }, number }
}

/** From this year angka kredit follow from the annual predikat. Source: PermenPANRB 1/2023. */
const CONVERTED_SINCE: CivilDate = '2023-01-01'

/** The jenjang of the post of an evaluation with its koefisien; undefined where no angka kredit follow from it. */
async function creditGrade(context: Context, { period, people }: FoundEvaluation) {
  const grade = gradeOf(people.employee.position)
  if (!grade || period.kind !== 'annual' || period.startsOn < CONVERTED_SINCE) return undefined
  const { creditPoints } = await transact(context, loadReference)
  const row = rowOn(creditPoints, grade, period.startsOn)
  return row && { grade, coefficientThousandths: row.coefficientThousandths }
}

export type OfficialForm = { form: Form; document: { id: string; code: string; issuedOn: CivilDate } | null }

/** The form of a plan, and whether it was signed; none before it is agreed. */
export async function listPlanForms(
  context: Context,
  plan: { id: string; employeeId: string; startsOn: CivilDate; agreedAt: Date | null },
): Promise<OfficialForm[]> {
  if (!plan.agreedAt) return []
  return withDocuments(context, plan.employeeId, [
    { form: 'plan', number: formNumber('plan', yearOf(plan.startsOn), plan.id) },
  ])
}

/** The forms of an evaluation that is final, and which were signed. */
export async function listEvaluationForms(context: Context, evaluation: FoundEvaluation): Promise<OfficialForm[]> {
  const { row, state, period } = evaluation
  if (!row || !isFinalState(state)) return []
  const forms: Form[] = ['evaluation', 'document']
  if (await creditGrade(context, evaluation)) forms.push('conversion')
  const year = yearOf(period.startsOn)
  return withDocuments(
    context,
    row.employeeId,
    forms.map((form) => ({ form, number: formNumber(form, year, row.id) })),
  )
}

type Numbered = { form: Form; number: string }

async function withDocuments(context: Context, employeeId: string, forms: Numbered[]): Promise<OfficialForm[]> {
  const found = await transact(context, (tx) => issuedOf(tx, employeeId, forms))
  return forms.map(({ form, number }) => ({ form, document: found.find((each) => each.number === number) ?? null }))
}

function issuedOf(tx: Tx, employeeId: string, forms: readonly Numbered[]) {
  return tx
    .select({
      id: issuedDocuments.id,
      code: issuedDocuments.code,
      number: issuedDocuments.number,
      issuedOn: issuedDocuments.issuedOn,
    })
    .from(issuedDocuments)
    .where(
      and(
        eq(issuedDocuments.employeeId, employeeId),
        eq(issuedDocuments.status, 'issued'),
        or(
          ...forms.map(({ form, number }) =>
            and(
              eq(issuedDocuments.kind, documentTemplates[FORM_TEMPLATES[form]].kind),
              eq(issuedDocuments.number, number),
            ),
          ),
        ),
      ),
    )
}
