import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ReasonText } from '@/components/access/reason-text'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Table, TwoLines } from '@/components/ui/table'
import { listAccessToOwnFile } from '@/lib/audit-read.server'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { formatInstant } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { textParameter } from '@/lib/search-parameters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit.own'))('title') }
}

/** "Siapa melihat data ini": who opened or changed one's own file. */
export default async function Page({ searchParams }: PageProps<'/profil/akses'>) {
  const actor = await requireActor('own.read')
  const t = await getTranslations('audit')
  const roleName = await getTranslations('access.role')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const olderThan = textParameter((await searchParams).sebelum)
  const before = olderThan && /^\d{1,15}$/.test(olderThan) ? Number(olderThan) : undefined
  const { rows, next } = await listAccessToOwnFile(actor, before, new Date())
  return (
    <>
      <PageHeader title={t('own.title')} subtitle={t('own.subtitle')} />
      <Table
        caption={t('own.title')}
        rows={rows}
        rowKey={(row) => String(row.seq)}
        empty={
          <EmptyState title={t('own.none')} icon="eye">
            {t('own.noneExplanation')}
          </EmptyState>
        }
        columns={[
          { key: 'who', header: t('own.who'), phone: 'plain', cell: (row) => row.actorName },
          {
            key: 'role',
            header: t('own.role'),
            cell: (row) => <TwoLines sub={row.unit}>{roleName(row.role)}</TwoLines>,
          },
          { key: 'at', header: t('own.at'), nowrap: true, cell: (row) => formatInstant(row.at, locale, zone) },
          {
            key: 'what',
            header: t('own.what'),
            cell: (row) => dataWord(t, `event.${row.event}`),
          },
          {
            key: 'why',
            header: t('own.why'),
            cell: (row) => (row.reason ? <ReasonText reason={row.reason} /> : t('own.inDuty')),
          },
        ]}
      />
      {next && (
        <p className="mt-4">
          <ButtonLink href={`/profil/akses?sebelum=${next}`}>{t('list.older')}</ButtonLink>
        </p>
      )}
    </>
  )
}
