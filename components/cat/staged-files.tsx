import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { ImportStatusTag } from '@/components/import/run-list'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { Table } from '@/components/ui/table'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

type File = { id: string; fileName: string; createdAt: Date; appliedAt: Date | null; undoneAt?: Date | null }

/** The files that were read lately, each with what became of it. */
export function StagedFiles({ path, files }: { path: string; files: readonly File[] }) {
  const t = useTranslations('import.runs')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  return (
    <Table
      caption={t('caption')}
      rows={files}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t('none')} icon="upload">
          {t('noneHint')}
        </EmptyState>
      }
      columns={[
        {
          key: 'file',
          header: t('file'),
          cell: ({ id, fileName }) => (
            <AppLink href={`${path}/${id}`} data-name="">
              {fileName}
            </AppLink>
          ),
        },
        {
          key: 'status',
          header: t('status'),
          cell: ({ appliedAt, undoneAt }) => (
            <ImportStatusTag status={undoneAt ? 'undone' : appliedAt ? 'applied' : 'checked'} />
          ),
          phone: 'plain',
        },
        { key: 'at', header: t('at'), nowrap: true, cell: ({ createdAt }) => formatInstant(createdAt, locale, zone) },
      ]}
    />
  )
}
