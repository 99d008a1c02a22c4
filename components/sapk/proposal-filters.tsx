import Form from 'next/form'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { Icon } from '@/components/ui/icon'
import { Popover } from '@/components/ui/popover'
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
    <div className="flex flex-wrap items-start gap-2">
      <Form action={PROPOSALS_PATH} className="max-md:w-full">
        <Hidden query={query} keys={[...KEPT, 'periode', 'jenis', 'status', 'instansi']} />
        <input
          type="search"
          name="nama"
          defaultValue={address.name}
          aria-label={list('search')}
          placeholder={list('search')}
          data-page-search
          className="control-sm w-72! max-md:min-h-11 max-md:w-full!"
        />
      </Form>
      <Chips address={address} agencies={agencies} />
      <Popover
        align="left"
        width="md:w-[min(560px,calc(100vw-2rem))]"
        look="inline-flex min-h-11 items-center gap-2 rounded-md border border-border px-3 text-sm font-semibold hover:bg-soft md:min-h-8"
        label={
          <>
            <Icon name="plus" className="size-4" />
            {list('add')}
          </>
        }
      >
        <Form action={PROPOSALS_PATH} className="grid gap-4 sm:grid-cols-2">
          <Hidden query={query} keys={[...KEPT, 'nama']} />
          <PeriodField address={address} periods={periods} />
          <Field label={list('typeLabel')}>
            <select name="jenis" defaultValue={address.type ?? ''}>
              <option value="">{list('any')}</option>
              {proposalTypes.map((type) => (
                <option key={type} value={type}>
                  {t(`type.${type}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field label={list('stateLabel')}>
            <select name="status" defaultValue={address.state ?? ''}>
              <option value="">{list('any')}</option>
              {STATES.map((state) => (
                <option key={state} value={state}>
                  {t(`state.${state}`)}
                </option>
              ))}
            </select>
          </Field>
          {agencies.length > 1 && <AgencyField address={address} agencies={agencies} />}
          <Button type="submit" className="sm:col-span-2 sm:justify-self-start">
            {list('apply')}
          </Button>
        </Form>
      </Popover>
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
    <Field label={list('periodLabel')}>
      <select name="periode" defaultValue={address.effectiveOn ?? ''}>
        <option value="">{list('any')}</option>
        {periods.map((period) => (
          <option key={period} value={period}>
            {formatDate(period, 'long', locale)}
          </option>
        ))}
      </select>
    </Field>
  )
}

function AgencyField({ address, agencies }: Pick<Props, 'address' | 'agencies'>) {
  const list = useTranslations('lists.proposal')
  return (
    <Field label={list('agencyLabel')}>
      <select name="instansi" defaultValue={address.agencyId ?? ''}>
        <option value="">{list('any')}</option>
        {agencies.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  )
}

function Hidden({ query, keys }: { query: Record<string, string>; keys: readonly string[] }) {
  return keys.map((key) => (query[key] ? <input key={key} type="hidden" name={key} value={query[key]} /> : null))
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
