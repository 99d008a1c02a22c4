import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { AddFilter, ListSearch } from '@/components/ui/list-filters'
import { SECTIONS, SKD_BLUEPRINT } from '@/lib/cat/item-cell'
import { BANK_PATH, type ItemFilter } from '@/lib/cat/item-filter'
import { dataWord } from '@/lib/i18n/data-word'
import { listHref } from '@/lib/list-view'

/** Search by code, and the section and aspect that the list is narrowed to. */
export function ItemFilters({ query, filter }: { query: Record<string, string>; filter: ItemFilter }) {
  const t = useTranslations('bank')
  const without = (word: string) => listHref(BANK_PATH, query, { [word]: undefined })
  const chips = [
    ...(filter.typed ? [{ word: 'q', label: filter.typed }] : []),
    ...(filter.section ? [{ word: 'subtes', label: filter.section }] : []),
    ...(filter.aspect ? [{ word: 'aspek', label: dataWord(t, `aspect.${filter.aspect}`) }] : []),
  ]
  return (
    <div className="relative flex flex-wrap items-start gap-2">
      <ListSearch
        path={BANK_PATH}
        name="q"
        label={t('search')}
        typed={filter.typed}
        query={query}
        kept={['keadaan', 'subtes', 'aspek']}
      />
      {chips.length > 0 && (
        <ChipRow label={t('filters')}>
          {chips.map(({ word, label }) => (
            <FilterChip key={word} label={label} removeHref={without(word)} />
          ))}
        </ChipRow>
      )}
      <AddFilter path={BANK_PATH} query={query} kept={['keadaan', 'q']}>
        <Field label={t('section')}>
          <select name="subtes" defaultValue={filter.section ?? ''}>
            <option value="">{t('all')}</option>
            {SECTIONS.map((section) => (
              <option key={section}>{section}</option>
            ))}
          </select>
        </Field>
        <Field label={t('aspectLabel')}>
          <select name="aspek" defaultValue={filter.aspect ?? ''}>
            <option value="">{t('all')}</option>
            {SKD_BLUEPRINT.map(({ section, aspect }) => (
              <option key={aspect} value={aspect}>
                {`${section}: ${dataWord(t, `aspect.${aspect}`)}`}
              </option>
            ))}
          </select>
        </Field>
      </AddFilter>
    </div>
  )
}
