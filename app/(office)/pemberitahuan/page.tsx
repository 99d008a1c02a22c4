import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { MarkRead } from '@/components/shell/mark-read'
import { NewMark } from '@/components/shell/new-mark'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor, requireSession } from '@/lib/auth/session.server'
import { formatDate, formatInstant, formatMonth } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { GAP_DAYS } from '@/lib/kinerja/daily-reminder'
import { listNotifications, type Notification } from '@/lib/notifications.server'
import { readNotificationsAction } from './actions'

const ICONS: Record<Notification['kind'], IconName> = {
  arrival: 'file-text',
  step: 'file-text',
  run: 'circle-check',
  signing: 'badge-check',
  import: 'upload',
  export: 'download',
  reminder: 'bell',
  feedback: 'mail',
  party: 'clipboard-check',
  appraised: 'user-check',
  team: 'users',
  unwritten: 'bell',
  gap: 'bell',
  month: 'bell',
  waiting: 'bell',
  overdue: 'bell',
  team_gap: 'bell',
  team_month: 'bell',
  wbs: 'inbox',
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell.told'))('title') }
}

/** Pemberitahuan: what came to one's desk and what one's own work came to; seeing the page is having read it. */
export default async function Page() {
  const actor = await requireActor('own.read')
  const { notifiedUntil } = await requireSession()
  const t = await getTranslations('shell.told')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const told = await listNotifications({ actor, now: new Date() }, null)
  const latest = told[0]
  if (!latest) {
    return (
      <>
        <PageHeader title={t('title')} subtitle={t('subtitle')} />
        <EmptyState title={t('emptyTitle')} icon="bell">
          {t('empty')}
        </EmptyState>
      </>
    )
  }
  const isNew = ({ at }: Notification) => notifiedUntil === null || at > notifiedUntil
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      {isNew(latest) && <MarkRead until={latest.at.toISOString()} read={readNotificationsAction} />}
      <Card flush>
        <ul aria-label={t('list')}>
          {told.map((notification) => (
            <li key={notification.key} className="border-line not-first:border-t">
              <AppLink href={notification.href} className="told">
                <Icon name={ICONS[notification.kind]} className="size-5 text-muted" />
                <span className="min-w-0">
                  <Told notification={notification} />
                </span>
                <span className="text-xs text-muted max-md:col-start-2 md:text-right">
                  <NewMark isNew={isNew(notification)} label={t('isNew')} />
                  {formatInstant(notification.at, locale, zone)}
                </span>
              </AppLink>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}

async function Told({ notification }: { notification: Notification }) {
  const t = await getTranslations()
  const locale = localeFrom(await getLocale())
  switch (notification.kind) {
    case 'arrival': {
      const names = notification.names.join(', ')
      const isMore = notification.people > notification.names.length
      return (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ProposalStatus state={notification.state} />
          {isMore ? t('shell.told.more', { names }) : names}
        </span>
      )
    }
    case 'step':
      return t('shell.told.own', {
        number: notification.number,
        event: dataWord(t, `proposal.event.${notification.event}`),
      })
    case 'run':
      return t('shell.told.runDone', { event: dataWord(t, `bulk.runs.event.${notification.event}`) })
    case 'signing':
      return dataWord(t, `shell.told.signingDone.${notification.documents}`)
    case 'import':
      return t('shell.told.importDone', {
        fileName: notification.fileName,
        status: dataWord(t, `import.status.${notification.status}`),
      })
    case 'export':
      return t(notification.isFailed ? 'shell.told.exportFailed' : 'shell.told.exportDone', {
        list: dataWord(t, `lists.name.${notification.list}`),
      })
    case 'reminder':
      return t('shell.told.reminder', { days: notification.days, date: formatDate(notification.from, 'long', locale) })
    case 'feedback':
      return t('shell.told.feedback', { author: notification.author })
    case 'party':
      return t('shell.told.party', {
        event: notification.event,
        name: notification.name,
        year: String(notification.year),
      })
    case 'appraised':
      return t('shell.told.appraised', { date: formatDate(notification.from, 'long', locale) })
    case 'unwritten':
      return t('shell.told.unwritten', { date: formatDate(notification.day, 'long', locale) })
    case 'waiting':
    case 'overdue':
      return t(`shell.told.${notification.kind}`, {
        entries: notification.entries,
        date: formatDate(notification.from, 'long', locale),
      })
    case 'gap':
      return t('shell.told.gap', {
        days: notification.days.length,
        date: formatDate(notification.from, 'long', locale),
      })
    case 'month':
      return t('shell.told.month', {
        month: formatMonth(notification.from, locale),
        days: notification.days.map((day) => Number(day.slice(8))).join(', '),
      })
    case 'team_gap':
      return t('shell.told.teamGap', {
        people: notification.people,
        days: GAP_DAYS,
        date: formatDate(notification.from, 'long', locale),
      })
    case 'team_month':
      return t('shell.told.teamMonth', {
        people: notification.people,
        month: formatMonth(notification.from, locale),
      })
    case 'wbs':
      return t('shell.told.wbs')
    case 'team':
      return t('shell.told.team', { people: notification.people, date: formatDate(notification.from, 'long', locale) })
  }
}
