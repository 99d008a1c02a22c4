import { getLocale, getTranslations } from 'next-intl/server'
import { RoomForm } from '@/components/cat/room-form'
import { SeatPlan } from '@/components/cat/seat-plan'
import { SiteForm } from '@/components/cat/site-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { findSite } from '@/lib/cat/sites.server'
import { formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import { siteZone } from '@/lib/zones-abroad'
import { saveRoomAction, saveSiteAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('site'))('site') }
}

/** One site: its rooms drawn as they stand, and what is known of it. */
export default async function Page({ params }: PageProps<'/cat/lokasi/[id]'>) {
  const actor = await requireActor('exam.save_site')
  const { id } = await params
  const found = isUuid(id) ? await findSite({ actor, now: new Date() }, id) : undefined
  if (!found) return answerNotFound(actor, 'exam.save_site', id)
  const { site, rooms } = found
  const t = await getTranslations('site')
  const locale = localeFrom(await getLocale())
  const seats = rooms.reduce((sum, room) => sum + room.seats, 0)
  const empty = { id: null, siteId: id, version: '', name: '', rows: '', seatsPerRow: '' }
  return (
    <>
      <PageHeader
        title={site.name}
        subtitle={t('capacity', { rooms: rooms.length, seats: formatNumber(seats, locale) })}
        crumbs={[{ label: t('title'), href: '/cat/lokasi' }, { label: site.name }]}
        actions={<RoomForm room={empty} save={saveRoomAction} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_384px]">
        <Card title={t('rooms')} flush>
          {rooms.length === 0 && (
            <EmptyState icon="armchair" title={t('noRoom')}>
              {t('noRoomText')}
            </EmptyState>
          )}
          <ul className="divide-y divide-line">
            {rooms.map(({ id: roomId, version, name, seats: own, seatsPerRow }) => {
              const rows = Math.ceil(own / seatsPerRow)
              return (
                <li key={roomId} className="flex flex-wrap items-center gap-x-6 gap-y-3 p-4">
                  <div className="min-w-0 flex-1 basis-56">
                    <h3 className="text-base">{name}</h3>
                    <p className="num text-sm text-muted">{t('shape', { seats: own, rows, seatsPerRow })}</p>
                  </div>
                  <SeatPlan rows={rows} seatsPerRow={seatsPerRow} seats={own} />
                  <RoomForm
                    key={version}
                    room={{
                      id: roomId,
                      siteId: id,
                      version,
                      name,
                      rows: String(rows),
                      seatsPerRow: String(seatsPerRow),
                    }}
                    save={saveRoomAction}
                  />
                </li>
              )
            })}
          </ul>
        </Card>
        <Card title={t('facts')}>
          <SiteForm
            key={site.version}
            site={{
              id,
              version: site.version,
              name: site.name,
              address: site.address,
              timeZone: siteZone(site.timeZone),
            }}
            save={saveSiteAction}
          />
        </Card>
      </div>
    </>
  )
}
