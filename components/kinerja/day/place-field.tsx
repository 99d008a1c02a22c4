import { entryPlaces } from '@/lib/kinerja/entry-places'
import type { Part } from './form'
import { t } from './words'

/** Where the work was done, for whoever wants to say. */
export function PlaceField({ entry, change }: Part) {
  return (
    <div className="part">
      <label className="label" htmlFor="place">
        {t('sheet.place')} <span className="muted">· {t('sheet.optional')}</span>
      </label>
      <select
        id="place"
        className="input"
        value={entry.place ?? ''}
        onChange={({ target }) => change({ place: entryPlaces.find((each) => each === target.value) ?? null })}
      >
        <option value="">{t('sheet.noPlace')}</option>
        {entryPlaces.map((each) => (
          <option key={each} value={each}>
            {t(`sheet.places.${each}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
