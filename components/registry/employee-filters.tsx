import { useTranslations } from 'next-intl'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { AddFilter, FilterSelect, ListSearch } from '@/components/ui/list-filters'
import { listHref } from '@/lib/list-view'
import {
  EMPLOYEES_PATH,
  type EmployeeAddress,
  type EmployeeFilter,
  filterQuery,
  POSITION_KINDS,
  STATUSES,
} from '@/lib/registry/employee-filter'
import { indentedName } from '@/lib/registry/indented-name'
import { RANKS } from '@/lib/registry/ranks'

type Props = {
  address: EmployeeAddress
  agencies: { id: number; name: string }[]
  units: { id: number; name: string; depth: number }[]
}

/** The search, the filters that are on, each with its way off, and a form that adds others. */
export function EmployeeFilters({ address, agencies, units }: Props) {
  const { filter, query } = address
  const t = useTranslations('registry')
  const chips = useChips({ address, agencies, units })
  return (
    <div className="relative flex flex-wrap items-start gap-2">
      <ListSearch path={EMPLOYEES_PATH} name="q" label={t('list.search')} />
      {chips.length > 0 && (
        <ChipRow label={t('list.filterTitle')}>
          {chips.map(({ label, without }) => (
            <FilterChip key={label} label={label} removeHref={hrefOf(query, without)} />
          ))}
        </ChipRow>
      )}
      <AddFilter path={EMPLOYEES_PATH} query={query} kept={['urut', 'baris', 'kolom']}>
        {agencies.length > 1 && (
          <FilterSelect
            name="instansi"
            label={t('list.agency')}
            any={t('list.all')}
            value={filter.agencyId}
            options={agencies.map(({ id, name }) => [id, name] as const)}
          />
        )}
        {units.length > 0 && (
          <FilterSelect
            name="unit"
            label={t('list.unitFilter')}
            any={t('list.all')}
            value={filter.unitId}
            options={units.map((unit) => [unit.id, indentedName(unit)] as const)}
          />
        )}
        <FilterSelect
          name="golongan"
          label={t('list.golongan')}
          any={t('list.all')}
          value={filter.ranks[0]}
          options={RANKS.map((rank) => [rank, rank] as const)}
        />
        <FilterSelect
          name="jabatan"
          label={t('list.positionKind')}
          any={t('list.all')}
          value={filter.positionKind}
          options={POSITION_KINDS.map((kind) => [kind, t(`positionKind.${kind}`)] as const)}
        />
        <FilterSelect
          name="status"
          label={t('list.status')}
          any={t('list.all')}
          value={filter.status}
          options={STATUSES.map((status) => [status, t(`status.${status}`)] as const)}
        />
      </AddFilter>
    </div>
  )
}

const WORDS = ['instansi', 'unit', 'golongan', 'jabatan', 'status', 'kedudukan']

/** The address with other filters and the same sort and columns. */
function hrefOf(query: Record<string, string>, filter: EmployeeFilter): string {
  const words = filterQuery(filter)
  return listHref(EMPLOYEES_PATH, query, Object.fromEntries(WORDS.map((word) => [word, words.get(word) ?? undefined])))
}

/** Each filter that is on, with the filter that remains without it. */
function useChips({ address: { filter }, agencies, units }: Props): { label: string; without: EmployeeFilter }[] {
  const t = useTranslations('registry')
  const { agencyId, unitId, ranks, positionKind, status, legalStatus } = filter
  const agency = agencies.find(({ id }) => id === agencyId)
  const unit = units.find(({ id }) => id === unitId)
  return [
    ...(agency ? [{ label: agency.name, without: { ...filter, agencyId: undefined, unitId: undefined } }] : []),
    ...(unitId !== undefined
      ? [{ label: unit?.name ?? t('list.unit'), without: { ...filter, unitId: undefined } }]
      : []),
    ...ranks.map((rank) => ({ label: rank, without: { ...filter, ranks: ranks.filter((one) => one !== rank) } })),
    ...(positionKind
      ? [{ label: t(`positionKind.${positionKind}`), without: { ...filter, positionKind: undefined } }]
      : []),
    ...(status ? [{ label: t(`status.${status}`), without: { ...filter, status: undefined } }] : []),
    ...(legalStatus !== undefined
      ? [{ label: `${t('list.legalStatus')} ${legalStatus}`, without: { ...filter, legalStatus: undefined } }]
      : []),
  ]
}
