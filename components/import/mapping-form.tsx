'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { VisibleSpaces } from '@/components/import/import-frame'
import { DiscardButton } from '@/components/import/run-button'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

type MappedHeader = { column: number; text: string; field: string | null }
type Choice = { code: string; label: string; isRequired: boolean }
type Input = { id: string; dataOn: string; fields: Record<string, string> }

/** Which column of the file is which field; the choice is remembered for the agency's next file. */
export function MappingForm({
  id,
  fileName,
  dataOn,
  headers,
  choices,
  action,
  discard,
}: {
  id: string
  fileName: string
  dataOn: string
  headers: readonly MappedHeader[]
  choices: readonly Choice[]
  action: Action<Input>
  discard: Action<{ id: string }>
}) {
  const t = useTranslations('import.map')
  const router = useRouter()
  const [fields, setFields] = useState(() =>
    Object.fromEntries(headers.map(({ column, field }) => [String(column), field ?? ''])),
  )
  const [day, setDay] = useState(dataOn)
  const { run, isBusy, trouble } = useCommand()
  const used = new Set(Object.values(fields))
  const missing = choices.filter((choice) => choice.isRequired && !used.has(choice.code))

  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          () => action({ id, dataOn: day, fields }),
          () => router.replace(`/impor/${id}` as Parameters<typeof router.replace>[0]), // away from the step that is done
        )
      }}
    >
      <Notice live>{trouble}</Notice>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_288px]">
        <div className="rounded-lg border border-line">
          <table className="table">
            <caption className="sr-only">{t('caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('file')}</th>
                <th scope="col">{t('satya')}</th>
              </tr>
            </thead>
            <tbody>
              {headers.map(({ column, text }) => (
                <tr key={column}>
                  <td className="font-medium">
                    <VisibleSpaces text={text} />
                  </td>
                  <td>
                    <select
                      className="md:min-h-9! md:py-1! md:text-sm!"
                      aria-label={text.trim()}
                      value={fields[column] ?? ''}
                      onChange={(event) => setFields({ ...fields, [column]: event.target.value })}
                    >
                      <option value="">{t('leaveOut')}</option>
                      {choices.map((choice) => (
                        <option key={choice.code} value={choice.code}>
                          {choice.label}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="border-t border-line px-4 py-2.5 text-xs text-muted">
            {t('matched', { count: choices.filter((choice) => used.has(choice.code)).length, total: choices.length })}
          </p>
        </div>
        <div className="grid gap-4 rounded-lg border border-line p-4">
          <Field label={t('dataOn')} hint={t('dataOnHint')}>
            <input type="date" required value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
          <p className={`text-sm ${missing.length > 0 ? 'font-semibold text-danger' : 'text-muted'}`}>
            {t('missing', { count: missing.length, names: missing.map((choice) => choice.label).join(', ') })}
          </p>
          <Button type="submit" variant="primary" busy={isBusy}>
            {t('check')}
          </Button>
          <DiscardButton id={id} fileName={fileName} action={discard} />
        </div>
      </div>
    </form>
  )
}
