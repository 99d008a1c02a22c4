import { useState } from 'react'
import type { CheckedFile, CheckedRow } from '@/lib/kinerja/entry-file.server'
import { COLUMNS, type FileHeading } from '@/lib/kinerja/entry-file-columns'
import { Icon } from './icons'
import { put } from './outbox'
import { checkFile, Refused } from './server'
import { Sheet } from './sheet'
import { t } from './words'

type Chosen = Record<string, string>

/** Entries from a workbook: chosen, checked by the server, and what is sound goes into the outbox. */
export function ImportSheet({ close }: { close: () => void }) {
  const [file, setFile] = useState<File | null>(null)
  const [checked, setChecked] = useState<CheckedFile | null>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [told, tell] = useState('')
  const check = async (of: File, columns: Chosen | null) => {
    tell(t('import.checking'))
    try {
      setChecked(await checkFile(of, columns))
      tell('')
    } catch (error) {
      setChecked(null)
      tell(error instanceof Refused ? error.reason : t('outbox.sendFailed'))
    }
  }
  const take = (of: File | undefined) => {
    if (!of) return
    setFile(of)
    setChosen(null)
    void check(of, null)
  }
  const sound = checked?.rows.flatMap(({ entry }) => (entry ? [entry] : [])) ?? []
  const apply = async () => {
    await put(sound)
    close()
  }
  return (
    <Sheet
      title={t('import.title')}
      close={close}
      foot={
        sound.length > 0 && (
          <button type="button" className="btn primary big wide" onClick={() => void apply()}>
            <Icon name="send" />
            {t('import.apply', { count: sound.length })}
          </button>
        )
      }
    >
      <p>
        {t('import.text')} <a href="/api/kinerja/templat">{t('import.template')}</a>
      </p>
      <label className="btn file part">
        <Icon name="clip" />
        {file ? file.name : t('import.choose')}
        <input
          type="file"
          className="sr"
          accept=".xlsx,.csv"
          onChange={({ target }) => {
            take(target.files?.[0])
            target.value = ''
          }}
        />
      </label>
      <p className="why" role="status">
        {told}
      </p>
      {checked && checked.missing.length > 0 && file && (
        <Columns
          checked={checked}
          chosen={chosen ?? asFound(checked.headings)}
          choose={setChosen}
          check={(columns) => void check(file, columns)}
        />
      )}
      {checked && checked.missing.length === 0 && <Outcome rows={checked.rows} />}
    </Sheet>
  )
}

function asFound(headings: readonly FileHeading[]): Chosen {
  return Object.fromEntries(headings.map(({ column, field }) => [column, field ?? '']))
}

/** What the columns of the file are, where their names do not say it. */
function Columns({
  checked,
  chosen,
  choose,
  check,
}: {
  checked: CheckedFile
  chosen: Chosen
  choose: (chosen: Chosen) => void
  check: (chosen: Chosen) => void
}) {
  return (
    <fieldset className="part">
      <legend className="label">{t('import.columns')}</legend>
      <p className="why">
        {t('import.missing', { names: checked.missing.map((code) => columnName(code)).join(', ') })}
      </p>
      {checked.headings.map(({ column, text }) => (
        <label className="label" key={column}>
          {text}
          <select
            className="input"
            value={chosen[column] ?? ''}
            onChange={({ target }) => choose({ ...chosen, [column]: target.value })}
          >
            <option value="">{t('import.leftOut')}</option>
            {COLUMNS.map(({ code }) => (
              <option key={code} value={code}>
                {columnName(code)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="button" className="btn wide part" onClick={() => check(chosen)}>
        {t('import.check')}
      </button>
    </fieldset>
  )
}

/** How many rows do what, and every row that stays out with its reasons. */
function Outcome({ rows }: { rows: readonly CheckedRow[] }) {
  const faulty = rows.filter(({ problems }) => problems.length > 0)
  const there = rows.filter(({ isThere }) => isThere).length
  return (
    <>
      <p role="status" className="counts">
        <b>{t('import.counts', { sound: rows.length - faulty.length - there, there, faulty: faulty.length })}</b>
      </p>
      {faulty.length > 0 && (
        <>
          <p className="why">{t('import.faulty')}</p>
          <ul className="facts">
            {faulty.map(({ row, problems }) => (
              <li key={row}>
                <b>{t('import.row', { row })}</b>
                {problems.map(({ column, value, code, reason }) => (
                  <span className="small" key={`${column} ${code} ${reason}`}>
                    {columnName(column)}
                    {value && ` “${value}”`}: {reason ?? t(`import.problem.${code ?? 'missing'}`)}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** nomor_surat: as the heading of the template, with a space. */
function columnName(code: string): string {
  return code.replaceAll('_', ' ')
}
