import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { halfSignedForms } from '@/db/schema/kinerja-forms'
import { plans } from '@/db/schema/kinerja-plan'
import { agencies } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import { type IssueRequest, issueDocument } from '@/lib/documents/issue.server'
import type { TemplateData, TemplateName } from '@/lib/documents/templates'
import { type HalfSigned, signFirst, signSecond } from '@/lib/documents/two-signatures.server'
import type { Form, FormInput } from '@/lib/kinerja/form-input'
import { awaitedSigners, isSignedByBoth } from '@/lib/kinerja/form-signers'
import { FORM_TEMPLATES } from '@/lib/kinerja/forms'
import { halvesOf, issuedOf, kindOf, type PreparedForm, prepareForm } from '@/lib/kinerja/forms.server'
import type { PlanPerson } from '@/lib/kinerja/plan'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal } from '@/lib/refusal'
import { NIP_SHAPE } from '@/lib/registry/nip'

/**
 * Signs a form in the name of its employee, the first of both; nobody can look it up before the appraiser has signed too.
 * A form that was signed before stays as it is. Refuses with not_found, or wrong_state before a plan is agreed or an
 * evaluation final.
 */
export async function signForm(context: Context, input: FormInput): Promise<void> {
  const { employeeId: signerId } = context.actor
  const prepared = await prepareForm(context, input)
  if (!prepared || !signerId || prepared.employeeId !== signerId || !isSignedByBoth(input.form))
    throw new Refusal('not_found')
  const { number, planId, agencyId, employeeId, people } = prepared
  await transact(context, async (tx) => {
    await tx.select({ id: plans.id }).from(plans).where(eq(plans.id, planId)).for('update')
    const forms = [{ form: input.form, number }]
    const known = [...(await issuedOf(tx, employeeId, forms)), ...(await halvesOf(tx, forms))]
    if (known.length > 0) return
    const request = await requestOf(tx, context, input.form, prepared, true)
    const official = { ...request.official, id: signerId, name: people.employee.name }
    const half = await signFirst(tx, context, { ...request, official })
    await tx.insert(halfSignedForms).values({
      kind: kindOf(input.form),
      number,
      planId,
      half,
      fileSha256: half.letter.fileSha256,
      signedAt: context.now,
    })
    const subject = { agencyId, employeeId, subjectId: planId }
    await recordAudit(tx, context, 'evaluation.sign_form', null, { form: input.form, number }, subject)
  })
}

/**
 * Signs a form in the name of the appraiser, who alone may: beside the employee's signature where it has both, alone once
 * the employee's days are over. What was signed before is given again. Refuses with not_found, with wrong_state before a
 * plan is agreed or an evaluation final, with kinerja.form_employee_first, and with kinerja.form_stale where the form says
 * something else than the employee signed, whose signature is then dropped.
 */
export async function issueForm(context: Context, input: FormInput): Promise<{ documentId: string }> {
  const { employeeId: signerId } = context.actor
  const prepared = await prepareForm(context, input)
  if (!prepared || !signerId || prepared.appraiserId !== signerId) throw new Refusal('not_found')
  const { number, planId, employeeId, dueOn, people } = prepared
  const documentId = await transact(context, async (tx) => {
    await tx.select({ id: plans.id }).from(plans).where(eq(plans.id, planId)).for('update')
    const forms = [{ form: input.form, number }]
    const [known] = await issuedOf(tx, employeeId, forms)
    if (known) return known.id
    const [signed] = await halvesOf(tx, forms)
    if (signed) {
      const half = signed.half as HalfSigned
      if (half.letter.fileSha256 !== signed.fileSha256 || !saysTheSame(half, input.form, prepared)) return null
      const official = { ...half.request.official, id: signerId, name: people.appraiser.name }
      return (await signSecond(tx, context, half, official)).id
    }
    const state = { isHalfSigned: false, dueOn, today: todayOf(context) }
    if (!awaitedSigners(input.form, state).includes('appraiser'))
      throw new Refusal('kinerja.form_employee_first', { name: people.employee.name, dueOn })
    const request = await requestOf(tx, context, input.form, prepared, false)
    return (await issueDocument(tx, context, request)).id
  })
  if (documentId) return { documentId }
  await dropHalf(context.now, input.form, number)
  throw new Refusal('kinerja.form_stale', { name: people.employee.name })
}

/** Whether the employee signed what the form says now; day, place, letterhead and signatories are of the day of signing. */
function saysTheSame({ request }: HalfSigned, form: Form, { data, number }: PreparedForm): boolean {
  const stored = request.data as Record<string, unknown>
  const { letterhead, signatory, employeeSignatory, date, place, number: signedNumber, ...said } = stored
  const now: unknown = JSON.parse(JSON.stringify(data)) // as it comes back from where the half is kept
  return request.template === FORM_TEMPLATES[form] && signedNumber === number && isDeepStrictEqual(said, now)
}

/** Neither side may take a signature away. */
async function dropHalf(now: Date, form: Form, number: string): Promise<void> {
  const isHalf = and(eq(halfSignedForms.kind, kindOf(form)), eq(halfSignedForms.number, number))
  await transact(systemContext('forms', now), (tx) => tx.delete(halfSignedForms).where(isHalf))
}

/** The form as a letter of the appraiser, with a place for the employee's signature or without. */
async function requestOf(
  tx: Tx,
  context: Context,
  form: Form,
  { data, number, planId, employeeId, agencyId, appraiserId, people }: PreparedForm,
  hasEmployee: boolean,
): Promise<IssueRequest> {
  const [agency] = await tx.select().from(agencies).where(eq(agencies.id, agencyId))
  if (!agency) throw new Error(`plan ${planId} of no agency`)
  const { name } = people.appraiser
  const template: TemplateName = FORM_TEMPLATES[form]
  return {
    template,
    data: {
      ...data,
      ...(isSignedByBoth(form) && {
        employeeSignatory: hasEmployee ? blockOf('Pegawai yang Dinilai,', people.employee) : null,
      }),
      letterhead: { kind: 'office', parent: null, office: agency.name, address: agency.address, logo: agency.logo },
      signatory: blockOf('Pejabat Penilai Kinerja,', people.appraiser),
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
    official: { id: appraiserId, name, organisation: agency.name },
    signedById: appraiserId,
  }
}

function blockOf(capacity: string, { name, rank, nip }: PlanPerson) {
  return { capacity: [capacity], name, rank, nip: NIP_SHAPE.test(nip) ? nip : null }
}
