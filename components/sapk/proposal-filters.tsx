import Form from 'next/form'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { AddFilter, FilterSelect, ListSearch } from '@/components/ui/list-filters'
import type { CivilDate } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref } from '@/lib/list-view'
import { proposalFlow } from '@/lib/sapk/proposal'
import { type ListAddress, PROPOSALS_PATH, proposalTypes } from '@/lib/sapk/proposal-list'

type Props = {
  address: ListAddress
  periods: readonly CivilDate[]
  /** Of whoever serves more than one. */
  agencies: readonly { id: number; name: string }[]
}

const KEPT = ['bagian', 'urut', 'baris', 'kolom', 'tenggat', 'sampai', 'sk']
const STATES = Object.keys(proposalFlow) as (keyof typeof proposalFlow)[]

/** The search, the filters that are on, each with its way off, and a form that adds others. */
export function ProposalFilters({ address, periods, agencies }: Props) {
  const t = useTranslations('proposal')
  const list = useTranslations('lists.proposal')
  const { query } = address
  return (
    <div className="relative flex flex-wrap items-center gap-2">
      <ListSearch
        path={PROPOSALS_PATH}
        name="nama"
        label={list('search')}
        typed={address.name}
        query={query}
        kept={[...KEPT, 'periode', 'jenis', 'status', 'instansi']}
      />
      <Chips address={address} agencies={agencies} />
      <AddFilter path={PROPOSALS_PATH} query={query} kept={[...KEPT, 'nama']}>
        <PeriodField address={address} periods={periods} />
        <FilterSelect
          name="jenis"
          label={list('typeLabel')}
          any={list('any')}
          value={address.type}
          options={proposalTypes.map((type) => [type, t(`type.${type}`)] as const)}
        />
        <FilterSelect
          name="status"
          label={list('stateLabel')}
          any={list('any')}
          value={address.state}
          options={STATES.map((state) => [state, t(`state.${state}`)] as const)}
        />
        {agencies.length > 1 && <AgencyField address={address} agencies={agencies} />}
      </AddFilter>
    </div>
  )
}

/** The period and the agency of the monitor. */
export function MonitorFilters({ address, periods, agencies }: Props) {
  const list = useTranslations('lists.proposal')
  return (
    <Form action="/sapk/pemantauan" className="mb-4 flex flex-wrap items-end gap-3 print:hidden">
      <PeriodField address={address} periods={periods} />
      {agencies.length > 1 && <AgencyField address={address} agencies={agencies} />}
      <Button type="submit">{list('show')}</Button>
    </Form>
  )
}

function PeriodField({ address, periods }: Pick<Props, 'address' | 'periods'>) {
  const list = useTranslations('lists.proposal')
  const locale = localeFrom(useLocale())
  return (
    <FilterSelect
      name="periode"
      label={list('periodLabel')}
      any={list('any')}
      value={address.effectiveOn}
      options={periods.map((period) => [period, formatDate(period, 'long', locale)] as const)}
    />
  )
}

function AgencyField({ address, agencies }: Pick<Props, 'address' | 'agencies'>) {
  const list = useTranslations('lists.proposal')
  return (
    <FilterSelect
      name="instansi"
      label={list('agencyLabel')}
      any={list('any')}
      value={address.agencyId}
      options={agencies.map(({ id, name }) => [id, name] as const)}
    />
  )
}

function Chips({ address, agencies }: Pick<Props, 'address' | 'agencies'>) {
  const t = useTranslations('proposal')
  const list = useTranslations('lists.proposal')
  const locale = localeFrom(useLocale())
  const { state, effectiveOn, type, agencyId, dueOn, dueUntil, name, authority, query } = address
  const agency = agencies.find(({ id }) => id === agencyId)
  const chips = [
    ['status', state && t(`state.${state}`)],
    ['periode', effectiveOn && formatDate(effectiveOn, 'long', locale)],
    ['jenis', type && list('typeIs', { type: t(`type.${type}`) })],
    ['instansi', agencyId !== undefined && list('agencyIs', { agency: agency?.name ?? String(agencyId) })],
    ['sk', authority && list(`authority.${authority}`)],
    ['tenggat', dueOn && t('list.dueOn', { date: formatDate(dueOn, 'short', locale) })],
    ['sampai', dueUntil && t('list.dueUntil', { date: formatDate(dueUntil, 'short', locale) })],
    ['nama', name],
  ] as const
  if (chips.every(([, label]) => !label)) return null
  return (
    <ChipRow label={t('list.filters')}>
      {chips.map(
        ([key, label]) =>
          label && (
            <FilterChip key={key} label={label} removeHref={listHref(PROPOSALS_PATH, query, { [key]: undefined })} />
          ),
      )}
    </ChipRow>
  )
}
