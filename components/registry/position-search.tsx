'use client'

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import type { Option, PositionProps } from '@/components/registry/history-control'
import { Field } from '@/components/ui/field'
import { usePaused } from '@/components/ui/use-paused'
import { dataWord } from '@/lib/i18n/data-word'

const MIN_CHARACTERS = 2

/** Type a part of the title, then pick one of the posts found; what was picked stays in the list. */
export function PositionSearch(props: PositionProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Search {...props} />
    </QueryClientProvider>
  )
}

function Search({ label, optional, path, options, error, form }: PositionProps) {
  const t = useTranslations('registry')
  const { field } = useController({ name: path, control: form.control })
  const [picked, setPicked] = useState(options)
  const [typed, setTyped] = useState('')
  const query = usePaused(typed.trim())
  const employeeId = form.getValues('employeeId')
  const search = useQuery({
    queryKey: [employeeId, query],
    queryFn: ({ signal }) => findPositions(employeeId, query, signal),
    enabled: query.length >= MIN_CHARACTERS,
    placeholderData: (before) => before,
    retry: 1,
  })
  const found = query.length >= MIN_CHARACTERS ? search.data : undefined
  const others = (found ?? []).filter(({ value }) => !picked.some((option) => option.value === value))
  const shown = [...picked, ...others]
  const state = search.isError
    ? t('correct.positionFailed')
    : found && t('correct.positionFound', { count: found.length })
  return (
    <div className="grid gap-2">
      <Field label={t('correct.positionSearch')} hint={t('correct.positionHint')}>
        <input
          type="search"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <p role="status" className="min-h-5 text-sm text-muted">
        {state}
      </p>
      <Field label={label} optional={optional} error={error}>
        <select
          {...field}
          value={String(field.value)}
          onChange={(event) => {
            setPicked(shown.filter(({ value }) => value === event.target.value))
            field.onChange(event)
          }}
        >
          <option value="">{optional ? t('correct.none') : t('correct.choose')}</option>
          {shown.map(({ value, label: title, group }) => (
            <option key={value} value={value}>
              {group ? `${title} (${dataWord(t, `positionKind.${group}`)})` : title}
            </option>
          ))}
        </select>
      </Field>
    </div>
  )
}

async function findPositions(employeeId: string, query: string, signal: AbortSignal): Promise<Option[]> {
  const answer = await fetch(`/api/pegawai/${employeeId}/jabatan?q=${encodeURIComponent(query)}`, { signal })
  if (!answer.ok) throw new Error(`search answered ${answer.status}`)
  return answer.json()
}
