import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { CommandButton } from '@/components/access/command-button'
import { RefusedReason } from '@/components/sapk/refused-reason'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Table } from '@/components/ui/table'
import { sealHealth } from '@/lib/audit-seal-health.server'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { listOpenWork } from '@/lib/background-work.server'
import { listRefusedSigning } from '@/lib/documents/signing-list.server'
import { formatInstant, formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { retryWorkAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.system'))('title') }
}

/** Sistem: is the trail sealed, what runs in the background or waits, and what was refused there. */
export default async function Page() {
  await requireActor('system.read')
  const now = new Date()
  const t = await getTranslations('access.system')
  const control = await getTranslations('access.control')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const [seal, work, refused] = await Promise.all([sealHealth(now), listOpenWork(), listRefusedSigning(now)])
  return (
    <ClientMessages namespaces={['bulk', 'findings']}>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={work.length > 0 && <CommandButton action={retryWorkAction} input={undefined} label={t('retry')} />}
      />
      <div className="mb-6">
        <Notice tone={seal.isKeepingUp ? 'success' : 'danger'}>
          {seal.lastSealedAt
            ? control(seal.isKeepingUp ? 'sealGood' : 'sealLate', {
                at: formatInstant(seal.lastSealedAt, locale, zone),
                count: seal.unsealedEvents,
              })
            : control('sealNone')}
        </Notice>
      </div>
      <Card flush title={t('work')} className="mb-6">
        <Table
          caption={t('work')}
          rows={work}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('noWork')} icon="circle-check" />}
          columns={[
            { key: 'kind', header: t('kind'), phone: 'plain', cell: ({ kind }) => t(`kinds.${kind}`) },
            { key: 'agency', header: control('agency'), cell: ({ agencyName }) => agencyName },
            {
              key: 'since',
              header: t('since'),
              nowrap: true,
              cell: ({ createdAt }) => formatInstant(createdAt, locale, zone),
            },
            {
              key: 'waiting',
              header: t('waiting'),
              align: 'right',
              cell: ({ waiting }) => formatNumber(waiting, locale),
            },
            { key: 'delay', header: t('delay'), cell: ({ delayCode }) => (delayCode ? t(`delays.${delayCode}`) : '-') },
          ]}
        />
      </Card>
      <Card flush title={t('refused')}>
        <Table
          caption={t('refused')}
          rows={refused}
          rowKey={({ agencyName, kind, refusalCode }) => `${agencyName} ${kind} ${refusalCode}`}
          empty={<EmptyState title={t('noneRefused')} icon="circle-check" />}
          columns={[
            { key: 'kind', header: t('letter'), phone: 'plain', cell: ({ kind }) => dataWord(t, `signing.${kind}`) },
            { key: 'agency', header: control('agency'), cell: ({ agencyName }) => agencyName },
            {
              key: 'reason',
              header: t('reason'),
              cell: ({ refusalCode, facts }) => <RefusedReason code={refusalCode} facts={facts} />,
            },
            {
              key: 'letters',
              header: t('letters'),
              align: 'right',
              cell: ({ letters }) => formatNumber(letters, locale),
            },
            {
              key: 'last',
              header: t('last'),
              nowrap: true,
              cell: ({ lastAt }) => formatInstant(lastAt, locale, zone),
            },
          ]}
        />
      </Card>
      <p className="mt-4 max-w-[70ch] text-sm text-muted">{t('again')}</p>
    </ClientMessages>
  )
}
