import { getLocale, getTranslations } from 'next-intl/server'
import { ItemExport } from '@/components/cat/item-export'
import { ItemFilters } from '@/components/cat/item-filters'
import { ItemTable } from '@/components/cat/item-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { Toolbar } from '@/components/ui/toolbar'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { listBankSections } from '@/lib/cat/bank-section.server'
import { BANK_PATH, parseBankAddress } from '@/lib/cat/item-filter'
import { ITEM_STATES } from '@/lib/cat/item-state'
import { ITEMS_PER_PAGE, listItems } from '@/lib/cat/items-read.server'
import { formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref } from '@/lib/list-view'
import { exportItemsAction } from './actions'

export async function generateMetadata() {
  return { title: (await getTranslations('bank'))('title') }
}

/** Bank soal: the items of the agency, by state, section and aspect. */
export default async function Page({ searchParams }: PageProps<'/cat/bank-soal'>) {
  const actor = await requireActor('item.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('bank')
  const locale = localeFrom(await getLocale())
  const { query, filter, page } = parseBankAddress(await searchParams)
  const { rows, counts } = await listItems(context, filter, page)
  const bank = await listBankSections(context)
  const all = ITEM_STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  const total = filter.state ? (counts[filter.state] ?? 0) : all
  const href = (changes: Record<string, string | undefined>) => listHref(BANK_PATH, query, changes)
  const isFiltered = Boolean(filter.section ?? filter.aspect ?? filter.typed)
  const turn = (to: number) => href({ halaman: to > 1 ? String(to) : undefined })
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={
          <>
            {t('subtitle', { approved: counts.approved ?? 0, waiting: counts.in_review ?? 0 })}{' '}
            <AppLink href={`${BANK_PATH}/kisi-kisi`}>{t('coverage.open')}</AppLink>
            {isAllowed(actor.role, 'item.analyse') && (
              <>
                {' · '}
                <AppLink href={`${BANK_PATH}/analisis`}>{t('analysis.open')}</AppLink>
              </>
            )}
          </>
        }
        actions={
          isAllowed(actor.role, 'item.write') && (
            <>
              <ButtonLink href={`${BANK_PATH}/impor`} icon={<Icon name="upload" />}>
                {t('import.title')}
              </ButtonLink>
              <ButtonLink href={`${BANK_PATH}/baru`} variant="primary" icon={<Icon name="plus" />}>
                {t('new')}
              </ButtonLink>
            </>
          )
        }
      />
      <Tabs
        label={t('states')}
        items={[
          {
            label: t('all'),
            count: formatNumber(all, locale),
            href: href({ keadaan: undefined }),
            isCurrent: !filter.state,
          },
          ...ITEM_STATES.map((state) => ({
            label: t(`state.${state}`),
            count: formatNumber(counts[state] ?? 0, locale),
            href: href({ keadaan: state }),
            isCurrent: filter.state === state,
          })),
        ]}
      />
      <Toolbar
        aside={
          <div className="flex flex-wrap gap-2 max-md:hidden">
            {total > 0 && isAllowed(actor.role, 'item.export') && (
              <ClientMessages namespaces={['bank']}>
                <ItemExport
                  filter={{ state: filter.state, section: filter.section, aspect: filter.aspect }}
                  action={exportItemsAction}
                />
              </ClientMessages>
            )}
          </div>
        }
      >
        <ItemFilters query={query} filter={filter} bank={bank} />
      </Toolbar>
      <div className="rounded-lg border border-line">
        <ItemTable
          rows={rows}
          empty={
            isFiltered || filter.state ? (
              <EmptyState
                icon="search-x"
                title={t('emptyFiltered')}
                action={<ButtonLink href={BANK_PATH}>{t('clearFilters')}</ButtonLink>}
              />
            ) : (
              <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
            )
          }
        />
        <Pager page={page} size={ITEMS_PER_PAGE} total={total} href={turn} />
      </div>
    </>
  )
}
