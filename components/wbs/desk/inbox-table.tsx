import { useLocale, useTranslations } from 'next-intl'
import { StatusTag } from '@/components/ui/status-tag'
import { NameCell, Table } from '@/components/ui/table'
import { lookOf } from '@/components/wbs/desk/state-look'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { InboxRow } from '@/lib/wbs/office-inbox.server'

/** Reports as the server knows them: state and days, and nothing of what was written. */
export function InboxTable({ rows }: { rows: readonly InboxRow[] }) {
  const t = useTranslations('desk')
  const locale = localeFrom(useLocale())
  return (
    <Table
      caption={t('inbox.title')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'report',
          header: t('inbox.report'),
          cell: ({ id, receivedOn }) => (
            <NameCell
              href={`/wbs/${id}`}
              name={t('inbox.from', { date: formatDate(receivedOn, 'long', locale) })}
              sub={id.slice(0, 8)}
            />
          ),
        },
        {
          key: 'due',
          header: t('inbox.due'),
          cell: ({ dueOn }) => (dueOn ? formatDate(dueOn, 'short', locale) : t('inbox.noDue')),
        },
        {
          key: 'state',
          header: t('inbox.state'),
          phone: 'plain',
          cell: ({ state }) => <StatusTag look={lookOf(state)}>{t(`states.${state}`)}</StatusTag>,
        },
      ]}
    />
  )
}
