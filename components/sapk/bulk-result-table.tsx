import { useTranslations } from 'next-intl'
import { useSkipReason } from '@/components/sapk/skip-list'
import { EmptyState } from '@/components/ui/empty-state'
import { StatusTag } from '@/components/ui/status-tag'
import { NameCell, Table, TwoLines } from '@/components/ui/table'
import { formatNip } from '@/lib/format'
import type { BulkItemLine } from '@/lib/sapk/bulk-progress.server'

const LOOKS = { done: 'approved', skipped: 'returned', waiting: 'waiting' } as const

/** Each person of a run: who, and what became of them. */
export function BulkResultTable({ rows }: { rows: readonly BulkItemLine[] }) {
  const t = useTranslations('bulk.result')
  const reason = useSkipReason()
  return (
    <Table
      caption={t('caption')}
      rows={rows}
      rowKey={({ position }) => String(position)}
      empty={<EmptyState title={t('empty')} />}
      columns={[
        {
          key: 'employee',
          header: t('employee'),
          cell: ({ proposalId, name, nip }) =>
            proposalId ? (
              <NameCell href={`/sapk/usul/${proposalId}`} name={name} sub={formatNip(nip)} />
            ) : (
              <TwoLines sub={<span className="num">{formatNip(nip)}</span>}>
                <b>{name}</b>
              </TwoLines>
            ),
        },
        {
          key: 'state',
          header: t('state'),
          phone: 'plain',
          cell: ({ state }) => <StatusTag look={LOOKS[state]}>{t(state)}</StatusTag>,
        },
        { key: 'reason', header: t('reason'), cell: ({ code }) => code && reason(code) },
      ]}
    />
  )
}
