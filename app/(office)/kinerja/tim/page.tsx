import { getLocale, getTranslations } from 'next-intl/server'
import { WeekLegend } from '@/components/kinerja/day-cell'
import { OverdueQueues } from '@/components/kinerja/overdue-queues'
import { RemindButton } from '@/components/kinerja/remind-button'
import { ReviewBar } from '@/components/kinerja/review-bar'
import { TeamTable } from '@/components/kinerja/team-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Figures } from '@/components/ui/figures'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { addDays, civilDateIn, isCivilDate } from '@/lib/civil-date'
import { formatDate, formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { overdueQueues } from '@/lib/kinerja/overdue-queues.server'
import { ofView, teamViews, weekFigures, weekOf } from '@/lib/kinerja/team-week'
import { teamWeek } from '@/lib/kinerja/team-week.server'
import { addressWith, textParameters } from '@/lib/search-parameters'
import {
  approveEntriesAction,
  correctEntryAction,
  rejectEntryAction,
  remindTeamAction,
  reopenEntryAction,
  returnEntriesAction,
} from './actions'

const PATH = '/kinerja/tim'
const acts = { correct: correctEntryAction, reject: rejectEntryAction, reopen: reopenEntryAction }

export async function generateMetadata() {
  return { title: (await getTranslations('team'))('title') }
}

/** Pekan tim: the week of the people whose appraiser the actor is, and the answers to what they wrote down. */
export default async function Page({ searchParams }: PageProps<'/kinerja/tim'>) {
  const actor = await requireActor('entry.review')
  const context = { actor, now: new Date() }
  const t = await getTranslations('team')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const today = civilDateIn(zone, context.now)
  const address = textParameters(await searchParams)
  const monday = weekOf(address.pekan && isCivilDate(address.pekan) ? address.pekan : today)
  const { days, members, earlier } = await teamWeek(context, monday, today, zone)
  const view = teamViews.find((one) => one === address.tampil)
  const shown = ofView(members, view)
  const opened = shown.find(({ id }) => id === address.buka)
  const figures = weekFigures(members)
  const href = (changes: Record<string, string | undefined>) =>
    addressWith(PATH, { pekan: monday, tampil: view, buka: opened?.id, ...changes })
  const weekHref = (day: string) => addressWith(PATH, { pekan: day })
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle', {
          from: formatDate(monday, 'long', locale),
          to: formatDate(days.at(-1) ?? monday, 'long', locale),
          at: formatInstant(context.now, locale, zone),
        })}
        actions={
          <>
            <ButtonLink href={weekHref(addDays(monday, -7))} icon={<Icon name="chevron-left" />}>
              <span className="sr-only">{t('week.before')}</span>
            </ButtonLink>
            <ButtonLink href={PATH}>{t('week.now')}</ButtonLink>
            <ButtonLink href={weekHref(addDays(monday, 7))} icon={<Icon name="chevron-right" />}>
              <span className="sr-only">{t('week.after')}</span>
            </ButtonLink>
          </>
        }
      />
      {members.length === 0 ? (
        <EmptyState title={t('noTeamTitle')} icon="users-round">
          {t('noTeam')}
        </EmptyState>
      ) : (
        <ClientMessages namespaces={['team']}>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <Card flush>
              <Figures
                items={[
                  {
                    label: t('figure.people'),
                    value: figures.people,
                    href: href({ tampil: undefined, buka: undefined }),
                  },
                  {
                    label: t('figure.waiting'),
                    value: figures.waiting,
                    href: href({ tampil: 'menunggu', buka: undefined }),
                  },
                  {
                    label: t('figure.empty'),
                    value: figures.withEmpty,
                    href: href({ tampil: 'kosong', buka: undefined }),
                  },
                  { label: t('figure.leave'), value: figures.onLeave, href: href({ tampil: 'cuti', buka: undefined }) },
                ]}
              />
              {figures.withEmpty > 0 && (
                <RemindButton day={monday} count={figures.withEmpty} action={remindTeamAction} />
              )}
            </Card>
            {earlier.oldestOn && (
              <Notice
                tone="info"
                action={<AppLink href={weekHref(weekOf(earlier.oldestOn))}>{t('earlierOpen')}</AppLink>}
              >
                {t('earlier', { total: earlier.total, date: formatDate(earlier.oldestOn, 'long', locale) })}
              </Notice>
            )}
            <OverdueQueues queues={await overdueQueues(context, today)} />
            <Card flush>
              <TeamTable days={days} members={shown} opened={opened?.id} href={href} acts={acts} />
            </Card>
          </div>
          <ReviewBar
            people={shown.map(({ id, entries }) => ({ id, entries: entries.filter(isWaiting).map(refOf) }))}
            opened={opened?.entries.filter(isWaiting).map(refOf) ?? []}
            approve={approveEntriesAction}
            sendBack={returnEntriesAction}
          />
          <WeekLegend />
        </ClientMessages>
      )}
    </>
  )
}

function isWaiting({ state }: { state: string }): boolean {
  return state === 'submitted'
}

function refOf({ id, version, employeeId }: { id: string; version: number; employeeId: string }) {
  return { id, version, employeeId }
}
