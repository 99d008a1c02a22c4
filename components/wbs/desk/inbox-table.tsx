'use client'

import { useLocale, useTranslations } from 'next-intl'
import { StatusTag } from '@/components/ui/status-tag'
import { NameCell, Table, TwoLines } from '@/components/ui/table'
import type { Peeked } from '@/components/wbs/desk/reading-calls'
import { lookOf } from '@/components/wbs/desk/state-look'
import type { CivilDate } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { InboxRow } from '@/lib/wbs/office-inbox.server'

/** Reports with state and days, and what this browser has opened of each. */
export function InboxTable({
  caption,
  rows,
  opened,
  today,
}: {
  caption: string
  rows: readonly InboxRow[]
  opened: ReadonlyMap<string, Peeked>
  today: CivilDate
}) {
  const t = useTranslations('desk')
  const locale = localeFrom(useLocale())
  const day = (on: CivilDate) => formatDate(on, 'short', locale)
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'report',
          header: t('inbox.report'),
          cell: (row) => <ReportName row={row} opened={opened.get(row.id)} />,
        },
        { key: 'received', header: t('inbox.received'), nowrap: true, cell: ({ receivedOn }) => day(receivedOn) },
        {
          key: 'due',
          header: t('inbox.due'),
          cell: ({ dueOn }) =>
            dueOn ? (
              <TwoLines sub={dueOn < today && <span className="font-semibold text-danger">{t('inbox.overdue')}</span>}>
                {day(dueOn)}
              </TwoLines>
            ) : (
              t('inbox.noDue')
            ),
        },
        {
          key: 'last',
          header: t('inbox.last'),
          cell: ({ isReporterLast }) => (isReporterLast ? t('inbox.byReporter') : t('inbox.byOfficer')),
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

/** Category and first line, once they are opened here; before that, and of one that was changed, none of it. */
function ReportName({ row, opened }: { row: InboxRow; opened: Peeked | undefined }) {
  const t = useTranslations('desk.inbox')
  const categories = useTranslations('report.categories')
  const href = `/wbs/${row.id}`
  const number = t('number', { id: row.id.slice(0, 8) })
  if (!opened) return <NameCell href={href} name={number} sub={t('locked')} />
  if ('tampered' in opened)
    return <NameCell href={href} name={number} sub={<span className="text-danger">{t('tampered')}</span>} />
  return (
    <span className="block max-w-[52ch]">
      <NameCell href={href} name={opened.category ? categories(opened.category) : t('unreadable')} />
      <span className="line-clamp-1 text-sm text-muted wrap-anywhere">{opened.firstLine}</span>
      <span className="num block text-xs text-muted">{number}</span>
    </span>
  )
}
