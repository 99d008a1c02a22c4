import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { StatusTag } from '@/components/ui/status-tag'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { listResults, type ResultLine } from '@/lib/cat/results-read.server'

export async function generateMetadata() {
  return { title: (await getTranslations('results'))('title') }
}

/** The exam programmes of the agency and how far their results are. */
export default async function Page() {
  const actor = await requireActor('exam.read_results')
  const t = await getTranslations('results')
  const programmes = await listResults({ actor, now: new Date() })
  const columns: Column<ResultLine>[] = [
    {
      key: 'programme',
      header: t('programme'),
      phone: 'plain',
      cell: ({ id, name, code }) => (
        <TwoLines sub={code}>
          <AppLink href={`/cat/hasil/${id}`} className="font-semibold">
            {name}
          </AppLink>
        </TwoLines>
      ),
    },
    { key: 'candidates', header: t('candidates'), align: 'right', cell: ({ candidates }) => candidates },
    { key: 'sessions', header: t('sessions'), cell: ({ closed, sessions: total }) => t('closedOf', { closed, total }) },
    {
      key: 'data',
      header: t('data'),
      phone: 'plain',
      cell: ({ disclosedAt }) => (
        <StatusTag look={disclosedAt ? 'issued' : 'waiting'}>{t(disclosedAt ? 'disclosed' : 'closedData')}</StatusTag>
      ),
    },
  ]
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <div className="rounded-lg border border-line">
        <Table
          caption={t('title')}
          columns={columns}
          rows={programmes}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
        />
      </div>
    </>
  )
}
