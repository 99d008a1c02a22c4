import { getLocale, getTranslations } from 'next-intl/server'
import { ProposalTable } from '@/components/sapk/proposal-table'
import { BarChart } from '@/components/ui/bar-chart'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Figures } from '@/components/ui/figures'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import type { Actor } from '@/lib/auth/actor'
import { officeZone } from '@/lib/auth/office-zone.server'
import { addDays, type CivilDate, civilDay, isoWeekday } from '@/lib/civil-date'
import { formatNumber, formatTime, type Locale } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { type ProposalState, statesOf } from '@/lib/sapk/proposal'
import { countQueueByDay } from '@/lib/sapk/proposal-queue.server'
import { countProposals, listProposals, queueFilter } from '@/lib/sapk/proposal-read.server'

const SHOWN = 7
const WORKING_DAYS = 10
const FRIDAY = 5

/** The home of everyone who decides on proposals: what waits, by when, and one way to begin. */
export async function QueueHome({ actor, now }: { actor: Actor; now: Date }) {
  const context = { actor, now }
  const t = await getTranslations('proposal.home')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const today = civilDay(now)
  const tomorrow = addDays(today, 1)
  const queue = await queueFilter(context)
  const [{ rows, total }, soon, counts, days] = await Promise.all([
    listProposals(context, queue, { offset: 0, limit: SHOWN }),
    countProposals(context, { ...queue, dueUntil: tomorrow }),
    countProposals(context, queue),
    countQueueByDay(context),
  ])
  const dueSoon = soon.reduce((sum, row) => sum + row.total, 0)
  const inState = (state: ProposalState) => counts.find((row) => row.state === state)?.total ?? 0
  const shownStates = statesOf(actor.role).filter((state) => t.has(`figure.${state}` as never))
  const begin = actor.role === 'bkn_verifier' ? '/sapk/verifikasi' : '/sapk/usul?bagian=mine'
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={`${t('waiting', { count: total })}${total > 0 ? t('due', { count: dueSoon }) : ''}`}
        actions={
          total > 0 && (
            <ButtonLink href={begin} variant="primary" icon={<Icon name="play" />}>
              {dataWord(t, `start.${actor.role}`)}
            </ButtonLink>
          )
        }
      />
      <Card flush className="mb-6">
        <Figures
          items={[
            { label: t('mine'), value: formatNumber(total, locale), href: '/sapk/usul?bagian=mine' },
            {
              label: t('dueSoon'),
              value: formatNumber(dueSoon, locale),
              href: `/sapk/usul?bagian=mine&sampai=${tomorrow}`,
              isBad: dueSoon > 0,
            },
            ...shownStates.map((state) => ({
              label: dataWord(t, `figure.${state}`),
              value: formatNumber(inState(state), locale),
              href: `/sapk/usul?bagian=mine&status=${state}`,
            })),
          ]}
        />
      </Card>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_304px]">
        <Card
          flush
          title={t('queue')}
          action={
            total > 0 && (
              <AppLink href="/sapk/usul?bagian=mine">{t('see', { count: formatNumber(total, locale) })}</AppLink>
            )
          }
          footer={t('shown', {
            shown: rows.length,
            total,
            time: formatTime(now, locale, zone),
          })}
        >
          <ProposalTable
            rows={rows}
            today={today}
            reader={actor.role}
            empty={
              <EmptyState title={t('emptyTitle')} icon="circle-check">
                {t('empty')}
              </EmptyState>
            }
          />
        </Card>
        <DeadlineChart days={days} today={today} total={total} locale={locale} />
      </div>
    </>
  )
}

/** How many cases are due on each of the next working days; what is late stands on today. */
async function DeadlineChart({
  days,
  today,
  total,
  locale,
}: {
  days: readonly { dueOn: CivilDate; total: number }[]
  today: CivilDate
  total: number
  locale: Locale
}) {
  const t = await getTranslations('proposal.home')
  const shown = nextWeekdays(today, WORKING_DAYS)
  const bars = shown.map((day, index) => {
    const isFirst = index === 0
    const value = days.reduce(
      (sum, row) => (row.dueOn === day || (isFirst && row.dueOn < day) ? sum + row.total : sum),
      0,
    )
    return {
      key: day,
      label: String(Number(day.slice(8))),
      sublabel: weekdayName(day, locale),
      value,
      isMarked: index < 2,
      isToday: day === today,
      startsGroup: index > 0 && isoWeekday(day) === 1,
      href: isFirst ? `/sapk/usul?bagian=mine&sampai=${day}` : `/sapk/usul?bagian=mine&tenggat=${day}`,
    }
  })
  return (
    <BarChart
      title={t('load')}
      description={t('loadAs', {
        days: bars.map(({ sublabel, label, value }) => `${sublabel} ${label}: ${value}`).join(', '),
      })}
      bars={bars}
      columns={{ label: t('day'), value: t('jobs') }}
      foot={t('loadFoot', { count: total })}
    />
  )
}

function nextWeekdays(from: CivilDate, count: number): CivilDate[] {
  const days: CivilDate[] = []
  for (let day = from; days.length < count; day = addDays(day, 1)) if (isoWeekday(day) <= FRIDAY) days.push(day)
  return days
}

function weekdayName(day: CivilDate, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}
