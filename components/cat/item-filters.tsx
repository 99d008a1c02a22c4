import { useTranslations } from 'next-intl'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { AddFilter, FilterSelect, ListSearch } from '@/components/ui/list-filters'
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
        <FilterSelect
          name="subtes"
          label={t('section')}
          any={t('all')}
          value={filter.section}
          options={bank.map(({ code, name }) => [code, `${code}: ${name}`])}
        />
        <FilterSelect
          name="aspek"
          label={t('aspectLabel')}
          any={t('all')}
          value={filter.aspect}
          options={aspectsOf(bank).map(([aspect, sections]) => [aspect, `${sections}: ${aspectWord(t, aspect)}`])}
        />
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
