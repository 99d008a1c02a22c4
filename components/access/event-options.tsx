import { useMessages, useTranslations } from 'next-intl'
import { dataWord } from '@/lib/i18n/data-word'

/** The choices of events that a trail may show: all, those of one group, or one by name; each in words. */
export function EventOptions({ chosen = '' }: { chosen?: string }) {
  const t = useTranslations('audit')
  const groups = Object.entries(useMessages().audit.event).map(([group, events]) => ({
    group,
    names: Object.keys(events).map((name) => `${group}.${name}`),
  }))
  const isKnown = chosen === '' || groups.some(({ group, names }) => `${group}.` === chosen || names.includes(chosen))
  return (
    <>
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
    </>
  )
}
