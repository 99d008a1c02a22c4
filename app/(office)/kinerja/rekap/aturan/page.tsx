import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { EntryRulesForm } from '@/components/kinerja/entry-rules-form'
import { ExtensionForm } from '@/components/kinerja/extension-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { formatDate } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listEntryRules, USUAL_ENTRY_RULES } from '@/lib/kinerja/entry-rules.server'
import type { EntryRulesInput } from '@/lib/kinerja/entry-rules-input'
import { todayOf } from '@/lib/kinerja/today'
import { extendEntriesAction, saveEntryRulesAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('recap.rules'))('title') }
}

/** Until when work is written down and answered, what the agency decided of it, and days that were opened anew. */
export default async function Page() {
  const actor = await requireActor('entry.read_rules')
  const context = { actor, now: new Date() }
  const t = await getTranslations('recap')
  const locale = localeFrom(await getLocale())
  const today = todayOf(context)
  const { rules, extensions } = await listEntryRules(context)
  const on = (day: string) => formatDate(day, 'short', locale)
  const inForce = rules.find(({ startsOn }) => startsOn <= today) ?? USUAL_ENTRY_RULES
  const clock = (at: string | null) => (at === null ? t('rules.nobody') : locale === 'id' ? at.replace(':', '.') : at)
  const ruleColumns: Column<(typeof rules)[number]>[] = (
    [
      { key: 'startsOn', cell: ({ startsOn }) => on(startsOn) },
      { key: 'entryDays', cell: ({ entryDays }) => t('days', { days: entryDays }) },
      {
        key: 'lateDays',
        cell: ({ lateDays }) => (lateDays === null ? t('rules.noLock') : t('days', { days: lateDays })),
      },
      { key: 'reviewDays', cell: ({ reviewDays }) => t('days', { days: reviewDays }) },
      { key: 'dayMinutes', cell: ({ dayMinutes }) => dayMinutes },
      { key: 'planDecisionDays', cell: ({ planDecisionDays }) => t('days', { days: planDecisionDays }) },
      { key: 'evaluatedEvery', cell: ({ evaluatedEvery }) => t(`rules.every.${evaluatedEvery}`) },
      { key: 'remindAt', cell: ({ remindAt }) => clock(remindAt) },
      { key: 'digestAt', cell: ({ digestAt }) => clock(digestAt) },
    ] satisfies { key: keyof EntryRulesInput; cell: (rule: EntryRulesInput) => ReactNode }[]
  ).map((column) => ({ ...column, header: t(`rules.${column.key}`), nowrap: true }))
  const extensionColumns: Column<(typeof extensions)[number]>[] = [
    {
      key: 'days',
      header: t('extension.days'),
      cell: ({ startsOn, endsOn, reason }) => (
        <TwoLines sub={reason}>{startsOn === endsOn ? on(startsOn) : `${on(startsOn)} – ${on(endsOn)}`}</TwoLines>
      ),
    },
    { key: 'openUntil', header: t('extension.openUntil'), cell: ({ openUntil }) => on(openUntil) },
  ]
  return (
    <ClientMessages namespaces={['recap']}>
      <PageHeader
        title={t('rules.title')}
        subtitle={t('rules.subtitle')}
        crumbs={[{ label: t('title'), href: '/kinerja/rekap' }, { label: t('rules.title') }]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card title={t('rules.change')}>
          <EntryRulesForm rules={{ ...inForce, startsOn: today }} save={saveEntryRulesAction} />
        </Card>
        <Card title={t('rules.all')} flush>
          <Table
            caption={t('rules.caption')}
            columns={ruleColumns}
            rows={rules}
            rowKey={({ startsOn }) => startsOn}
            empty={
              <EmptyState icon="inbox" title={t('rules.noneTitle')}>
                {t('rules.none')}
              </EmptyState>
            }
          />
        </Card>
        <Card title={t('extension.title')}>
          <ExtensionForm today={today} extend={extendEntriesAction} />
        </Card>
        {extensions.length > 0 && (
          <Card title={t('extension.all')} flush>
            <Table
              caption={t('extension.caption')}
              columns={extensionColumns}
              rows={extensions}
              rowKey={({ id }) => id}
              empty={null}
            />
          </Card>
        )}
      </div>
    </ClientMessages>
  )
}
