import { useState } from 'react'
import type { CheckedRow } from '@/lib/kinerja/entry-file.server'
import { COLUMNS } from '@/lib/kinerja/entry-file-columns'
import type { RowTexts } from './mended-file'
import { t } from './words'

/** So many rows are mended at a time: a file of a thousand would be as many forms. */
const MOST_SHOWN = 20

/** How many rows do what, and every row that stays out with its cells to mend and their reasons. */
export function ImportOutcome({
  rows,
  check,
}: {
  rows: readonly CheckedRow[]
  check: (mended: readonly RowTexts[]) => void
}) {
  const [mended, mend] = useState<Readonly<Record<number, RowTexts>>>({})
  const faulty = rows.filter(({ problems }) => problems.length > 0)
  const there = rows.filter(({ isThere }) => isThere).length
  const left = faulty.length - MOST_SHOWN
  const change = ({ row, texts }: CheckedRow, column: string, text: string) =>
    mend({ ...mended, [row]: { ...texts, ...mended[row], [column]: text } })
  return (
    <>
      <p role="status" className="counts">
        <b>{t('import.counts', { sound: rows.length - faulty.length - there, there, faulty: faulty.length })}</b>
      </p>
      {faulty.length > 0 && (
        <>
          <p className="why">{t('import.faulty')}</p>
          {faulty.slice(0, MOST_SHOWN).map((each) => (
            <FaultyRow
              key={each.row}
              checked={each}
              texts={mended[each.row] ?? each.texts}
              change={(column, text) => change(each, column, text)}
            />
          ))}
          {left > 0 && <p className="why">{t('import.more', { count: left })}</p>}
          <button
            type="button"
            className="btn wide part"
            disabled={Object.keys(mended).length === 0}
            onClick={() => check(rows.map(({ row, texts }) => mended[row] ?? texts))}
          >
            {t('import.checkAgain')}
          </button>
        </>
      )}
    </>
  )
}

/** The cells that every row needs, and those that something is wrong with. */
function FaultyRow({
  checked: { row, problems },
  texts,
  change,
}: {
  checked: CheckedRow
  texts: RowTexts
  change: (column: string, text: string) => void
}) {
  const shown = COLUMNS.filter(({ code, isNeeded }) => isNeeded || problems.some(({ column }) => column === code))
  return (
    <fieldset className="cells">
      <legend className="label">{t('import.row', { row })}</legend>
      {shown.map(({ code }) => {
        const wrong = problems.filter(({ column }) => column === code)
        const id = `baris-${row}-${code}`
        return (
          <div key={code} className={code === 'kegiatan' ? 'whole' : undefined}>
            <label className="small" htmlFor={id}>
              {columnName(code)}
            </label>
            <input
              id={id}
              className="input"
              value={texts[code] ?? ''}
              aria-invalid={wrong.length > 0}
              aria-describedby={wrong.length > 0 ? `${id}-salah` : undefined}
              onChange={({ target }) => change(code, target.value)}
            />
            {wrong.length > 0 && (
              <p className="small wrong" id={`${id}-salah`}>
                {wrong.map(({ code, reason }) => reason ?? t(`import.problem.${code ?? 'missing'}`)).join(' ')}
              </p>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** nomor_surat: as the heading of the template, with a space. */
export function columnName(code: string): string {
  return code.replaceAll('_', ' ')
}
