import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { HolidayForm } from '@/components/registry/holiday-form'
import { HolidayRemove } from '@/components/registry/holiday-remove'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { civilDay, yearOf } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHolidays } from '@/lib/registry/holidays.server'
import { textParameter } from '@/lib/search-parameters'
import { removeHolidayAction, setHolidayAction } from './actions'

/** Fewer than the joint decree of the ministers names: only the fixed days are known. */
const FEWEST_ANNOUNCED = 10

type Holiday = Awaited<ReturnType<typeof listHolidays>>[number]

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reference.holidays'))('title') }
}

/** The days of a year that are no working days: every deadline counts with them. */
export default async function Page({ searchParams }: PageProps<'/admin/hari-libur'>) {
  const actor = await requireActor('reference.update')
  const context = { actor, now: new Date() }
  const t = await getTranslations('reference.holidays')
  const reference = await getTranslations('reference')
  const locale = localeFrom(await getLocale())
  const asked = textParameter((await searchParams).tahun) ?? ''
  const year = /^(19|20)\d\d$/.test(asked) ? Number(asked) : yearOf(civilDay(context.now))
  const days = await listHolidays(context, year)
  const columns: Column<Holiday>[] = [
    {
      key: 'day',
      header: t('day'),
      nowrap: true,
      cell: ({ day }) => formatDate(day, 'long', locale),
    },
    { key: 'name', header: t('name'), cell: ({ name }) => name },
    {
      key: 'remove',
      header: t('remove'),
      headerHidden: true,
      phone: 'plain',
      cell: (holiday) => <HolidayRemove key={holiday.version} holiday={holiday} remove={removeHolidayAction} />,
    },
  ]
  return (
    <ClientMessages namespaces={['reference']}>
      <PageHeader
        title={t('titleOf', { year })}
        subtitle={t('subtitle')}
        crumbs={[{ label: reference('title'), href: '/admin/acuan' }, { label: t('title') }]}
        actions={
          <>
            <ButtonLink href={`/admin/hari-libur?tahun=${year - 1}`}>{String(year - 1)}</ButtonLink>
            <ButtonLink href={`/admin/hari-libur?tahun=${year + 1}`}>{String(year + 1)}</ButtonLink>
          </>
        }
      />
      {days.length < FEWEST_ANNOUNCED && (
        <div className="mb-6">
          <Notice tone="warning">{t('unannounced', { year })}</Notice>
        </div>
      )}
      <Card title={t('add')} className="mb-6">
        <HolidayForm
          seen={Object.fromEntries(days.map(({ day, version }) => [day, version]))}
          save={setHolidayAction}
        />
      </Card>
      <div className="rounded-lg border border-line">
        <Table
          caption={t('titleOf', { year })}
          columns={columns}
          rows={days}
          rowKey={({ day }) => day}
          empty={<EmptyState icon="calendar" title={t('none')} />}
        />
      </div>
    </ClientMessages>
  )
}
