import { getLocale, getTranslations } from 'next-intl/server'
import { OverdueQueues } from '@/components/kinerja/overdue-queues'
import { RecapPeople, RecapUnits } from '@/components/kinerja/recap-tables'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Figures } from '@/components/ui/figures'
import { Icon } from '@/components/ui/icon'
import { ListDownload } from '@/components/ui/list-download'
import { FilterSelect } from '@/components/ui/list-filters'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { formatInstant, formatMonth, formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { overdueQueues } from '@/lib/kinerja/overdue-queues.server'
import { monthsAround, monthWord, RECAP_PATH, recapFilter, UNITS_PER_PAGE } from '@/lib/kinerja/recap'
import { recapOf, recapUnits } from '@/lib/kinerja/recap.server'
import { listHref, sliceOfPage } from '@/lib/list-view'
import { indentedName } from '@/lib/registry/indented-name'
import { textParameters } from '@/lib/search-parameters'
import { exportRecapAction } from '../../unduhan/actions'

export async function generateMetadata() {
  return { title: (await getTranslations('recap'))('title') }
}

/** Rekap: what the agency wrote down in a month, by unit and by person, and who is behind. */
export default async function Page({ searchParams }: PageProps<'/kinerja/rekap'>) {
  const actor = await requireActor('recap.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('recap')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const today = civilDateIn(zone, context.now)
  const query = textParameters(await searchParams)
  const filter = recapFilter(query, today)
  const [{ units, rows, total, size }, allUnits] = await Promise.all([
    recapOf(context, filter, today),
    recapUnits(context),
  ])
  const { shown: shownUnits, ...unitPlace } = sliceOfPage(units, filter.unitPage, UNITS_PER_PAGE)
  const href = (changes: Record<string, string | undefined>) => listHref(RECAP_PATH, query, changes)
  const { before, after } = monthsAround(filter.month, today)
  const sum = (read: (unit: (typeof units)[number]) => number) => units.reduce((all, unit) => all + read(unit), 0)
  const monthHref = (month: string) => href({ bulan: monthWord(month) })
  const isHead = actor.scope.kind === 'self'
  if (isHead && allUnits.length === 0) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState title={t('noHeadTitle')} icon="network">
          {t('noHead')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle', {
          month: formatMonth(filter.month, locale),
          at: formatInstant(context.now, locale, zone),
        })}
        actions={
          <>
            <ButtonLink href={monthHref(before)} icon={<Icon name="chevron-left" />}>
              <span className="sr-only">{t('month.before')}</span>
            </ButtonLink>
            <ButtonLink href={href({ bulan: undefined })}>{t('month.now')}</ButtonLink>
            {after && (
              <ButtonLink href={monthHref(after)} icon={<Icon name="chevron-right" />}>
                <span className="sr-only">{t('month.after')}</span>
              </ButtonLink>
            )}
            {isAllowed(actor.role, 'entry.read_rules') && (
              <ButtonLink href="/kinerja/rekap/aturan">{t('rules.open')}</ButtonLink>
            )}
            <ClientMessages namespaces={['lists']}>
              <ListDownload path="/api/kinerja/rekap" query={query} total={total} order={exportRecapAction} isPrinted />
            </ClientMessages>
          </>
        }
      />
      <form action={RECAP_PATH} className="mb-4 flex flex-wrap items-end gap-2">
        <input type="hidden" name="bulan" value={monthWord(filter.month)} />
        {filter.onlyMissing && <input type="hidden" name="tampil" value="belum" />}
        <FilterSelect
          name="unit"
          label={t('unit')}
          any={t(isHead ? 'ownUnits' : 'allUnits')}
          value={filter.unitId}
          options={allUnits.map((unit) => [unit.id, indentedName(unit)] as const)}
          className="min-w-0 flex-1 basis-72 md:max-w-120"
        />
        <Button type="submit" className="md:min-h-11">
          {t('show')}
        </Button>
      </form>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card flush>
          <Figures
            items={[
              {
                label: t('figure.people'),
                value: formatNumber(
                  sum(({ people }) => people),
                  locale,
                ),
                href: `${href({ tampil: undefined })}#pegawai`,
              },
              {
                label: t('figure.behind'),
                value: formatNumber(
                  sum(({ behind }) => behind),
                  locale,
                ),
                href: `${href({ tampil: 'belum' })}#pegawai`,
              },
              {
                label: t('figure.filled'),
                value: formatNumber(
                  sum(({ filled }) => filled),
                  locale,
                ),
              },
              {
                label: t('figure.waiting'),
                value: formatNumber(
                  sum(({ waiting }) => waiting),
                  locale,
                ),
              },
            ]}
          />
        </Card>
        {!isHead && <OverdueQueues queues={await overdueQueues(context, today)} />}
        <Card title={t('units')} flush>
          <RecapUnits
            units={shownUnits}
            href={(unit) => `${href({ unit: unit === null ? undefined : String(unit) })}#pegawai`}
          />
          <Pager {...unitPlace} href={(to) => href({ halamanunit: String(to) })} label={t('unitPages')} />
        </Card>
        <div id="pegawai" className="scroll-mt-20">
          <Card title={t(filter.onlyMissing ? 'behind' : 'people')} flush>
            <RecapPeople rows={rows} />
            <Pager
              page={filter.page}
              size={size}
              total={total}
              href={(to) => href({ halaman: String(to) })}
              note={t('leftOut')}
            />
          </Card>
        </div>
      </div>
    </>
  )
}
