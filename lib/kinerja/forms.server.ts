import 'server-only'
import { and, eq, or } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'
import { halfSignedForms } from '@/db/schema/kinerja-forms'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn, yearOf } from '@/lib/civil-date'
import { documentTemplates, type TemplateData } from '@/lib/documents/templates'
import { isFinalState } from '@/lib/kinerja/evaluation'
import { type FoundEvaluation, findEvaluation } from '@/lib/kinerja/evaluations-read.server'
import type { Form, FormInput } from '@/lib/kinerja/form-input'
import { awaitedSigners, employeeSignsUntil } from '@/lib/kinerja/form-signers'
import { conversionForm, documentForm, evaluationForm, FORM_TEMPLATES, formNumber, planForm } from '@/lib/kinerja/forms'
import type { PlanPerson } from '@/lib/kinerja/plan'
import { findPlan } from '@/lib/kinerja/plans-read.server'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal } from '@/lib/refusal'
import { gradeOf } from '@/lib/registry/positions'
import { loadReference } from '@/lib/registry/reference.server'
import { rowOn } from '@/lib/registry/validity'

/** A form that is about to be printed: its words, its number, whose it is. */
export type PreparedForm = {
  data: Omit<
    TemplateData<(typeof FORM_TEMPLATES)[Form]>,
    'letterhead' | 'signatory' | 'employeeSignatory' | 'number' | 'date' | 'place'
  >
  number: string
  dueOn: CivilDate // until when it waits for the employee
  planId: string
  employeeId: string
  agencyId: number
  appraiserId: string
  people: { employee: PlanPerson; appraiser: PlanPerson }
}

/** What a form would print now, for the people of its plan. Refuses with wrong_state before a plan is agreed or an evaluation final. */
export async function prepareForm(context: Context, input: FormInput): Promise<PreparedForm | undefined> {
  const plan = await findPlan(context, input.planId)
  if (!plan) return undefined
  const { id: planId, employeeId, agencyId, appraiserId, people } = plan
  const party = { planId, employeeId, agencyId, appraiserId, people }
  if (input.form === 'plan') {
    if (!plan.agreedAt) throw new Refusal('wrong_state', { state: plan.state, event: 'issue_form' })
    const agreedOn = civilDateIn('Asia/Jakarta', plan.agreedAt)
    const data = { ...planForm(plan, agreedOn), copies: [] }
    const number = formNumber('plan', yearOf(plan.startsOn), planId)
    return { ...party, data, number, dueOn: employeeSignsUntil(agreedOn) }
  }
  const evaluation = await findEvaluation(context, input)
  if (!evaluation) return undefined
  const { state, row, period } = evaluation
  if (!row || !isFinalState(state)) throw new Refusal('wrong_state', { state, event: 'issue_form' })
  const number = formNumber(input.form, yearOf(period.startsOn), row.id)
  const rated = { ...evaluation, row }
  const facts = { ...party, number, dueOn: finalDueOn(row) }
  if (input.form === 'evaluation') return { ...facts, data: { ...evaluationForm(rated), copies: [] } }
  if (input.form === 'document') return { ...facts, data: { ...documentForm(rated), copies: [] } }
  const grade = await creditGrade(context, evaluation)
  return grade && { ...facts, data: { ...conversionForm(rated, grade), copies: [] } }
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

/** Until when the document of a final evaluation waits for the employee: after it was received, or the objection decided. */
function finalDueOn({ decidedAt, receivedOn, endsOn }: NonNullable<FoundEvaluation['row']>): CivilDate {
  return employeeSignsUntil(decidedAt ? civilDateIn('Asia/Jakarta', decidedAt) : (receivedOn ?? endsOn))
}

export type OfficialForm = {
  form: Form
  document: { id: string; code: string; issuedOn: CivilDate } | null
  isHalfSigned: boolean // by the employee
  awaits: ('employee' | 'appraiser')[]
  dueOn: CivilDate
}

/** The form of a plan, and whether it was signed; none before it is agreed. */
export async function listPlanForms(
  context: Context,
  plan: { id: string; employeeId: string; startsOn: CivilDate; agreedAt: Date | null },
): Promise<OfficialForm[]> {
  if (!plan.agreedAt) return []
  const number = formNumber('plan', yearOf(plan.startsOn), plan.id)
  const dueOn = employeeSignsUntil(civilDateIn('Asia/Jakarta', plan.agreedAt))
  return withDocuments(context, plan.employeeId, dueOn, [{ form: 'plan', number }])
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
    finalDueOn(row),
    forms.map((form) => ({ form, number: formNumber(form, year, row.id) })),
  )
}

type Numbered = { form: Form; number: string }

async function withDocuments(
  context: Context,
  employeeId: string,
  dueOn: CivilDate,
  forms: Numbered[],
): Promise<OfficialForm[]> {
  const today = todayOf(context)
  return transact(context, async (tx) => {
    const found = await issuedOf(tx, employeeId, forms)
    const halves = await halvesOf(tx, forms)
    return forms.map(({ form, number }) => {
      const document = found.find((each) => each.number === number) ?? null
      const isHalfSigned = halves.some((half) => half.number === number)
      const awaits = document ? [] : awaitedSigners(form, { isHalfSigned, dueOn, today })
      return { form, document, isHalfSigned, awaits, dueOn }
    })
  })
}

/** Which of these forms the employee has signed. */
export function halvesOf(tx: Tx, forms: readonly Numbered[]) {
  return tx
    .select({ number: halfSignedForms.number, half: halfSignedForms.half, fileSha256: halfSignedForms.fileSha256 })
    .from(halfSignedForms)
    .where(
      or(
        ...forms.map(({ form, number }) =>
          and(eq(halfSignedForms.kind, kindOf(form)), eq(halfSignedForms.number, number)),
        ),
      ),
    )
}

export const kindOf = (form: Form) => documentTemplates[FORM_TEMPLATES[form]].kind

/** Which of these forms are signed by all. */
export function issuedOf(tx: Tx, employeeId: string, forms: readonly Numbered[]) {
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
            and(eq(issuedDocuments.kind, kindOf(form)), eq(issuedDocuments.number, number)),
          ),
        ),
      ),
    )
}
