'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

export type FixAction = Action<{ id: string; row: number; column: string; value: string }, { errors: number }>

type Place = { id: string; row: number; column: string; action: FixAction }

/** The value of a faulty cell: choose it, put in another, and the row is checked again. */
export function CellEditor({
  value,
  label,
  children,
  ...place
}: Place & { value: string; label: string; children: ReactNode }) {
  const t = useTranslations('import.check')
  const [draft, setDraft] = useState<string | null>(null)
  const { fix, isBusy, trouble } = useFix(place, () => setDraft(null))

  if (draft === null) {
    return (
      <button
        type="button"
        aria-label={label}
        title={label}
        className="-mx-1.5 min-h-8 cursor-text rounded-md border border-transparent px-1.5 text-left font-medium wrap-anywhere md:whitespace-nowrap [font-variant-numeric:normal] hover:border-border max-md:min-h-11"
        onClick={() => setDraft(value)}
      >
        {children}
      </button>
    )
  }
  return (
    <form
      method="post"
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        fix(draft)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(null)
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
        autoFocus
        aria-label={label}
        className="min-h-9! w-56! max-w-full text-sm!"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      <Button type="submit" size="sm" variant="primary" busy={isBusy}>
        {t('save')}
      </Button>
      <Button size="sm" onClick={() => setDraft(null)}>
        {t('cancel')}
      </Button>
      {trouble && (
        <p role="alert" className="w-full text-xs font-semibold text-danger">
          {trouble}
        </p>
      )}
    </form>
  )
}

/** Puts in the only value that is possible. */
export function UseSuggestion({
  value,
  icon,
  children,
  ...place
}: Place & { value: string; icon: ReactNode; children: ReactNode }) {
  const { fix, isBusy, trouble } = useFix(place)
  return (
    <>
      <Button size="sm" icon={icon} busy={isBusy} className="font-medium! whitespace-nowrap" onClick={() => fix(value)}>
        {children}
      </Button>
      {trouble && (
        <p role="alert" className="text-xs font-semibold text-danger">
          {trouble}
        </p>
      )}
    </>
  )
}

function useFix({ id, row, column, action }: Place, onDone?: () => void) {
  const { run, isBusy, trouble } = useCommand()
  const fix = (value: string) => {
    const line = document.activeElement?.closest('tr')
    run(
      () => action({ id, row, column, value }),
      () => {
        onDone?.()
        focusNeighbour(line)
      },
    )
  }
  return { fix, isBusy, trouble }
}

/** The line that was mended goes away with its focus: the next one takes it, so that the keyboard keeps its place. */
function focusNeighbour(line: Element | null | undefined) {
  const neighbour = line?.nextElementSibling ?? line?.previousElementSibling
  neighbour?.querySelector('button')?.focus()
}
