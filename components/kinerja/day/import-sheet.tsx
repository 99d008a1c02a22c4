import { useState } from 'react'
import type { CheckedFile } from '@/lib/kinerja/entry-file.server'
import { COLUMNS, type FileHeading } from '@/lib/kinerja/entry-file-columns'
import { Icon } from './icons'
import { columnName, ImportOutcome } from './import-outcome'
import { mendedFile, type RowTexts, rowNumber } from './mended-file'
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
  const [checks, setChecks] = useState(0)
  const [told, tell] = useState('')
  const show = async (checking: Promise<CheckedFile>) => {
    tell(t('import.checking'))
    try {
      setChecked(await checking)
      setChecks((count) => count + 1)
      tell('')
    } catch (error) {
      tell(error instanceof Refused ? error.reason : t('outbox.sendFailed'))
    }
  }
  const check = (of: File, columns: Chosen | null) => {
    setChecked(null)
    return show(checkFile(of, columns))
  }
  /** What was mended is a file like any other; its rows keep the numbers of the one that was chosen. */
  const checkMended = (mended: readonly RowTexts[]) => {
    const numbers = checked?.rows.map(({ row }) => row) ?? []
    const numbered = (file: CheckedFile): CheckedFile => ({
      ...file,
      rows: file.rows.map((each) => ({ ...each, row: rowNumber(each.row, numbers) })),
    })
    return show(checkFile(mendedFile(mended), null).then(numbered))
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
      {checked && checked.missing.length === 0 && (
        <ImportOutcome key={checks} rows={checked.rows} check={(mended) => void checkMended(mended)} />
      )}
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
