import { timeOf } from '@/lib/kinerja/entry'
import { described, FieldWrong } from './field-wrong'
import { minuteOf, type Part } from './form'
import { t } from './words'

/** From when to when. */
export function TimeFields({ entry, change, wrong }: Part) {
  const value = (minute: number) => timeOf(minute).replace('.', ':')
  return (
    <fieldset className="part">
      <legend className="label">
        {t('sheet.time')} <span className="muted">· {t('sheet.fromLast')}</span>
      </legend>
      <div className="times">
        <input
          id="startsMinute"
          className="input"
          type="time"
          aria-label={t('sheet.starts')}
          {...described(wrong, 'startsMinute')}
          value={value(entry.startsMinute)}
          onChange={({ target }) => target.value && change({ startsMinute: minuteOf(target.value) })}
        />
        <span className="muted">{t('sheet.until')}</span>
        <input
          id="endsMinute"
          className="input"
          type="time"
          aria-label={t('sheet.ends')}
          {...described(wrong, 'endsMinute')}
          value={value(entry.endsMinute)}
          onChange={({ target }) => target.value && change({ endsMinute: minuteOf(target.value) })}
        />
      </div>
      <FieldWrong wrong={wrong} field="startsMinute" />
      <FieldWrong wrong={wrong} field="endsMinute" />
    </fieldset>
  )
}
