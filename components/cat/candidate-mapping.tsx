'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type ChosenFields, fieldsOf, MappingTable, MissingColumns } from '@/components/import/mapping-table'
import { DiscardButton } from '@/components/import/run-button'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { type CandidateSheet, COLUMNS, SHEETS, type SheetKind } from '@/lib/cat/candidate-columns'
import { columnName } from '@/lib/cat/candidate-words'
import type { Action } from '@/lib/refusal'

type Mapped = { kind: SheetKind; fields: ChosenFields }

const PATH = '/cat/peserta/impor'

/** What each sheet of a file holds, and which of its columns is which; the choice is remembered. */
export function CandidateMapping({
  id,
  fileName,
  sheets,
  map,
  discard,
}: {
  id: string
  fileName: string
  sheets: readonly CandidateSheet[]
  map: Action<{ id: string; sheets: Mapped[] }>
  discard: Action<{ id: string }>
}) {
  const t = useTranslations('candidate')
  const words = useTranslations('import.map')
  const router = useRouter()
  const { run, isBusy, trouble } = useCommand()
  const [mapped, setMapped] = useState<Mapped[]>(() =>
    sheets.map(({ kind, headings }) => ({ kind, fields: fieldsOf(headings) })),
  )
  const choicesOf = (kind: SheetKind) =>
    COLUMNS[kind].map(({ code, isNeeded }) => ({ code, isRequired: isNeeded, label: columnName(t, code) }))
  const change = (at: number, part: Partial<Mapped>) =>
    setMapped(mapped.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          () => map({ id, sheets: mapped }),
          () => router.replace(`${PATH}/${id}` as Parameters<typeof router.replace>[0]), // away from the step that is done
        )
      }}
    >
      <Notice live>{trouble}</Notice>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_288px]">
        <div className="grid gap-6">
          {sheets.map(({ name, headings }, at) => {
            const { kind, fields } = mapped[at] ?? { kind: 'peserta', fields: {} }
            return (
              <section key={name} aria-label={name || fileName} className="grid gap-3">
                <Field label={t('import.holds', { sheet: name || fileName })} className="max-w-md">
                  <select value={kind} onChange={(event) => change(at, { kind: event.target.value as SheetKind })}>
                    {SHEETS.map((each) => (
                      <option key={each} value={each}>
                        {t(`import.kind.${each}`)}
                      </option>
                    ))}
                  </select>
                </Field>
                <MappingTable
                  caption={`${words('caption')}, ${name || fileName}`}
                  headers={headings}
                  choices={choicesOf(kind)}
                  fields={fields}
                  onChange={(chosen) => change(at, { fields: chosen })}
                />
                <MissingColumns choices={choicesOf(kind)} fields={fields} />
              </section>
            )
          })}
        </div>
        <div className="grid gap-4 rounded-lg border border-line p-4">
          <Button type="submit" variant="primary" busy={isBusy}>
            {words('check')}
          </Button>
          <DiscardButton id={id} fileName={fileName} home={PATH} action={discard} />
        </div>
      </div>
    </form>
  )
}
