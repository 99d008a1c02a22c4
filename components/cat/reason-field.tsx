'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { SHORTEST_REASON } from '@/lib/reason'

/** Why something is done, in words that go into the minutes or the trail. Needs `ClientMessages`. */
export function ReasonField({
  name,
  label,
  hint,
  isMissing,
}: {
  name: string
  label?: string
  hint?: string
  isMissing: boolean
}) {
  const t = useTranslations('exam.act')
  return (
    <Field label={label ?? t('reason')} hint={hint ?? t('reasonHint')} error={isMissing ? t('tooShort') : undefined}>
      <textarea name={name} rows={3} maxLength={500} />
    </Field>
  )
}

/** The reasons of a form that are too short to be one, as `take` found them. */
export function useReasons() {
  const [missing, setMissing] = useState<readonly string[]>([])
  /** The words of these fields; undefined when one of them says nothing. */
  const take = <Name extends string>(data: FormData, names: readonly Name[]): Record<Name, string> | undefined => {
    const words = Object.fromEntries(names.map((name) => [name, String(data.get(name)).trim()])) as Record<Name, string>
    const short = names.filter((name) => words[name].length < SHORTEST_REASON)
    setMissing(short)
    return short.length > 0 ? undefined : words
  }
  return { take, isMissing: (name: string) => missing.includes(name), forget: () => setMissing([]) }
}
