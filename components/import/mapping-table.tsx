'use client'

import { useTranslations } from 'next-intl'
import { VisibleSpaces } from '@/components/import/import-frame'

type Choice = { code: string; label: string; isRequired: boolean }
export type MappedHeader = { column: number; text: string; field: string | null }

/** What is chosen for each column of the file, by its number; empty where it is left out. */
export type ChosenFields = Record<string, string>

export function fieldsOf(headers: readonly MappedHeader[]): ChosenFields {
  return Object.fromEntries(headers.map(({ column, field }) => [String(column), field ?? '']))
}

/** The columns of a sheet beside the ones of ours that they may be. */
export function MappingTable({
  headers,
  choices,
  fields,
  onChange,
  caption,
}: {
  headers: readonly MappedHeader[]
  choices: readonly Choice[]
  fields: ChosenFields
  onChange: (fields: ChosenFields) => void
  /** Where several tables stand on one page. */
  caption?: string
}) {
  const t = useTranslations('import.map')
  const used = new Set(Object.values(fields))
  return (
    <div className="rounded-lg border border-line">
      <table className="table">
        <caption className="sr-only">{caption ?? t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('file')}</th>
            <th scope="col">{t('satya')}</th>
          </tr>
        </thead>
        <tbody>
          {headers.map(({ column, text }) => (
            <tr key={column}>
              <td className="font-medium wrap-anywhere max-md:w-2/5 max-md:pr-0 max-md:text-xs">
                <VisibleSpaces text={text} />
              </td>
              <td>
                <select
                  className="max-md:pl-2! md:min-h-9! md:py-1! md:text-sm!"
                  aria-label={text.trim()}
                  value={fields[column] ?? ''}
                  onChange={(event) => onChange({ ...fields, [column]: event.target.value })}
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
  )
}

/** Which columns a sheet cannot do without and has not been given. */
export function MissingColumns({ choices, fields }: { choices: readonly Choice[]; fields: ChosenFields }) {
  const t = useTranslations('import.map')
  const used = new Set(Object.values(fields))
  const missing = choices.filter((choice) => choice.isRequired && !used.has(choice.code))
  return (
    <p className={`text-sm ${missing.length > 0 ? 'font-semibold text-danger' : 'text-muted'}`}>
      {t('missing', { count: missing.length, names: missing.map((choice) => choice.label).join(', ') })}
    </p>
  )
}
