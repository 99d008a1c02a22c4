import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { useDocumentName } from '@/components/documents/document-name'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TwoLines } from '@/components/ui/table'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

type Paper = { id: string; documentType: string; originalName: string; pageCount: number; uploadedAt: Date }

/** The papers of a person's archive, each to open. */
export function ArchiveList({ papers }: { papers: readonly Paper[] }) {
  const t = useTranslations('registry.archive')
  const documentName = useDocumentName()
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  return (
    <Table
      caption={t('title')}
      rows={papers}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t('empty')} icon="folder">
          {t('emptyWhy')}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          header: t('name'),
          cell: (paper) => (
            <TwoLines sub={documentName(paper.documentType)}>
              <a href={`/api/berkas/${paper.id}`} data-name="">
                {paper.originalName}
              </a>
            </TwoLines>
          ),
        },
        { key: 'pages', header: t('pages'), align: 'right', cell: ({ pageCount }) => pageCount },
        { key: 'at', header: t('at'), nowrap: true, cell: ({ uploadedAt }) => formatInstant(uploadedAt, locale, zone) },
      ]}
    />
  )
}
