import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { listSites, type SiteLine } from '@/lib/cat/sites.server'
import { formatNumber, zoneLabel } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { siteZone } from '@/lib/zones-abroad'

export async function generateMetadata() {
  return { title: (await getTranslations('site'))('title') }
}

/** Titik lokasi: where exams are held, and how many people find a seat there. */
export default async function Page() {
  const actor = await requireActor('exam.plan')
  const t = await getTranslations('site')
  const locale = localeFrom(await getLocale())
  const sites = await listSites({ actor, now: new Date() })
  const count = (value: number) => formatNumber(value, locale)
  const columns: Column<SiteLine>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: ({ id, name, address }) => (
        <TwoLines sub={address}>
          <AppLink href={`/cat/lokasi/${id}`} className="font-semibold">
            {name}
          </AppLink>
        </TwoLines>
      ),
    },
    { key: 'zone', header: t('timeZone'), cell: ({ zone }) => zoneLabel(siteZone(zone)) },
    { key: 'rooms', header: t('rooms'), align: 'right', cell: ({ rooms }) => count(rooms) },
    { key: 'seats', header: t('seats'), align: 'right', cell: ({ seats }) => count(seats) },
    { key: 'sessions', header: t('sessions'), align: 'right', cell: ({ sessions }) => count(sessions) },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <ButtonLink href="/cat/lokasi/baru" variant="primary" icon={<Icon name="plus" />}>
            {t('new')}
          </ButtonLink>
        }
      />
      <div className="rounded-lg border border-line">
        <Table
          caption={t('title')}
          columns={columns}
          rows={sites}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon="building-2" title={t('none')}>
              {t('noneText')}
            </EmptyState>
          }
        />
      </div>
    </>
  )
}
