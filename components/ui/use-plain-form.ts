'use client'

import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { Result } from '@/lib/refusal'

export type PlainFormWords = {
  required: string
  unreachable: string
  /** With `{code}` where the code stands. */
  refused: string
  /** Sentences by refusal code; `{name}` stands for a fact. */
  refusals: Record<string, string>
}

/**
 * A form of a few plain fields where every kilobyte counts: no schema and no translation code in the browser, the
 * words come from the server. Fields marked `required` are checked here, everything else by the action. What was
 * typed stays. Everywhere else `useActionForm` is the one to take.
 */
export function usePlainForm<Input extends Record<string, string>, T>(
  action: (input: Input) => Promise<Result<T>>,
  words: PlainFormWords,
  onDone: (data: T) => void,
) {
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [message, setMessage] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  const send = async (form: HTMLFormElement) => {
    const missing = [...form.querySelectorAll<HTMLInputElement>('input[required]')].filter((field) => !field.value)
    setMessage(null)
    setFaults(Object.fromEntries(missing.map((field) => [field.name, words.required])))
    if (missing[0]) return missing[0].focus()
    setIsBusy(true)
    try {
      const result = await action(Object.fromEntries(new FormData(form)) as Input)
      if (result.ok) onDone(result.data)
      else setMessage(sentence(words, result.refusal.code, result.refusal.facts))
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
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole))
}
