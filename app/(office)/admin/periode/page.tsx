import { getLocale, getTranslations } from 'next-intl/server'
import { PeriodForm } from '@/components/sapk/period-form'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { civilDay } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Period } from '@/lib/sapk/period'
import { listOverrides, periodsFor } from '@/lib/sapk/periods.server'
import { overridePeriodAction, resetPeriodAction } from './actions'

export async function generateMetadata() {
  const t = await getTranslations('nominative.periods')
  return { title: t('title') }
}

/** Periods to come, by the rule in force, and the letters by which BKN gave some of them other dates. */
export default async function Page({ searchParams }: PageProps<'/admin/periode'>) {
  const actor = await requireActor('period.update')
  const context = { actor, now: new Date() }
  const t = await getTranslations('nominative.periods')
  const locale = localeFrom(await getLocale())
  const today = civilDay(context.now)
  const [periods, overrides] = await Promise.all([periodsFor(context, today), listOverrides(context, today)])
  const { ubah } = await searchParams
  const edited = periods.find((period) => period.effectiveOn === ubah)
  const letterOf = (effectiveOn: string) => overrides.find((override) => override.effectiveOn === effectiveOn)
  const day = (date: string) => formatDate(date, 'short', locale)
  const columns: Column<Period>[] = [
    {
      key: 'effectiveOn',
      header: t('effectiveOn'),
      cell: ({ effectiveOn }) => <b>{day(effectiveOn)}</b>,
      nowrap: true,
    },
    { key: 'opensOn', header: t('opensOn'), cell: ({ opensOn }) => day(opensOn), nowrap: true },
    { key: 'closesOn', header: t('closesOn'), cell: ({ closesOn }) => day(closesOn), nowrap: true },
    {
      key: 'target',
      header: t('approvalTargetOn'),
      cell: ({ approvalTargetOn }) => day(approvalTargetOn),
      nowrap: true,
    },
    {
      key: 'source',
      header: t('source'),
      cell: ({ effectiveOn, source }) => {
        const letter = letterOf(effectiveOn)
        return letter ? <TwoLines sub={letter.note}>{t('letter', { number: letter.letterNumber })}</TwoLines> : source
      },
    },
    {
      key: 'edit',
      header: t('edit'),
      headerHidden: true,
      phone: 'plain',
      cell: ({ effectiveOn }) => (
        <AppLink
          href={`/admin/periode?ubah=${effectiveOn}`}
          aria-label={t('editOf', { date: formatDate(effectiveOn, 'long', locale) })}
          scroll={false}
          data-row-focus=""
          data-edit=""
        >
          {t('edit')}
        </AppLink>
      ),
    },
  ]
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      {edited && (
        <Card title={t('editOf', { date: formatDate(edited.effectiveOn, 'long', locale) })} className="mb-6">
          <ClientMessages namespaces={['nominative']}>
            <PeriodForm
              key={edited.effectiveOn}
              period={{
                effectiveOn: edited.effectiveOn,
                version: letterOf(edited.effectiveOn)?.version ?? '',
                opensOn: edited.opensOn,
                closesOn: edited.closesOn,
                approvalTargetOn: edited.approvalTargetOn,
                letterNumber: letterOf(edited.effectiveOn)?.letterNumber ?? '',
                note: letterOf(edited.effectiveOn)?.note ?? null,
              }}
              isOverridden={letterOf(edited.effectiveOn) !== undefined}
              save={overridePeriodAction}
              reset={resetPeriodAction}
            />
          </ClientMessages>
        </Card>
      )}
      <div className="rounded-lg border border-line">
        <Table caption={t('title')} columns={columns} rows={periods} rowKey={(period) => period.effectiveOn} />
      </div>
    </>
  )
}
