import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table } from '@/components/ui/table'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { civilDay } from '@/lib/civil-date'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { referenceSlugs, referenceTables } from '@/lib/registry/reference-edit'
import { listReferenceTables } from '@/lib/registry/reference-edit.server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reference'))('title') }
}

/** Every table that the rules read, with what is in force today. */
export default async function Page() {
  const actor = await requireActor('reference.update')
  const now = new Date()
  const t = await getTranslations('reference')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const found = await listReferenceTables({ actor, now }, civilDay(now))
  const rows = referenceTables.map((name) => ({ name, ...found.find(({ tableName }) => tableName === name) }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'name',
      header: t('table'),
      cell: ({ name }) => <AppLink href={`/admin/acuan/${referenceSlugs[name]}`}>{t(`tables.${name}`)}</AppLink>,
    },
    { key: 'rows', header: t('inForce'), align: 'right', cell: (row) => row.rows ?? 0 },
    {
      key: 'changedAt',
      header: t('changedAt'),
      nowrap: true,
      cell: ({ changedAt }) => (changedAt ? formatInstant(changedAt, locale, zone) : '-'),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <>
            <ButtonLink href="/admin/periode">{t('periods')}</ButtonLink>
            <ButtonLink href="/cat/program">{t('programmes')}</ButtonLink>
            <ButtonLink href="/admin/hari-libur">{t('holidays.title')}</ButtonLink>
          </>
        }
      />
      <div className="rounded-lg border border-line">
        <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ name }) => name} />
      </div>
    </>
  )
}
