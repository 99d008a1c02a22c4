import { useLocale, useTranslations } from 'next-intl'
import { useDocumentName } from '@/components/documents/document-name'
import { Field } from '@/components/ui/field'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { AddFilter, FilterSelect, ListSearch } from '@/components/ui/list-filters'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref } from '@/lib/list-view'
import {
  archiveKinds,
  DOCUMENTS_PATH,
  type DocumentAddress,
  type DocumentKind,
  documentStates,
  issuedKinds,
} from '@/lib/sapk/document-list'

const KEPT = ['urut', 'baris', 'kolom']

/** The search, the filters that are on, each with its way off, and a form that adds others. */
export function DocumentFilters({ address }: { address: DocumentAddress }) {
  const t = useTranslations('lists.document')
  const nameOf = useKindName()
  const locale = localeFrom(useLocale())
  const { typed, kind, state, since, until, query } = address
  const chips = [
    ['jenis', kind && nameOf(kind)],
    ['keadaan', state && t(`state.${state}`)],
    ['sejak', since && t('sinceIs', { date: formatDate(since, 'short', locale) })],
    ['sampai', until && t('untilIs', { date: formatDate(until, 'short', locale) })],
    ['nama', typed],
  ] as const
  return (
    <div className="relative flex flex-wrap items-center gap-2">
      <ListSearch
        path={DOCUMENTS_PATH}
        name="nama"
        label={t('search')}
        typed={typed}
        query={query}
        kept={[...KEPT, 'jenis', 'keadaan', 'sejak', 'sampai']}
      />
      {chips.some(([, label]) => label) && (
        <ChipRow label={t('filters')}>
          {chips.map(
            ([key, label]) =>
              label && (
                <FilterChip
                  key={key}
                  label={label}
                  removeHref={listHref(DOCUMENTS_PATH, query, { [key]: undefined })}
                />
              ),
          )}
        </ChipRow>
      )}
      <AddFilter path={DOCUMENTS_PATH} query={query} kept={[...KEPT, 'nama']}>
        <FilterSelect
          name="jenis"
          label={t('kind')}
          any={t('any')}
          value={kind}
          groups={[
            [t('issued'), issuedKinds.map((one) => [one, nameOf(one)] as const)],
            [t('paper'), archiveKinds.map((one) => [one, nameOf(one)] as const)],
          ]}
        />
        <FilterSelect
          name="keadaan"
          label={t('stateLabel')}
          any={t('any')}
          value={state}
          options={documentStates.map((one) => [one, t(`state.${one}`)] as const)}
        />
        <Field label={t('since')}>
          <input type="date" name="sejak" defaultValue={since} />
        </Field>
        <Field label={t('until')}>
          <input type="date" name="sampai" defaultValue={until} />
        </Field>
      </AddFilter>
    </div>
  )
}

function useKindName(): (kind: DocumentKind) => string {
  const t = useTranslations('lists.document')
  const letters = useTranslations('documents.kind')
  const paperName = useDocumentName()
  const isIssued = (kind: DocumentKind): kind is (typeof issuedKinds)[number] => issuedKinds.some((one) => one === kind)
  return (kind) => {
    if (kind === 'PREDIKAT') return t('predicates')
    return isIssued(kind) ? letters(kind) : paperName(kind)
  }
}
