'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { unstable_rethrow } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import {
  type DefaultValues,
  type FieldError,
  type FieldErrors,
  type FieldValues,
  get,
  type Path,
  type Resolver,
  useForm,
} from 'react-hook-form'
import type * as z from 'zod'
import { pressOver, watchPresses } from '@/components/ui/press'
import { useErrorTitle } from '@/components/ui/use-error-title'
import { useFailureText } from '@/components/ui/use-failure-text'
import { useFetchedAtRest } from '@/components/ui/use-later'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { dataWord } from '@/lib/i18n/data-word'
import type { Action, RefusalData } from '@/lib/refusal'

/**
 * A form over one schema and one action. Checks on submit, then on leaving a field; the server checks the same schema
 * again, and its refusals arrive on their fields or as `errors.root`, where a lost connection and a fault of the server
 * are said too. None of these loses what was typed, and a second press while it sends does nothing. Give `summary` to
 * `<ErrorSummary {...summary} />`; `refusal` has the findings when rules said no. A schema's message may be a code of
 * `refusals`; without one the sentence follows from the kind of fault. Needs `ClientMessages`.
 *
 * Give the schema as `() => import('@/lib/…').then((file) => file.promotionInput)` where first-load size counts: zod is
 * then fetched when the page is idle, which saves 27 kB.
 */
export function useActionForm<Input extends FieldValues, Output, T>(
  schema: z.ZodType<Output, Input> | (() => Promise<z.ZodType<Output, Input>>),
  action: Action<Input, T>,
  defaults: DefaultValues<Input>,
  onDone?: (data: T) => void,
) {
  const t = useTranslations('common.form')
  const faultText = useFaultText()
  const refusalText = useRefusalText()
  const failureText = useFailureText()
  const [attempt, setAttempt] = useState(0)
  const [refusal, setRefusal] = useState<RefusalData | null>(null)

  useEffect(watchPresses, [])
  useFetchedAtRest(typeof schema === 'function' ? schema : null)

  const resolver: Resolver<Input, unknown, Output> = async (typed, context, options) => {
    const values = structuredClone(typed) // what is typed while the schema is on its way is for the next press
    if (options.names?.length === 1) await pressOver() // a field was left, perhaps by pressing a button
    const known = typeof schema === 'function' ? await schema() : schema
    const checked = await zodResolver(known, { error: limitOf })(values, context, options)
    for (const [name, fault] of faults(checked.errors)) {
      fault.message = faultText(fault, get(values, name), fieldLabel(get(options.fields, name)))
    }
    return checked
  }
  const form = useForm<Input, unknown, Output>({
    resolver,
    defaultValues: defaults,
    reValidateMode: 'onBlur',
    shouldFocusError: false,
  })
  const { setError, getValues, setFocus, watch } = form

  const isTypingOn = useRef(false)
  useEffect(() => watch(() => (isTypingOn.current = true)).unsubscribe, [watch])
  const leadToFaults = () => setAttempt((count) => count + 1)
  const leadUnlessTyping = () => {
    if (!isTypingOn.current) leadToFaults()
  }

  const refuse = (data: RefusalData) => {
    const onFields = Object.entries(data.fields)
    for (const [name, code] of onFields) {
      const findings = data.findings.filter((each) => each.code === code)
      setError(name as Path<Input>, { message: refusalText({ ...data, code, findings }) })
    }
    setRefusal(data)
    if (onFields.length > 0) return leadUnlessTyping()
    setError('root', { message: refusalText(data) })
    leadToFaults() // they stand at no field where they could be seen
  }

  const send = async (pressed: Input) => {
    setRefusal(null)
    const result = await action(pressed)
    if (result.ok) onDone?.(result.data)
    else refuse(result.refusal)
  }

  const isSending = useRef(false)
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (isSending.current) return
    const pressed = structuredClone(getValues())
    isSending.current = true
    isTypingOn.current = false
    try {
      await form.handleSubmit(() => send(pressed), leadUnlessTyping)(event)
    } catch (error) {
      unstable_rethrow(error)
      setError('root', { message: failureText(error) })
      leadToFaults()
    } finally {
      isSending.current = false
    }
  }
  const errors = faults(form.formState.errors).map(([name, fault]) => ({
    name,
    message: fault.message ?? t('invalid', { field: t('field') }),
  }))
  useErrorTitle(t('errorMark'), errors.length > 0)
  const summary = { errors, attempt, onPick: (name: string) => setFocus(name as Path<Input>) }
  return { form, submit, summary, refusal, isBusy: form.formState.isSubmitting }
}

/** Every fault of a form with its dotted field name. */
function faults(errors: FieldErrors, prefix = ''): [name: string, fault: FieldError][] {
  return Object.entries(errors).flatMap(([key, value]): [string, FieldError][] => {
    if (!value) return []
    const name = prefix + key
    if (typeof value.type === 'string' || typeof value.message === 'string') return [[name, value as FieldError]]
    return faults(value as FieldErrors, `${name}.`)
  })
}

/** How long or large something may be, for the sentence about it: what was measured, and the limit. */
function limitOf({ code, origin, minimum, maximum, inclusive }: z.core.$ZodRawIssue): string | undefined {
  return code.startsWith('too_') ? `${inclusive ? origin : 'beyond'} ${minimum ?? maximum}` : undefined
}

/** A fault found by the schema, as a sentence that names its field. */
function useFaultText(): (fault: FieldError, value: unknown, label?: string) => string {
  const refusals = useTranslations('refusals')
  const t = useTranslations('common.form')
  return (fault, value, label) => {
    const field = label || t('field')
    const code = fault.message ?? ''
    if (/^[\w.]+$/.test(code) && refusals.has(code as never)) return dataWord(refusals, code)
    if (Number.isNaN(value) || String(value ?? '').trim() === '') return t('required', { field })
    const [measured = '', limit] = code.split(' ')
    return t.has(`fault.${fault.type}` as never)
      ? dataWord(t, `fault.${fault.type}`, { field, measured, limit: Number(limit) })
      : t('invalid', { field })
  }
}

/** What stands over a field: the question of a group of choices, else the label without "(opsional)". */
function fieldLabel(field: { ref?: unknown; refs?: unknown[] } | undefined): string | undefined {
  const control = field?.refs?.[0] ?? field?.ref
  if (!(control instanceof HTMLElement)) return undefined
  const isChoice = control.matches('[type=radio], [type=checkbox]')
  const label = isChoice
    ? control.closest('fieldset')?.querySelector('legend')
    : (control as HTMLInputElement).labels?.[0]
  return label?.firstChild?.textContent?.trim()
}
