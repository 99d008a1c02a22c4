import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ExportList } from '@/components/ui/export-list'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listOwnExports } from '@/lib/list-exports.server'
import { KEPT_HOURS } from '@/lib/list-source'

export async function generateMetadata() {
  return { title: (await getTranslations('lists.exports'))('title') }
}

/** Unduhan: one's own long lists of the last day, those that are being written and those that wait to be fetched. */
export default async function Page() {
  const actor = await requireActor('export.read')
  const t = await getTranslations('lists.exports')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const exports = await listOwnExports({ actor, now: new Date() })
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle', { hours: KEPT_HOURS })} />
      {exports.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          icon="download"
          action={isAllowed(actor.role, 'employee.read') && <ButtonLink href="/pegawai">{t('open')}</ButtonLink>}
        >
          {t('empty')}
        </EmptyState>
      ) : (
        <ClientMessages namespaces={['lists']}>
          <ExportList
            exports={exports.map(({ createdAt, finishedAt, ...each }) => ({
              ...each,
              isFinished: finishedAt !== null,
              orderedAt: formatInstant(createdAt, locale, zone),
            }))}
          />
        </ClientMessages>
      )}
    </>
  )
}
