import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Table } from '@/components/ui/table'
import { listAccessToOwnFile } from '@/lib/audit-read.server'
import { requireActor } from '@/lib/auth/session.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { textParameter } from '@/lib/search-parameters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.ownAccess'))('title') }
}

/** "Siapa melihat data ini": who opened or changed one's own file. */
export default async function Page({ searchParams }: PageProps<'/profil/akses'>) {
  const actor = await requireActor('own.read')
  const t = await getTranslations('access')
  const locale = localeFrom(await getLocale())
  const olderThan = textParameter((await searchParams).sebelum)
  const before = olderThan && /^\d{1,15}$/.test(olderThan) ? Number(olderThan) : undefined
  const { rows, next } = await listAccessToOwnFile(actor, before, new Date())
  return (
    <>
      <PageHeader title={t('ownAccess.title')} subtitle={t('ownAccess.subtitle')} />
      <Table
        caption={t('ownAccess.title')}
        rows={rows}
        rowKey={(row) => String(row.seq)}
        empty={
          <EmptyState title={t('ownAccess.none')} icon="eye">
            {t('ownAccess.noneExplanation')}
          </EmptyState>
        }
        columns={[
          { key: 'who', header: t('ownAccess.who'), phone: 'plain', cell: (row) => row.actorName },
          {
            key: 'role',
            header: t('ownAccess.role'),
            cell: (row) => (t.has(`role.${row.role}`) ? t(`role.${row.role}`) : row.role),
          },
          { key: 'at', header: t('ownAccess.at'), nowrap: true, cell: (row) => formatInstant(row.at, locale) },
          {
            key: 'what',
            header: t('ownAccess.what'),
            cell: (row) => (t.has(`event.${row.event}`) ? t(`event.${row.event}`) : row.event),
          },
          { key: 'why', header: t('ownAccess.why'), cell: (row) => row.reason ?? t('ownAccess.inDuty') },
        ]}
      />
      {next && (
        <p className="mt-4">
          <ButtonLink href={`/profil/akses?sebelum=${next}`}>{t('audit.older')}</ButtonLink>
        </p>
      )}
    </>
  )
}
