import { getLocale, getTranslations } from 'next-intl/server'
import { EventName } from '@/components/access/event-name'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Figure, Figures } from '@/components/ui/figures'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Table } from '@/components/ui/table'
import { listAuditEvents } from '@/lib/audit-read.server'
import { sealHealth } from '@/lib/audit-seal-health.server'
import { listAccounts } from '@/lib/auth/accounts-read.server'
import type { Actor } from '@/lib/auth/actor'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { countWaitingSettlements } from '@/lib/cat/public.server'
import { countSigning } from '@/lib/documents/signing-list.server'
import { formatInstant, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

const SHOWN = 8

/** The home of BKN's administrator and of the auditor: is the trail sealed, does the signing run, who may enter. */
export async function ControlHome({ actor, now }: { actor: Actor; now: Date }) {
  const t = await getTranslations('access.control')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const [seal, events, signing, accounts, settlements] = await Promise.all([
    sealHealth(now),
    listAuditEvents(actor, { zone }, now),
    countSigning(now),
    isAllowed(actor.role, 'account.read') ? accountFigures(actor, now) : undefined,
    isAllowed(actor.role, 'exam.decide_settlement') ? countWaitingSettlements({ actor, now }) : undefined,
  ])
  const isHealthy = seal.isKeepingUp && signing.failed === 0
  const system = isAllowed(actor.role, 'system.read') ? '/admin/sistem' : undefined
  const figures: Figure[] = [
    ...(accounts
      ? [
          { label: t('active'), value: formatNumber(accounts.active, locale), href: '/admin/akun?keadaan=active' },
          {
            label: t('disabled'),
            value: formatNumber(accounts.disabled, locale),
            href: '/admin/akun?keadaan=disabled',
          },
        ]
      : []),
    ...(settlements === undefined
      ? []
      : [{ label: t('settlements'), value: formatNumber(settlements, locale), href: '/cat/pascasanggah' }]),
    { label: t('sealed'), value: formatNumber(seal.sealedEvents, locale), href: '/admin/audit' },
    { label: t('running'), value: formatNumber(signing.running, locale), href: system },
    { label: t('failed'), value: formatNumber(signing.failed, locale), isBad: signing.failed > 0, href: system },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t(isHealthy ? 'healthy' : 'unhealthy')}
        actions={
          accounts ? (
            <ButtonLink href="/admin/akun/baru" variant="primary">
              {t('newAccount')}
            </ButtonLink>
          ) : (
            <ButtonLink href="/admin/audit" variant="primary">
              {t('openAudit')}
            </ButtonLink>
          )
        }
      />
      <Card flush className="mb-6">
        <Figures items={figures} />
      </Card>
      <div className="mb-6">
        <Notice tone={seal.isKeepingUp ? 'success' : 'danger'}>
          {seal.lastSealedAt
            ? t(seal.isKeepingUp ? 'sealGood' : 'sealLate', {
                at: formatInstant(seal.lastSealedAt, locale, zone),
                count: seal.unsealedEvents,
              })
            : t('sealNone')}
        </Notice>
      </div>
      <Card flush title={t('latest')} action={<AppLink href="/admin/audit">{t('seeAll')}</AppLink>}>
        <Table
          caption={t('caption')}
          rows={events.rows.slice(0, SHOWN)}
          rowKey={(row) => String(row.seq)}
          empty={<EmptyState title={t('none')} icon="scroll-text" />}
          columns={[
            { key: 'event', header: t('event'), cell: (row) => <EventName event={row.event} /> },
            { key: 'actor', header: t('actor'), cell: (row) => row.actorName },
            { key: 'agency', header: t('agency'), cell: (row) => row.agencyName ?? '-' },
            { key: 'at', header: t('at'), nowrap: true, cell: (row) => formatInstant(row.at, locale, zone) },
          ]}
        />
      </Card>
    </>
  )
}

async function accountFigures(actor: Actor, now: Date) {
  const [active, disabled] = await Promise.all([
    listAccounts(actor, { state: 'active', page: 1 }, now),
    listAccounts(actor, { state: 'disabled', page: 1 }, now),
  ])
  return { active: active.total, disabled: disabled.total }
}
