'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form'
import { Conflict } from '@/components/ui/conflict'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { RefusalData } from '@/lib/refusal'

/** A value that is compared: its name in the form or beside it, its label, and how it is read. */
export type ConflictField = { name: string; label: ReactNode; show?: (value: unknown) => string }

/**
 * After `stale` with what stands there now: what the person filled in beside it. One press fills the form with what
 * stands there, another keeps what the person changed and takes over the rest; nothing is sent until they save again.
 *
 * @param seen what the page showed, where that is more than the form holds
 * @param onTake for a form that holds nothing of it: fetches the page again
 */
export function FormConflict<Input extends FieldValues, Output>({
  form,
  refusal,
  fields,
  seen: shown,
  onTake,
}: {
  form: UseFormReturn<Input, unknown, Output>
  refusal: RefusalData | null
  fields: readonly ConflictField[]
  seen?: Record<string, unknown>
  onTake?: () => void
}) {
  const t = useTranslations('common.conflict')
  const locale = localeFrom(useLocale())
  const seen = useRef<Record<string, unknown>>(shown ?? form.formState.defaultValues ?? {})
  const [settled, setSettled] = useState<RefusalData | null>(null)
  const present = refusal?.code === 'stale' && refusal !== settled ? refusal.present : undefined
  const { clearErrors } = form
  useEffect(() => {
    if (present) clearErrors('root') // both versions say more than the sentence
  }, [present, clearErrors])
  if (!present) return null

  const { values, by, at } = present
  const typed = form.getValues()
  const empty = (value: unknown) => (value === null || value === '' ? t('empty') : String(value))
  const changed = fields.filter(
    ({ name, show = empty }) => name in values && show(values[name]) !== show(seen.current[name]),
  )
  const settle = (keep: (name: string) => boolean) => {
    for (const [name, value] of Object.entries(values)) {
      if (name in typed && !keep(name)) form.setValue(name as Path<Input>, value as PathValue<Input, Path<Input>>)
    }
    seen.current = { ...seen.current, ...values }
    setSettled(refusal)
    const first = [...changed.map(({ name }) => name), ...Object.keys(typed)].find((name) => name in typed)
    if (first) form.setFocus(first as Path<Input>)
  }
  const when = at && formatInstant(new Date(at), locale, 'Asia/Jakarta')
  return (
    <Conflict
      rows={changed.map(({ name, label, show = empty }) => ({
        label,
        seen: show(name in typed ? typed[name] : seen.current[name]),
        now: show(values[name]),
      }))}
      change={when ? (by ? t('by', { who: by, at: when }) : t('at', { at: when })) : undefined}
      onReload={onTake ?? (() => settle(() => false))}
      onKeep={() => settle((name) => name !== 'version' && name !== 'id' && !isSame(typed[name], seen.current[name]))}
    />
  )
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

const sorted = (value: unknown) => (Array.isArray(value) ? value.toSorted() : (value ?? null))
