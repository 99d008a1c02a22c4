import { useTranslations } from 'next-intl'
import { SectionOptions } from '@/components/cat/cell-options'
import { Field } from '@/components/ui/field'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { AddFilter, ListSearch } from '@/components/ui/list-filters'
import { aspectWord } from '@/lib/cat/aspect-word'
import type { BankSection } from '@/lib/cat/bank-section'
import { BANK_PATH, type ItemFilter } from '@/lib/cat/item-filter'
import { listHref } from '@/lib/list-view'

/** Search by code, and the section and aspect that the list is narrowed to. */
export function ItemFilters({
  query,
  filter,
  bank,
}: {
  query: Record<string, string>
  filter: ItemFilter
  bank: readonly BankSection[]
}) {
  const t = useTranslations('bank')
  const without = (word: string) => listHref(BANK_PATH, query, { [word]: undefined })
  const chips = [
    ...(filter.typed ? [{ word: 'q', label: filter.typed }] : []),
    ...(filter.section ? [{ word: 'subtes', label: filter.section }] : []),
    ...(filter.aspect ? [{ word: 'aspek', label: aspectWord(t, filter.aspect) }] : []),
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
            <SectionOptions bank={bank} />
          </select>
        </Field>
        <Field label={t('aspectLabel')}>
          <select name="aspek" defaultValue={filter.aspect ?? ''}>
            <option value="">{t('all')}</option>
            {aspectsOf(bank).map(([aspect, sections]) => (
              <option key={aspect} value={aspect}>
                {`${sections}: ${aspectWord(t, aspect)}`}
              </option>
            ))}
          </select>
        </Field>
      </AddFilter>
    </div>
  )
}

/** Every aspect once, with the sections that have it. */
function aspectsOf(bank: readonly BankSection[]): [string, string][] {
  const aspects = new Set(bank.flatMap((section) => section.aspects))
  const sectionsWith = (aspect: string) => bank.filter((section) => section.aspects.includes(aspect))
  return [...aspects].map((aspect) => [
    aspect,
    sectionsWith(aspect)
      .map(({ code }) => code)
      .join(', '),
  ])
}
