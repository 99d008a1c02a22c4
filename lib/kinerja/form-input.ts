import * as z from 'zod'
import { proofInput } from '@/lib/auth/inputs'
import { evaluationRef } from '@/lib/kinerja/evaluation'

/** The official forms: the plan, its evaluation, the document of the evaluation, and the conversion of the predikat. */
export const FORMS = ['plan', 'evaluation', 'document', 'conversion'] as const

export type Form = (typeof FORMS)[number]

/** Which form of which plan; of an evaluation, its period too. */
const formInput = evaluationRef.extend({ form: z.enum(FORMS) })

/** The same, with who signs it proven once more. */
export const signedFormInput = formInput.extend(proofInput.shape)

export type FormInput = z.output<typeof formInput>
