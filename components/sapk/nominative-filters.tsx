import { useLocale, useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { AddFilter, FilterSelect } from '@/components/ui/list-filters'
import { Popover } from '@/components/ui/popover'
import type { CivilDate } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { indentedName } from '@/lib/registry/indented-name'
import { RANKS } from '@/lib/registry/ranks'
import { NOMINATIVE_PATH, type NominativeAddress, nominativeHref, typeSlugs } from '@/lib/sapk/nominative-list'

/** The unmet conditions that officers ask for by name. */
const CONDITIONS = [
  'promotion.predicate',
  'promotion.predicate_missing',
  'promotion.tenure_4',
  'promotion.tenure_2',
  'promotion.education_ceiling',
  'promotion.credit_points',
  'promotion.grade',
  'promotion.sanction',
  'promotion.legal_status',
  'promotion.superior',
  'promotion.post_maximum',
  'promotion.service_exam_1',
  'promotion.service_exam_2',
  'promotion.retirement',
  'promotion.rank',
  'promotion.decree',
  'promotion.unpaid_leave',
] as const

type Unit = { id: number; name: string; depth: number }

/** The filters that are on, each with its way off, and a plain form that adds others; it works without JavaScript. */
export function NominativeFilters({
  address,
  effectiveOn,
  periods,
  units,
}: {
  address: NominativeAddress
  effectiveOn: CivilDate
  periods: readonly CivilDate[]
  units: readonly Unit[]
}) {
  const t = useTranslations('nominative.filter')
  const condition = useTranslations('findings')
  const { query, filter } = address
  const chips = [
    ['jenis', filter.type && t('typeIs', { type: t(`type.${filter.type}`) })],
    ['unit', filter.unitId && t('unitIs', { unit: units.find(({ id }) => id === filter.unitId)?.name ?? '' })],
    ['golongan', filter.rank && t('rankIs', { rank: filter.rank })],
    ['syarat', filter.unmetCode && t('conditionIs', { condition: titleOf(condition, filter.unmetCode) })],
    ['usul', filter.proposed !== undefined && t(filter.proposed ? 'proposed' : 'unproposed')],
    ['nama', filter.name && t('nameIs', { name: filter.name })],
  ] as const
  return (
    <div className="relative flex flex-wrap items-start gap-2">
      <PeriodFilter query={query} effectiveOn={effectiveOn} periods={periods} />
      <ChipRow label={t('active')}>
        {chips.map(
          ([key, label]) =>
            label && <FilterChip key={key} label={label} removeHref={nominativeHref(query, { [key]: undefined })} />,
        )}
      </ChipRow>
      <AddFilter path={NOMINATIVE_PATH} query={query} kept={['periode', 'hasil', 'urut', 'baris', 'kolom']}>
        <FilterSelect
          name="jenis"
          label={t('typeLabel')}
          any={t('any')}
          value={query.jenis}
          options={Object.entries(typeSlugs).map(([slug, type]) => [slug, t(`type.${type}`)] as const)}
        />
        <FilterSelect
          name="unit"
          label={t('unit')}
          any={t('anyUnit')}
          value={query.unit}
          options={units.map((unit) => [unit.id, indentedName(unit)] as const)}
          className="sm:col-span-2"
        />
        <FilterSelect
          name="golongan"
          label={t('rank')}
          any={t('any')}
          value={query.golongan}
          options={RANKS.map((rank) => [rank, rank] as const)}
        />
        <FilterSelect
          name="usul"
          label={t('proposal')}
          any={t('any')}
          value={query.usul}
          options={[
            ['belum', t('unproposed')],
            ['sudah', t('proposed')],
          ]}
        />
        <FilterSelect
          name="syarat"
          label={t('condition')}
          any={t('any')}
          value={query.syarat}
          options={CONDITIONS.map((code) => [code, titleOf(condition, code)] as const)}
          className="sm:col-span-2"
        />
        <Field label={t('name')} className="sm:col-span-2">
          <input type="search" name="nama" defaultValue={query.nama ?? ''} maxLength={100} data-page-search />
        </Field>
      </AddFilter>
    </div>
  )
}

/** The period that the whole list is about, always on; the others are one press away. */
function PeriodFilter({
  query,
  effectiveOn,
  periods,
}: {
  query: Record<string, string>
  effectiveOn: CivilDate
  periods: readonly CivilDate[]
}) {
  const t = useTranslations('nominative.filter')
  const locale = localeFrom(useLocale())
  return (
    <Popover
      key={effectiveOn}
      align="row"
      width="md:w-60"
      look="inline-flex min-h-11 items-center gap-2 rounded-md border border-primary bg-soft px-3 text-sm font-semibold text-primary md:min-h-8 md:px-2.5"
      label={
        <>
          <Icon name="calendar-clock" className="size-4" />
          {t('periodIs', { date: formatDate(effectiveOn, 'long', locale) })}
          <Icon name="chevron-down" className="size-4" />
        </>
      }
    >
      <ul aria-label={t('period')} className="max-h-80 overflow-y-auto">
        {periods.map((period) => (
          <li key={period}>
            <AppLink
              href={nominativeHref(query, { periode: period })}
              aria-current={period === effectiveOn ? 'true' : undefined}
              scroll={false}
              className="num flex min-h-11 items-center justify-between gap-2 rounded-md px-3 text-sm text-text no-underline hover:bg-soft aria-current:font-semibold md:min-h-9"
            >
              {formatDate(period, 'long', locale)}
              {period === effectiveOn && <Icon name="check" className="size-4" />}
            </AppLink>
          </li>
        ))}
      </ul>
    </Popover>
  )
}

/** The title of a condition; an unknown code from a mistyped address stands as it is. */
function titleOf(t: ReturnType<typeof useTranslations<'findings'>>, code: string): string {
  const key = `${code}.title`
  return t.has(key as never) ? dataWord(t, key) : code
}
