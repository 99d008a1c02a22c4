import { getLocale, getTranslations } from 'next-intl/server'
import { AssignAppraiser } from '@/components/kinerja/assign-appraiser'
import { CloseReport } from '@/components/kinerja/close-report'
import { DeriveAppraisers } from '@/components/kinerja/derive-appraisers'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { formatInstant, formatNip } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { countAppraised, listReports } from '@/lib/kinerja/appraiser-reports.server'
import { todayOf } from '@/lib/kinerja/today'
import { assignAppraiserAction, closeReportAction, deriveAppraisersAction } from './actions'

export async function generateMetadata() {
  return { title: (await getTranslations('skp.appraisers'))('title') }
}

/** Who assesses whom: from the tree of units, by letter, and what people report as wrong. */
export default async function Page() {
  const actor = await requireActor('appraiser.read')
  const context = { actor, now: new Date() }
  const [counts, reports] = await Promise.all([countAppraised(context), listReports(context)])
  const t = await getTranslations('skp.appraisers')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const today = todayOf(context)
  const columns: Column<(typeof reports)[number]>[] = [
    {
      key: 'name',
      header: t('employee'),
      phone: 'plain',
      cell: ({ name, nip }) => (
        <TwoLines sub={formatNip(nip)}>
          <b className="font-semibold">{name}</b>
        </TwoLines>
      ),
    },
    { key: 'present', header: t('present'), cell: ({ present }) => present ?? '–' },
    {
      key: 'rightful',
      header: t('rightful'),
      cell: ({ rightful, reason }) => <TwoLines sub={reason}>{rightful}</TwoLines>,
    },
    { key: 'at', header: t('reportedAt'), cell: ({ reportedAt }) => formatInstant(reportedAt, locale, zone) },
    {
      key: 'close',
      header: t('close'),
      headerHidden: true,
      cell: ({ id }) => <CloseReport id={id} close={closeReportAction} />,
    },
  ]
  return (
    <ClientMessages namespaces={['skp']}>
      <PageHeader title={t('title')} subtitle={t('subtitle', counts)} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Card title={t('reports')} flush>
          <Table
            caption={t('reportsOpen')}
            columns={columns}
            rows={reports}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('reportsNone')}>{t('reportsNoneText')}</EmptyState>}
          />
        </Card>
        <Card title={t('assign')}>
          <AssignAppraiser today={today} assign={assignAppraiserAction} />
        </Card>
        <Card title={t('derive')}>
          <DeriveAppraisers today={today} derive={deriveAppraisersAction} />
        </Card>
      </div>
    </ClientMessages>
  )
}
