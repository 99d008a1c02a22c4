import { useMessages, useTranslations } from 'next-intl'
import { dataWord } from '@/lib/i18n/data-word'

/** Which events a trail shows: all, those of one group, or one by name; every choice in words. */
export function EventSelect({ chosen = '' }: { chosen?: string }) {
  const t = useTranslations('audit')
  const groups = Object.entries(useMessages().audit.event).map(([group, events]) => ({
    group,
    names: Object.keys(events).map((name) => `${group}.${name}`),
  }))
  const isKnown = chosen === '' || groups.some(({ group, names }) => `${group}.` === chosen || names.includes(chosen))
  return (
    <select name="peristiwa" defaultValue={chosen}>
      <option value="">{t('list.anyEvent')}</option>
      {!isKnown && <option value={chosen}>{chosen}</option>}
      {groups.map(({ group, names }) => {
        const label = dataWord(t, `group.${group}`)
        return (
          <optgroup key={group} label={label}>
            {names.length > 1 && <option value={`${group}.`}>{t('list.wholeGroup', { group: label })}</option>}
            {names.map((name) => (
              <option key={name} value={name}>
                {dataWord(t, `event.${name}`)}
              </option>
            ))}
          </optgroup>
        )
      })}
    </select>
  )
}
