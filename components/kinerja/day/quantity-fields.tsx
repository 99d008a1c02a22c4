import { MOST_LETTERS } from '@/lib/kinerja/entry'
import type { OwnDays } from '@/lib/kinerja/own-days'
import { described, FieldWrong } from './field-wrong'
import type { Part } from './form'
import { Icon } from './icons'
import { t } from './words'

/** How much came of it, and of what. */
export function QuantityFields({ own, entry, change, wrong }: Part & { own: OwnDays }) {
  const units = [...new Set([...own.habits, ...own.items].flatMap(({ unit }) => (unit ? [unit] : [])))]
  const step = (by: number) => change({ quantity: Math.max(1, Math.round((entry.quantity ?? 0) + by)) })
  return (
    <div className="two">
      <div>
        <label className="label" htmlFor="quantity">
          {t('sheet.result')}
        </label>
        <div className="stepper">
          <button type="button" aria-label={t('sheet.less')} onClick={() => step(-1)}>
            <Icon name="minus" />
          </button>
          <input
            id="quantity"
            type="number"
            inputMode="decimal"
            min="0"
            step="any"
            {...described(wrong, 'quantity')}
            value={entry.quantity ?? ''}
            onChange={({ target }) => change({ quantity: target.value === '' ? null : Number(target.value) })}
          />
          <button type="button" aria-label={t('sheet.more')} onClick={() => step(1)}>
            <Icon name="plus" />
          </button>
        </div>
        <FieldWrong wrong={wrong} field="quantity" />
      </div>
      <div>
        <label className="label" htmlFor="unit">
          {t('sheet.unit')}
        </label>
        <input
          id="unit"
          className="input"
          list="satuan"
          maxLength={MOST_LETTERS.unit}
          value={entry.unit ?? ''}
          onChange={({ target }) => change({ unit: target.value || null })}
        />
        <datalist id="satuan">
          {units.map((unit) => (
            <option key={unit} value={unit} />
          ))}
        </datalist>
      </div>
    </div>
  )
}
