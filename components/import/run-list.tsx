import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { type StatusLook, StatusTag } from '@/components/ui/status-tag'
import { Table } from '@/components/ui/table'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { ImportCounts, ImportStatus } from '@/lib/import/run'

export type ListedRun = {
  id: string
  fileName: string
  status: ImportStatus
  counts: ImportCounts | null
  createdByName: string
  createdAt: Date
}

const LOOKS: Record<ImportStatus, StatusLook> = {
  uploading: 'draft',
  uploaded: 'draft',
  checking: 'waiting',
  checked: 'submitted',
  applying: 'waiting',
  applied: 'approved',
  undone: 'cancelled',
  failed: 'rejected',
}

export function ImportStatusTag({ status }: { status: ImportStatus }) {
  const t = useTranslations('import.status')
  return <StatusTag look={LOOKS[status]}>{t(status)}</StatusTag>
}

/** What the agency has imported before, newest first. */
export function RunList({ runs }: { runs: readonly ListedRun[] }) {
  const t = useTranslations('import.runs')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  return (
    <Table
      caption={t('caption')}
      rows={runs}
      rowKey={(run) => run.id}
      empty={
        <EmptyState title={t('none')} icon="upload">
          {t('noneHint')}
        </EmptyState>
      }
      columns={[
        {
          key: 'file',
          header: t('file'),
          cell: (run) => (
            <AppLink href={`/impor/${run.id}`} data-name="">
              {run.fileName}
            </AppLink>
          ),
        },
        { key: 'status', header: t('status'), cell: (run) => <ImportStatusTag status={run.status} />, phone: 'plain' },
        {
          key: 'rows',
          header: t('rows'),
          align: 'right',
          cell: (run) => (run.counts ? formatNumber(run.counts.dataRows, locale) : '–'),
        },
        { key: 'by', header: t('by'), cell: (run) => run.createdByName },
        { key: 'at', header: t('at'), nowrap: true, cell: (run) => formatInstant(run.createdAt, locale, zone) },
      ]}
    />
  )
}
