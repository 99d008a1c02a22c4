'use client'

import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useErrorTitle } from '@/components/ui/use-error-title'
import type { RefusalData, Result } from '@/lib/refusal'

export type PlainFormWords = {
  /** Before the title of the page while something is wrong. */
  errorMark: string
  /** With `{field}` where the label stands. */
  required: string
  unreachable: string
  /** With `{code}` where the code stands. */
  refused: string
  /** Sentences by refusal code; `{name}` stands for a fact. */
  refusals: Record<string, string>
}

/**
 * A form of a few plain fields where every kilobyte counts: no schema and no translation code in the browser, the
 * words come from the server. Fields marked `required` are checked here, everything else by the action, whose refusals
 * arrive on their fields or as `message`. What was typed stays. Everywhere else `useActionForm` is the one to take.
 */
export function usePlainForm<Input extends Record<string, string>, T>(
  action: (input: Input) => Promise<Result<T>>,
  words: PlainFormWords,
  onDone: (data: T) => void,
) {
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [message, setMessage] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  useErrorTitle(words.errorMark, message !== null || Object.keys(faults).length > 0)

  const refuse = (form: HTMLFormElement, { code, facts, fields }: RefusalData) => {
    const onFields = Object.entries(fields).map(([name, fault]) => [name, sentence(words, fault, facts)])
    setFaults(Object.fromEntries(onFields))
    if (onFields.length === 0) setMessage(sentence(words, code, facts))
    form.querySelector<HTMLInputElement>(`[name="${onFields[0]?.[0]}"]`)?.focus()
  }

  const send = async (form: HTMLFormElement) => {
    const missing = [...form.querySelectorAll<HTMLInputElement>('input[required]')].filter((field) => !field.value)
    setMessage(null)
    setFaults(
      Object.fromEntries(missing.map((field) => [field.name, withFacts(words.required, { field: labelOf(field) })])),
    )
    if (missing[0]) return missing[0].focus()
    setIsBusy(true)
    try {
      const result = await action(Object.fromEntries(new FormData(form)) as Input)
      if (result.ok) onDone(result.data)
      else refuse(form, result.refusal)
    } catch (error) {
      unstable_rethrow(error)
      setMessage(words.unreachable)
    } finally {
      setIsBusy(false)
    }
  }

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) void send(event.currentTarget)
  }
  return { onSubmit, faults, message, isBusy }
}

function sentence(words: PlainFormWords, code: string, facts: Record<string, unknown>): string {
  const text = words.refusals[code] ?? words.refused.replace('{code}', code)
  return withFacts(text, facts)
}

function withFacts(text: string, facts: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole))
}

function labelOf(field: HTMLInputElement): string {
  return field.labels?.[0]?.firstChild?.textContent ?? field.name
}
