import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { CommandButton } from '@/components/access/command-button'
import { Table } from '@/components/ui/table'
import type { Role } from '@/lib/auth/actor'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'

type Row = { id: string; device: string; role: Role; createdAt: Date; lastSeenAt: Date }

/** Where the person is signed in; every session but this one can be ended. */
export function SessionsTable({
  rows,
  currentId,
  end,
}: {
  rows: Row[]
  currentId: string
  end: Action<{ id: string }>
}) {
  const t = useTranslations('access')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  return (
    <Table
      caption={t('security.sessionList')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'device', header: t('security.device'), cell: (row) => row.device, phone: 'plain' },
        { key: 'role', header: t('security.role'), cell: (row) => t(`role.${row.role}`) },
        { key: 'since', header: t('security.since'), cell: (row) => formatInstant(row.createdAt, locale, zone) },
        { key: 'seen', header: t('security.lastSeen'), cell: (row) => formatInstant(row.lastSeenAt, locale, zone) },
        {
          key: 'end',
          header: t('security.end'),
          headerHidden: true,
          phone: 'plain',
          cell: (row) =>
            row.id === currentId ? (
              <span className="text-muted">{t('security.thisSession')}</span>
            ) : (
              <CommandButton
                action={end}
                input={{ id: row.id }}
                label={t('security.end')}
                accessibleLabel={t('security.endOf', { device: row.device })}
              />
            ),
        },
      ]}
    />
  )
}
